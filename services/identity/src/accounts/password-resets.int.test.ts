import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readJournal } from '@portail/platform/journal/journal.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { createApp } from '../app.ts';
import { assembleIdentity, type IdentityActs } from '../assemble.ts';
import type { User } from '../domain/user.ts';
import { migrations } from '../store/migrations/list.ts';
import { accountsChannel, importsChannel } from '../store/user-store.ts';
import { passwordResetsChannel } from '../store/password-reset-store.ts';
import { keycloakAccounts } from './keycloak-accounts.ts';
import { resetMeans } from './reset-keeper.ts';
import { asAdministrator } from '../testing/keycloak-administrator.ts';

// Guide, annex A.3 and A.4, on the real Keycloak and PostgreSQL; the mail itself is played in the scenarios.
jest.setTimeout(60_000);

const keycloak = testVariable('TEST_KEYCLOAK_URL');
const accounts = keycloakAccounts({
  url: keycloak,
  realm: 'portail',
  clientId: testVariable('TEST_KEYCLOAK_ADMIN_CLIENT_ID'),
  clientSecret: testVariable('TEST_KEYCLOAK_ADMIN_CLIENT_SECRET'),
});
const mailPage = process.env['TEST_MAIL_URL'];
const first = 'premier2016';

let now = new Date();
let away = false;
let lost = false;
const mails: { readonly to: string; readonly password: string; readonly expiresAt: Date }[] = [];
const mail = {
  answers: () => Promise.resolve(!away),
  send: async ({ email }: { email: string }, given: { password: string; expiresAt: Date }) => {
    if (lost) return false;
    mails.push({ to: email, ...given });
    return true;
  },
};
const means = resetMeans('provisional', mail, () => now);

let store: TestDatabase;
let acts: IdentityActs;
let app: HttpApp;

beforeAll(async () => {
  const channels = [accountsChannel, importsChannel, passwordResetsChannel];
  store = await createTestDatabase({ service: 'identity', migrations, channels });
  acts = assembleIdentity(store.database, accounts);
  app = await createApp({
    ...{ database: store.database, accounts, now: () => now, logLevel: 'silent', readiness: {} },
    verify: async (role) => ({ subject: randomUUID(), email: '', name: '', realmRoles: [role] }),
  });
});
afterAll(async () => {
  await app.close();
  await store.drop();
});
beforeEach(() => {
  now = new Date();
  away = false;
  lost = false;
  mails.length = 0;
});

async function somebody(): Promise<User> {
  const email = `oubli.${randomBytes(4).toString('hex')}@essais.example`;
  const asked = { email, givenName: 'Camille', familyName: 'Oubli', population: 'CNAF_ADMIN', cafCodes: [] } as const;
  const by = { actor: { kind: 'SYSTEM', id: 'identity' }, at: now } as const;
  return acts.registerUser({ ...asked, partnerId: null, password: { value: first, temporary: false } }, by);
}
const ask = (email: string, role = 'gateway') =>
  app.inject({
    method: 'POST',
    url: '/api/identity/password-resets',
    headers: { authorization: `Bearer ${role}` },
    payload: { email },
  });
async function answerAll(): Promise<void> {
  while (await acts.answerPasswordReset(means));
}
const rows = (email: string) =>
  store.database.rows<{ attempts: number; waiting: boolean }>(
    {
      name: 'resets',
      text: 'select attempts, next_attempt_at is not null as waiting from password_reset where email = $1',
    },
    [email],
  );
