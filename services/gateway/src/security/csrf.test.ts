import { expect, test } from '@jest/globals';
import { forgeryDoubt, type RequestOrigin } from './csrf.ts';

const site = 'https://portail.example';
const ours: RequestOrigin = {
  method: 'POST',
  contentType: 'application/json',
  hasBody: true,
  marker: '1',
  fetchSite: 'same-origin',
  origin: site,
};

test.each<Partial<RequestOrigin>>([
  {},
  { contentType: 'application/json; charset=utf-8' },
  { method: 'DELETE', contentType: undefined, hasBody: false },
  { fetchSite: undefined },
  { origin: undefined },
  { method: 'GET', contentType: undefined, hasBody: false, marker: undefined, fetchSite: 'cross-site' },
  { method: 'HEAD', contentType: undefined, hasBody: false, marker: undefined, fetchSite: undefined },
])('%j passes', (change) => {
  expect(forgeryDoubt({ ...ours, ...change }, site)).toBeUndefined();
});

test.each<[Partial<RequestOrigin>, string]>([
  [{ contentType: 'text/plain' }, 'not-json'],
  [{ contentType: 'application/x-www-form-urlencoded', hasBody: false }, 'not-json'],
  [{ contentType: 'application/jsonp' }, 'not-json'],
  [{ contentType: undefined }, 'not-json'],
  [{ marker: undefined }, 'no-marker'],
  [{ marker: 'true' }, 'no-marker'],
  [{ fetchSite: 'cross-site' }, 'other-site'],
  [{ fetchSite: 'same-site' }, 'other-site'],
  [{ fetchSite: 'none' }, 'other-site'],
  [{ fetchSite: 'same-site', origin: site }, 'other-site'],
  [{ fetchSite: undefined, origin: 'https://admin.example' }, 'other-site'],
  [{ fetchSite: undefined, origin: 'null' }, 'other-site'],
  [{ fetchSite: undefined, origin: undefined }, 'other-site'],
  [{ method: 'PUT', fetchSite: 'cross-site' }, 'other-site'],
  [{ method: 'PATCH', marker: undefined }, 'no-marker'],
  [{ method: 'DELETE', contentType: undefined, hasBody: false, marker: undefined }, 'no-marker'],
])('%j is refused: %s', (change, doubt) => {
  expect(forgeryDoubt({ ...ours, ...change }, site)).toBe(doubt);
});
