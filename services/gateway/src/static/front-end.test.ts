import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodingFor, loadFrontEnd, mayBePage, type FrontEnd } from './front-end.ts';

let directory: string;
let frontEnd: FrontEnd;
const script = 'console.log("bonjour");'.repeat(100);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'front-end-'));
  mkdirSync(join(directory, 'media'));
  writeFileSync(
    join(directory, 'index.html'),
    '<app-root ngCspNonce="CSP_NONCE"></app-root><style nonce="CSP_NONCE"></style>',
  );
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

test('index.html carries the nonce wherever it is asked for', () => {
  expect(frontEnd.index('abc')).toBe('<app-root ngCspNonce="abc"></app-root><style nonce="abc"></style>');
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