/** Keycloak’s answer to a password: « setup » means that it is right and must be changed first. */
async function opens(email: string, password: string): Promise<'in' | 'to change' | 'refused'> {
  const grant = { grant_type: 'password', client_id: 'admin-cli', username: email, password };
  const answer = await fetch(`${keycloak}/realms/portail/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(grant),
  });
  const { error_description: why = '' } = (await answer.json()) as { error_description?: string };
  if (answer.ok) return 'in';
  return /not fully set up/.test(why) ? 'to change' : 'refused';
}

describe('a provisional password', () => {
  test('is mailed to who asked, takes the place of the old one and must be changed', async () => {
    const { id, email } = await somebody();
    expect((await ask(email.toUpperCase())).statusCode).toBe(204);
    await answerAll();
    expect(mails).toEqual([
      { to: email, password: expect.any(String), expiresAt: new Date(now.getTime() + 3_600_000) },
    ]);
    const password = mails[0]?.password ?? '';
    expect(await opens(email, first)).toBe('refused');
    expect(await opens(email, password)).toBe('to change');
    const journal = JSON.stringify(await readJournal(store.database, id));
    expect(journal).toContain('PasswordResetSent');
    expect(journal).not.toContain(password);
  });

  test('opens nothing after its hour, and one that was used stays as it became', async () => {
    const [late, quick] = [await somebody(), await somebody()];
    await ask(late.email);
    await ask(quick.email);
    await answerAll();
    const provisional = mails.find(({ to }) => to === late.email)?.password ?? '';
    now = new Date(now.getTime() + 3_599_000);
    await acts.takeBackProvisional(means);
    expect(await opens(late.email, provisional)).toBe('to change');
    // Whoever chose a password meanwhile keeps it: its date is later.
    await changeAt(quick.subject, new Date(now.getTime() - 60_000), 'choisi2016');
    now = new Date(now.getTime() + 2_000);
    await acts.takeBackProvisional(means);
    expect(await opens(late.email, provisional)).toBe('refused');
    expect(await opens(quick.email, 'choisi2016')).toBe('in');
  });

  test('is made anew when its mail was lost, and nothing changes while the mail server is away', async () => {
    const { email } = await somebody();
    away = true;
    await ask(email);
    await answerAll();
    expect(await rows(email)).toEqual([{ attempts: 1, waiting: true }]);
    expect(await opens(email, first)).toBe('in');
    away = false;
    lost = true;
    now = new Date(now.getTime() + 16_000);
    await answerAll();
    expect(await rows(email)).toEqual([{ attempts: 2, waiting: true }]);
    lost = false;
    now = new Date(now.getTime() + 31_000);
    await answerAll();
    expect(mails).toHaveLength(1);
    expect(await opens(email, mails[0]?.password ?? '')).toBe('to change');
  });

  test('who tried in vain before asking does not wait until Keycloak lets them try again', async () => {
    const { email } = await somebody();
    for (let tries = 0; tries < 6; tries += 1) await opens(email, 'perdu2016');
    await ask(email);
    await answerAll();
    expect(await opens(email, mails[0]?.password ?? '')).toBe('to change');
  });
});

test('an unknown address and a suspended person get the same answer, and no mail', async () => {
  const person = await somebody();
  const by = { actor: { kind: 'CNAF_ADMIN', id: randomUUID() }, at: now } as const;
  await acts.suspendUser({ id: person.id, expectedRevision: person.revision }, by);
  const unknown = `personne.${randomBytes(4).toString('hex')}@essais.example`;
  for (const email of [unknown, person.email]) {
    const answer = await ask(email);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
  }
  await answerAll();
  expect(mails).toEqual([]);
});

test('asking again within a quarter of an hour is the same request; later it is another, and nothing is kept', async () => {
  const { email } = await somebody();
  for (let count = 0; count < 3; count += 1) {
    await ask(email);
    await answerAll();
  }
  expect(mails).toHaveLength(1);
  now = new Date(now.getTime() + 16 * 60_000);
  await acts.answerPasswordReset(means);
  expect(await rows(email)).toEqual([]);
  await ask(email);
  await answerAll();
  expect(mails).toHaveLength(2);
});

test.each(['partner', 'caf-admin', 'cnaf-admin'])('%s cannot ask for anybody', async (role) => {
  expect((await ask('jeanne@creche.example', role)).statusCode).toBe(403);
});

// A server found through the environment may have no page that shows its mails.
(mailPage ? test : test.skip)('a link is mailed by Keycloak, and the old password stays until it serves', async () => {
  const { email } = await somebody();
  await ask(email);
  while (await acts.answerPasswordReset(resetMeans('link', mail, () => now)));
  const sent = await eventually('the mail', async () => {
    const answer = await fetch(`${mailPage}/api/email?limit=1000`);
    const read = (await answer.json()) as Sunk[] | { items: Sunk[] };
    return (Array.isArray(read) ? read : read.items).find(({ to }) => to.some(({ address }) => address === email));
  });
  expect(sent.subject).toBe('Choisir votre mot de passe');
  expect(sent.text).toMatch(/login-actions\/action-token\?key=/);
  expect(sent.text).toContain('Ce lien sert une fois et n’est plus valable dans 1 heure.');
  expect(mails).toEqual([]);
  expect(await opens(email, first)).toBe('in');
});

interface Sunk {
  readonly to: readonly { readonly address: string }[];
  readonly subject: string;
  readonly text: string;
}

test('after an update a new password is asked of everybody, who keep their sessions; the suspended are left alone', async () => {
  const [one, other, suspended] = [await somebody(), await somebody(), await somebody()];
  const by = { actor: { kind: 'CNAF_ADMIN', id: randomUUID() }, at: now } as const;
  await acts.suspendUser({ id: suspended.id, expectedRevision: suspended.revision }, by);
  await acts.forcePasswordChange({ id: other.id, expectedRevision: other.revision }, by);
  expect(await opens(one.email, first)).toBe('in');
  expect(await acts.askEveryPassword(now)).toBeGreaterThan(0);
  while ((await acts.alignAccounts()) > 0);
  expect(await opens(one.email, first)).toBe('to change');
  expect(await opens(other.email, first)).toBe('to change');
  expect(await sessionsOf(one.subject)).toBe(1);
  expect(await opens(suspended.email, first)).toBe('refused');
  expect(
    await store.database.rows({ name: 'due', text: 'select 1 from person where password_change_due' }, []),
  ).toEqual([]);
  expect(JSON.stringify(await readJournal(store.database, 'passwords'))).toContain('EveryPasswordChangeForced');
});

async function sessionsOf(subject: string): Promise<number> {
  return ((await asAdministrator('GET', `/users/${subject}/sessions`)) as unknown[]).length;
}

/** Somebody chooses a password, at a moment of the test’s clock. */
async function changeAt(subject: string, at: Date, password: string): Promise<void> {
  const { agePassword } = await import('@portail/platform/testing/keycloak-clock.ts');
  await asAdministrator('PUT', `/users/${subject}/reset-password`, {
    type: 'password',
    value: password,
    temporary: false,
  });
  await agePassword(subject, Date.now() - at.getTime());
  await asAdministrator('POST', '/clear-user-cache');
}
