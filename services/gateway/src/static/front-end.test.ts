import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compressedPage, encodingFor, loadFrontEnd, mayBePage, type FrontEnd } from './front-end.ts';

let directory: string;
let frontEnd: FrontEnd;
const script = 'console.log("bonjour");'.repeat(100);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'front-end-'));
  mkdirSync(join(directory, 'media'));
  writeFileSync(
    join(directory, 'index.html'),
    [
      '<head><link rel="preload" href="/api/home" as="fetch" data-page="/"/>',
      '<link rel="preload" data-page="/equipements/:id" href="/api/equipments/:id?year=1" as="fetch">',
      '<link rel="preload" href="/api/declarations/:id" as="fetch" data-page="/declarations/:id/*">',
      '<link rel="preload" href="/api/me" as="fetch">',
      '<link rel="stylesheet" href="/styles-A1B2C3D4.css" nonce="CSP_NONCE"></head>',
      '<app-root ngCspNonce="CSP_NONCE"></app-root>',
    ].join(''),
  );
  writeFileSync(join(directory, 'styles-A1B2C3D4.css'), 'p{color:red}');
  writeFileSync(join(directory, 'main-A1B2C3D4.js'), script);
  writeFileSync(join(directory, 'main-A1B2C3D4.js.map'), '{}');
  writeFileSync(join(directory, 'media', 'texte-A1B2C3D4.woff2'), 'font');
  writeFileSync(join(directory, 'chunk-4AXuhD3W.js'), script);
  writeFileSync(join(directory, 'plan-du-site-resume12.svg'), '<svg/>');
  writeFileSync(join(directory, 'favicon.ico'), 'icon');
  frontEnd = loadFrontEnd(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('files', () => {
  test('are known by their path, and nothing else is', () => {
    expect(frontEnd.file('/main-A1B2C3D4.js')).toMatchObject({ immutable: true, compressible: true });
    expect(frontEnd.file('/media/texte-A1B2C3D4.woff2')).toMatchObject({ immutable: true, type: 'font/woff2' });
    expect(frontEnd.file('/chunk-4AXuhD3W.js')).toMatchObject({ immutable: true });
    expect(frontEnd.file('/plan-du-site-resume12.svg')).toMatchObject({ immutable: false });
    expect(frontEnd.file('/favicon.ico')).toMatchObject({ immutable: false });
    for (const path of ['/index.html', '/main-A1B2C3D4.js.map', '/../front-end/main-A1B2C3D4.js', '/', '/media']) {
      expect(frontEnd.file(path)).toBeUndefined();
    }
  });

  test('come in three encodings', async () => {
    const file = frontEnd.file('/main-A1B2C3D4.js');
    expect(String(await file?.bytes('identity'))).toBe(script);
    expect(brotliDecompressSync((await file?.bytes('br')) ?? '').toString()).toBe(script);
    expect(gunzipSync((await file?.bytes('gzip')) ?? '').toString()).toBe(script);
    expect(await file?.bytes('br')).toBe(await file?.bytes('br'));
  });
});

describe('index.html', () => {
  const rest = [
    '<link rel="preload" href="/api/me" as="fetch"><style nonce="abc">p{color:red}</style>',
    '</head><app-root ngCspNonce="abc"></app-root>',
  ] as const;

  test.each([
    ['/', '<link rel="preload" href="/api/home" as="fetch"/>'],
    ['/equipements/e1', '<link rel="preload" href="/api/equipments/e1?year=1" as="fetch">'],
    ['/equipements/e1/plus', ''],
    ['/declarations/d1/saisie-activite', '<link rel="preload" href="/api/declarations/d1" as="fetch">'],
    ['/equipements/"><script>', ''],
    ['/recherche', ''],
  ])('for %s has the nonce, its style within it, and the links of that page alone', (path, links) => {
    expect(frontEnd.index('abc', path)).toBe(`<head>${rest[0]}${links}${rest[1]}`);
  });

  test.each(['br', 'gzip', 'identity'] as const)('comes as %s', async (encoding) => {
    const bytes = await compressedPage('<p>Bonjour</p>', encoding);
    const read = { br: brotliDecompressSync, gzip: gunzipSync, identity: (given: Buffer) => given }[encoding];
    expect(String(read(bytes))).toBe('<p>Bonjour</p>');
  });
});

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br;q=0.0', 'identity'],
  [undefined, 'identity'],
])('Accept-Encoding %j gets %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});

test.each([
  ['/', true],
  ['/declarations/0190', true],
  ['/v1.2/accueil', true],
  ['/main-OLD.js', false],
  ['/.env', false],
])('%s may be a page: %s', (path, page) => {
  expect(mayBePage(path)).toBe(page);
});
