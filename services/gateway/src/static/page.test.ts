import { expect, test } from '@jest/globals';
import { pageText } from './page.ts';

test('a page names its site, has one heading, and escapes what it is given', () => {
  const text = pageText(
    {
      title: 'Titre <b>',
      paragraphs: ['L’un & l’autre « <script>alert(1)</script> »'],
      links: [{ address: '/a?b=1&c="x"', text: "Aller à l'accueil" }],
    },
    'Portail',
    'n0nce',
  );
  expect(text).toContain('<html lang="fr">');
  expect(text).toContain('<title>Titre &lt;b&gt; – Portail</title>');
  expect(text.match(/<h1>/g)).toHaveLength(1);
  expect(text).not.toContain('<script>');
  expect(text).toContain('href="/a?b=1&amp;c=&quot;x&quot;"');
  expect(text).toContain('<style nonce="n0nce">');
});
