import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

const theme = join(root, 'deploy', 'keycloak', 'themes', 'portail', 'login');
const read = (path: string) => readFileSync(path, 'utf8');

/** `--name: value;` lines, each with all its values. */
function tokens(css: string): Map<string, string> {
  return new Map([...css.matchAll(/^\s*(--[\w-]+): ([^;]+);/gm)].map(([, name = '', value = '']) => [name, value]));
}

test('the sign-in pages have the colours and spaces of the sites', () => {
  const ofTheme = read(join(theme, 'resources', 'css', 'portail.css')).split('*,')[0] ?? '';
  const [light = ''] = read(join(root, 'frontend', 'libs', 'ui', 'src', 'styles', '_tokens.scss')).split(
    '@media print',
  );
  const ofSites = tokens(light);
  const own = [...tokens(ofTheme)];
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter(([name, value]) => ofSites.get(name) !== value)).toEqual([]);
});

test('their sentences are French as elsewhere: typographic apostrophes, narrow spaces', () => {
  const sentences = read(join(theme, 'messages', 'messages_fr.properties'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.slice(line.indexOf('=') + 1));
  expect(sentences.filter((sentence) => /'| [:;!?»]|« /.test(sentence))).toEqual([]);
});
