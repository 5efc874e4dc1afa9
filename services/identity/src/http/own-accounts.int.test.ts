import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readJournal } from '@portail/platform/journal/journal.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { keycloakAccounts } from '../accounts/keycloak-accounts.ts';
import { createApp } from '../app.ts';
import { assembleIdentity, type IdentityActs } from '../assemble.ts';
import { realmRole } from '../domain/access.ts';
import type { Population, User } from '../domain/user.ts';
import { migrations } from '../store/migrations/list.ts';
import { accountsChannel, importsChannel } from '../store/user-store.ts';
import { asAdministrator } from '../testing/keycloak-administrator.ts';

// Second factors, and a new password of everybody, on the real Keycloak and PostgreSQL.
jest.setTimeout(60_000);

const keycloak = testVariable('TEST_KEYCLOAK_URL');
const accounts = keycloakAccounts({
  url: keycloak,
  realm: 'portail',
  clientId: testVariable('TEST_KEYCLOAK_ADMIN_CLIENT_ID'),
  clientSecret: testVariable('TEST_KEYCLOAK_ADMIN_CLIENT_SECRET'),
});
const now = new Date('2026-11-28T09:00:00Z');
const reason = 'Téléphone perdu, identité vérifiée de vive voix.';

let store: TestDatabase;
let acts: IdentityActs;
let app: HttpApp;
/** When whoever calls gave their password. */
let authenticatedAt: number | undefined;
const people = new Map<string, User>();

beforeAll(async () => {
  store = await createTestDatabase({ service: 'identity', migrations, channels: [accountsChannel, importsChannel] });
  acts = assembleIdentity(store.database, accounts);
  app = await createApp({
    ...{ database: store.database, accounts, now: () => now, logLevel: 'silent', readiness: {} },
    verify: async (name) => {
      const { subject, population } = people.get(name)!;
      const realmRoles = [realmRole[population]];
      return { subject, email: '', name, realmRoles, ...(authenticatedAt !== undefined && { authenticatedAt }) };
    },
  });
  for (const [name, population, cafCodes] of [
    ['cnaf', 'CNAF_ADMIN', []],
    ['lost', 'CNAF_ADMIN', []],
    ['admin', 'CAF_ADMIN', ['371']],
  ] as const) {
    people.set(name, await register(name, population, cafCodes));
  }
});
afterAll(async () => {
  await app.close();
  await store.drop();
});

function register(name: string, population: Population, cafCodes: readonly string[]): Promise<User> {
  const email = `${name}.${randomBytes(4).toString('hex')}@essais.example`;
  const asked = { email, givenName: 'Camille', familyName: name, population, cafCodes, partnerId: null };
  const password = { value: 'moufle2016', temporary: false };
  const actor =
    population === 'CNAF_ADMIN'
      ? ({ kind: 'SYSTEM', id: 'identity' } as const)
      : ({ kind: 'CNAF_ADMIN', id: 'somebody' } as const);
  return acts.registerUser({ ...asked, password }, { actor, at: now });
}

function call(name: string, method: 'GET' | 'POST' | 'DELETE', url: string, body?: object, headers: object = {}) {
  return app.inject({
    ...{ method, url: `/api/identity${url}`, headers: { authorization: `Bearer ${name}`, ...headers } },
    ...(body ? { payload: body } : {}),
  });
}
const follow = async () => {
  while ((await acts.alignAccounts()) > 0);
};
const of = (name: string) => people.get(name)!;

/** Gives an account a second factor and what is left of its recovery codes, as Keycloak’s pages do. */
async function setUp(name: string, remainingCodes: number): Promise<void> {
  await asAdministrator('PUT', `/users/${of(name).subject}`, {
    credentials: [
      {
        type: 'otp',
        secretData: JSON.stringify({ value: 'unsecretdeessais' }),
        credentialData: JSON.stringify({ subType: 'totp', digits: 6, counter: 0, period: 30, algorithm: 'HmacSHA1' }),
      },
      {
        type: 'recovery-authn-codes',
        secretData: JSON.stringify({ codes: [] }),
        credentialData: JSON.stringify({ hashIterations: 1, algorithm: 'RS512', totalCodes: 12, remainingCodes }),
      },
    ],
  });
}

