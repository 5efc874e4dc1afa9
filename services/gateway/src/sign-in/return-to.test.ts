import { expect, test } from '@jest/globals';
import { safeReturnTo } from './return-to.ts';

test.each([
  ['/', '/'],
  ['/declarations/0190/activite?etape=2#controles', '/declarations/0190/activite?etape=2#controles'],
  ['/a/../b', '/b'],
  ['/recherche?url=https://elsewhere.example/', '/recherche?url=https://elsewhere.example/'],
])('%s is a page of this site', (asked, kept) => {
  expect(safeReturnTo(asked)).toBe(kept);
});

test.each([
  undefined,
  '',
  'accueil',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '\\\\evil.example/',
  '/.//evil.example/',
  '/a/..//evil.example',
  '/%0d%0aSet-Cookie:x'.replace('%0d%0a', '\r\n'),
  '/\t/evil.example',
  '/é',
  'javascript:alert(1)',
  '/auth/logout',
  '/auth',
  `/${'a'.repeat(2_000)}`,
])('%j leads to the home page', (asked) => {
  expect(safeReturnTo(asked)).toBe('/');
});
