import { describe, expect, test } from '@jest/globals';
import { html, Html } from './html.ts';

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><iframe src="file:///etc/passwd"></iframe>',
  "' onmouseover='alert(1)",
  '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">',
  '</style><style>@import url(http://127.0.0.1/x.css)</style>',
  '<svg><use href="http://127.0.0.1/x.svg#a"/></svg>',
  '<!-- --><base href="http://127.0.0.1/">',
  '&lt;b&gt; &amp; &#60;i&#62;',
];

describe('a piece of a page', () => {
  test.each(hostile)('%s is text, between tags and in an attribute', (text) => {
    const page = html`<p title="${text}">${text}</p>`.text;
    // Of markup, only the paragraph of the template is left.
    expect(page.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
    expect(page.match(/"/g)).toHaveLength(2);
    expect(page).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
  });

  test('controls and marks of direction are left out; accents, ligatures and other scripts stay', () => {
    expect(html`${'a\u0000b\u001Bc\u202Ed\u2066e'}`.text).toBe('abcde');
    expect(html`${'Œuvre d’été — عربي 👶'}`.text).toBe('Œuvre d’été — عربي 👶');
  });

  test('pieces nest, lists follow one another, null is nothing', () => {
    const items = ['<a>', 2].map((each) => html`<li>${each}</li>`);
    expect(html`<b>${items}${null}</b>`.text).toBe('<b><li>&lt;a&gt;</li><li>2</li></b>');
    expect(html`${new Html('<b>')}`.text).toBe('<b>');
  });
});