describe('a second factor', () => {
  const none = { since: null, recoveryCodesLeft: 0, due: false };
  const reset = (by: string, name: string, asked: string, revision: number) =>
    call(by, 'POST', `/users/${of(name).id}/second-factor-reset`, { reason: asked }, { 'if-match': `"${revision}"` });
  const told = async (name: string) => {
    const text = `select 1 from outbox where aggregate = $1 and subject = 'evt.identity.second-factor-removed.v1'`;
    return (await store.database.rows({ name: 'told', text }, [of(name).id])).length;
  };

  test('is shown to its person and to who manages them, with the recovery codes left', async () => {
    expect((await call('lost', 'GET', '/me/second-factor')).json()).toEqual(none);
    await setUp('lost', 7);
    const shown = { since: expect.any(String), recoveryCodesLeft: 7, due: false };
    expect((await call('lost', 'GET', '/me/second-factor')).json()).toEqual(shown);
    expect((await call('cnaf', 'GET', `/users/${of('lost').id}/second-factor`)).json()).toEqual(shown);
    expect((await call('admin', 'GET', `/users/${of('lost').id}/second-factor`)).statusCode).toBe(404);
    expect((await call('cnaf', 'GET', '/users/nobody/second-factor')).statusCode).toBe(404);
  });

  test('is reset with a reason, at one revision, by somebody else; the journal keeps who and why, the person is told', async () => {
    const { revision } = of('lost');
    expect((await reset('admin', 'lost', reason, revision)).statusCode).toBe(404);
    expect((await reset('cnaf', 'lost', ' court ', revision)).json()).toMatchObject({
      code: 'REASON_REQUIRED',
      errors: [{ path: '/reason' }],
    });
    expect((await reset('cnaf', 'lost', reason, revision + 1)).json()).toMatchObject({ code: 'STALE_VERSION' });
    expect((await reset('cnaf', 'cnaf', reason, of('cnaf').revision)).json()).toMatchObject({
      code: 'OWN_SECOND_FACTOR',
    });
    expect((await reset('cnaf', 'lost', reason, revision)).json()).toMatchObject({ revision: revision + 1 });
    // None already, before the sign-in server follows.
    expect((await call('lost', 'GET', '/me/second-factor')).json()).toEqual(none);
    await follow();
    expect(await accounts.secondFactorOf(of('lost').subject)).toEqual({ since: null, recoveryCodesLeft: 0 });
    expect((await call('lost', 'GET', '/me/second-factor')).json()).toEqual(none);
    expect(await told('lost')).toBe(1);
    const { items } = (await call('cnaf', 'GET', `/users/${of('lost').id}/history`)).json<{ items: object[] }>();
    expect(items[0]).toMatchObject({ act: 'Validation en deux étapes retirée', details: reason, by: 'Camille cnaf' });
  });

  test('is given up by its person, who has just signed in; without one nothing happens', async () => {
    const give = () => call('cnaf', 'DELETE', '/me/second-factor');
    authenticatedAt = undefined;
    expect((await give()).json()).toMatchObject({ status: 428, code: 'SIGN_IN_AGAIN' });
    authenticatedAt = now.getTime() - 6 * 60_000;
    expect((await give()).json()).toMatchObject({ code: 'SIGN_IN_AGAIN' });
    authenticatedAt = now.getTime() - 60_000;
    expect((await give()).statusCode).toBe(204);
    expect(await told('cnaf')).toBe(0);
    await setUp('cnaf', 12);
    expect((await give()).statusCode).toBe(204);
    await follow();
    expect(await accounts.secondFactorOf(of('cnaf').subject)).toEqual({ since: null, recoveryCodesLeft: 0 });
    expect(await told('cnaf')).toBe(1);
  });
});

describe('a new password of everybody', () => {
  const ask = (name: string, asked: string, key: string) =>
    call(name, 'POST', '/password-changes', { reason: asked }, { 'idempotency-key': key });

  test('is asked by a national administrator, with a reason, once; it is shown how it goes', async () => {
    expect((await call('admin', 'GET', '/password-changes')).statusCode).toBe(403);
    expect((await ask('admin', reason, 'key-of-admin')).statusCode).toBe(403);
    expect((await ask('cnaf', 'bref', 'key-of-cnaf')).json()).toMatchObject({ code: 'REASON_REQUIRED' });
    const before = (await call('cnaf', 'GET', '/password-changes')).json<{ people: number }>();
    expect(before).toEqual({ people: 3, waiting: 0, last: null });
    const last = { at: now.toISOString(), by: 'Camille cnaf', reason, people: 3 };
    for (const _twice of [1, 2]) {
      expect((await ask('cnaf', reason, 'key-of-cnaf')).json()).toEqual({ people: 3, waiting: 3, last });
    }
    await follow();
    expect((await call('cnaf', 'GET', '/password-changes')).json()).toEqual({ people: 3, waiting: 0, last });
    expect(await readJournal(store.database, 'passwords')).toHaveLength(1);
  });
});
