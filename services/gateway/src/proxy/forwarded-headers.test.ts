import { expect, test } from '@jest/globals';
import { headersForBrowser, headersForService } from './forwarded-headers.ts';

test('a service sees what it needs and our bearer, nothing of the browser’s claims', () => {
  const incoming = {
    accept: 'application/json',
    authorization: 'Bearer forged',
    cookie: '__Host-portail=x',
    forwarded: 'for=1.2.3.4',
    host: 'portail.example',
    'if-match': '"3"',
    'idempotency-key': 'abcdefgh',
    traceparent: '00-browser',
    'x-forwarded-for': '1.2.3.4',
    'x-forwarded-user': 'root',
    'x-portail-request': '1',
    'x-portail-user': 'root',
    'x-remote-user': 'root',
  };
  expect(headersForService(incoming, 'token', {})).toEqual({
    accept: 'application/json',
    authorization: 'Bearer token',
    'if-match': '"3"',
    'idempotency-key': 'abcdefgh',
    traceparent: '00-browser',
  });
  expect(headersForService(incoming, 'token', { traceparent: '00-ours' }).traceparent).toBe('00-ours');
});

test('a browser sees the answer and not the machinery', () => {
  expect(
    headersForBrowser({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
      'content-type': 'application/json',
      etag: '"4"',
      server: 'x',
      'set-cookie': ['a=b'],
      'www-authenticate': 'Bearer',
      'x-powered-by': 'y',
    }),
  ).toEqual({ 'cache-control': 'no-store', 'content-type': 'application/json', etag: '"4"' });
});
