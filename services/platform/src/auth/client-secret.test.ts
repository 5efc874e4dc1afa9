import { expect, test } from '@jest/globals';
import { secretsInTurn } from './client-secret.ts';

/** A Keycloak that knows one secret, and remembers with which ones it was asked. */
function keycloak(valid: { secret: string }) {
  const asked: string[] = [];
  const ask = async (_address: string | URL, { body }: { body?: unknown }) => {
    const secret = (body as URLSearchParams).get('client_secret') ?? '';
    asked.push(secret);
    return new Response('{}', { status: secret === valid.secret ? 200 : 401 });
  };
  return { asked, ask };
}

const form = () => ({ method: 'POST', body: new URLSearchParams({ code: 'once', client_secret: 'old' }) });

test('the secret changes between two requests: the other is tried, then kept', async () => {
  const valid = { secret: 'old' };
  const { asked, ask } = keycloak(valid);
  const fetch = secretsInTurn(['old', 'new'], ask);
  expect((await fetch('http://keycloak', form())).status).toBe(200);
  valid.secret = 'new';
  expect((await fetch('http://keycloak', form())).status).toBe(200);
  expect((await fetch('http://keycloak', form())).status).toBe(200);
  expect(asked).toEqual(['old', 'old', 'new', 'new']);
});

test('neither is known, or there is only one: the refusal is told', async () => {
  for (const secrets of [['old', 'older'], ['old']]) {
    const { asked, ask } = keycloak({ secret: 'new' });
    expect((await secretsInTurn(secrets, ask)('http://keycloak', form())).status).toBe(401);
    expect(asked).toEqual(secrets);
  }
});

test('what bears no secret is asked as it is', async () => {
  const seen: unknown[] = [];
  const ask = async (_address: string | URL, init: object) => {
    seen.push(init);
    return new Response('{}');
  };
  await secretsInTurn(['old', 'new'], ask)('http://keycloak', { method: 'GET' });
  expect(seen).toEqual([{ method: 'GET' }]);
});
