import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { codeLife, codeOf } from '@portail/platform/testing/totp.ts';
import { openKeycloak, type AtKeycloak } from '../testing/keycloak-forms.ts';
import { createTestRealm, type TestPerson, type TestRealm } from '../testing/test-realm.ts';

// The second factor on Keycloak’s own pages: due from agents under `reinforced`, offered to partners. Keycloak hashes slowly on purpose.
jest.setTimeout(60_000);

const origins = { portal: 'http://localhost:1', admin: 'http://localhost:2' };
const titles = {
  setUp: 'Protéger votre compte par un code',
  codes: 'Garder vos codes de secours',
  code: 'Saisir le code de votre application',
  recovery: 'Saisir un code de secours',
};
const badCode = 'Ce code n’est pas valable, ou a déjà servi.';

/** Sets a second factor up from the page that asks for it. */
async function setUp(keycloak: AtKeycloak) {
  const { key } = await keycloak.showKey();
  const shown = await keycloak.setUp(codeOf(key));
  expect(shown.title).toBe(titles.codes);
  const end = await keycloak.keepCodes();
  return { key, codes: shown.codes, end };
}

async function signedIn(realm: TestRealm, person: TestPerson) {
  const keycloak = await openKeycloak(realm, origins.portal);
  return { keycloak, page: await keycloak.signIn(person.email, person.password) };
}

describe('reinforced', () => {
  let realm: TestRealm;
  let agent: TestPerson;
  let key: string;
  let codes: readonly string[];
  beforeAll(async () => {
    realm = await createTestRealm(origins, 'reinforced');
    agent = await realm.addPerson(['caf-agent']);
  });
  afterAll(() => realm.drop());

  test('an agent without one sets it up before coming in, and cannot pass round it', async () => {
    const { keycloak, page } = await signedIn(realm, agent);
    expect(page.title).toBe(titles.setUp);
    expect(page.notice).toContain('Votre profil demande une validation en deux étapes.');
    // Neither another way to the site nor an empty or wrong code.
    expect((await keycloak.open()).back).toBeUndefined();
    const again = await signedIn(realm, agent);
    expect((await again.keycloak.setUp('')).refusal).toBe('Saisissez le code à six chiffres de votre application.');
    expect((await again.keycloak.setUp('000000')).refusal).toContain(badCode);
    const done = await setUp(again.keycloak);
    expect(done.end.back).toContain(`${origins.portal}/auth/callback`);
    expect(done.codes).toHaveLength(12);
    ({ key, codes } = done);
  });

  test('then the code is asked after the password: a wrong one is refused, the same one serves once', async () => {
    const code = codeOf(key, Date.now() + codeLife);
    const first = await signedIn(realm, agent);
    expect(first.page.title).toBe(titles.code);
    expect((await first.keycloak.confirm('000000')).refusal).toContain(badCode);
    await realm.refusalsCounted(agent, 1);
    expect((await first.keycloak.confirm(code)).back).toContain(`${origins.portal}/auth/callback`);
    await realm.refusalsCounted(agent, 0);
    const second = await signedIn(realm, agent);
    expect((await second.keycloak.confirm(code)).refusal).toContain(badCode);
    await realm.refusalsCounted(agent, 1);
  });

  // Between two refusals somebody comes in, or Keycloak would take what a quick machine types for a guess of another machine.
  test('without the telephone, each recovery code serves once, in its turn', async () => {
    const [first = '', next = '', , later = ''] = codes.map((code) => code.replaceAll('-', ''));
    const { keycloak } = await signedIn(realm, agent);
    expect((await keycloak.useRecoveryCodes()).title).toBe(titles.recovery);
    expect((await keycloak.recover(first)).back).toContain(`${origins.portal}/auth/callback`);
    await realm.refusalsCounted(agent, 0);
    const again = await signedIn(realm, agent);
    await again.keycloak.useRecoveryCodes();
    expect((await again.keycloak.recover(first)).refusal).toContain('Ce code de secours n’est pas le bon.');
    await realm.refusalsCounted(agent, 1);
    expect((await again.keycloak.recover(next)).back).toContain(`${origins.portal}/auth/callback`);
    await realm.refusalsCounted(agent, 0);
    const third = await signedIn(realm, agent);
    await third.keycloak.useRecoveryCodes();
    expect((await third.keycloak.recover(later)).refusal).toContain('Ce code de secours n’est pas le bon.');
  });

  test.each(['caf-admin', 'cnaf-admin'] as const)('a %s too', async (role) => {
    const { page } = await signedIn(realm, await realm.addPerson([role]));
    expect(page.title).toBe(titles.setUp);
  });

  test('a partner may, and comes in without', async () => {
    const partner = await realm.addPerson(['partner']);
    const { keycloak, page } = await signedIn(realm, partner);
    expect(page.back).toContain(`${origins.portal}/auth/callback`);
    expect((await keycloak.open({ kc_action: 'CONFIGURE_TOTP' })).title).toBe(titles.setUp);
    expect((await setUp(keycloak)).end.back).toContain('kc_action_status=success');
    expect((await signedIn(realm, partner)).page.title).toBe(titles.code);
  });
});

test('guide-2016 asks it of nobody, and keeps to one that is set up', async () => {
  const realm = await createTestRealm(origins);
  try {
    const agent = await realm.addPerson(['caf-agent']);
    const { keycloak, page } = await signedIn(realm, agent);
    expect(page.back).toContain(`${origins.portal}/auth/callback`);
    await keycloak.open({ kc_action: 'CONFIGURE_TOTP' });
    await setUp(keycloak);
    expect((await signedIn(realm, agent)).page.title).toBe(titles.code);
  } finally {
    await realm.drop();
  }
});
