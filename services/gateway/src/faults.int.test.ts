import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { openBrowser, type TestBrowser } from './testing/test-browser.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';
import type { TestPerson } from './testing/test-realm.ts';

// Keycloak hashes passwords slowly on purpose, and more slowly on a busy machine.
jest.setTimeout(60_000);

const tokenSeconds = 8;
let gateway: TestGateway;
let person: TestPerson;
let browser: TestBrowser;

beforeAll(async () => {
  gateway = await startTestGateway(3);
  await gateway.realm.change({ accessTokenLifespan: tokenSeconds });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  person = await gateway.realm.addPerson(['partner']);
  browser = openBrowser();
  await browser.signIn(gateway.portal, person);
});

const me = () => browser.send(`${gateway.portal}/api/identity/me`);
const status = async () => (await me()).status;
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const bearer = () => gateway.upstream.seen.at(-1)?.headers.authorization;
const wait = (what: string, milliseconds: number) => {
  const end = Date.now() + milliseconds;
  return eventually(what, () => Date.now() > end, milliseconds + 1_000);
};

describe('redis', () => {
  test('flushed: people sign in again', async () => {
    expect(await status()).toBe(200);
    await gateway.flushRedis();
    const answer = await me();
    expect([answer.status, await code(answer)]).toEqual([401, 'SIGN_IN_REQUIRED']);
    await browser.visit(`${gateway.portal}/auth/login`);
    expect(await status()).toBe(200);
  });

  test('away: a French 503, no crash, and everybody is still in when it is back', async () => {
    await gateway.redisLine.cut();
    const answer = await me();
    expect([answer.status, await code(answer)]).toEqual([503, 'SESSIONS_UNAVAILABLE']);
    expect((await browser.send(`${gateway.portal}/auth/session`)).status).toBe(503);
    const login = await browser.send(`${gateway.portal}/auth/login`);
    expect([login.status, await login.text()]).toEqual([503, expect.stringContaining('Connexion indisponible')]);
    expect((await browser.send(`${gateway.portal}/`)).status).toBe(200);
    expect((await browser.send(`${gateway.portal}/healthz`)).status).toBe(200);
    const ready = await browser.send(`${gateway.portal}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, notReady: ['redis'], missed: [] }]);
    await gateway.redisLine.mend();
    await eventually('redis again', async () => (await status()) === 200);
    expect((await browser.send(`${gateway.portal}/readyz`)).status).toBe(200);
  });
});

test('redis that falls silent is left for a new connection', async () => {
  gateway.redisLine.stall();
  expect(await status()).toBe(503);
  await eventually('a new connection', async () => (await status()) === 200);
});

describe('keycloak', () => {
  test('past half its life a token is renewed beside the request, once for all requests', async () => {
    await status();
    const first = bearer();
    await wait('half the life of the token', (tokenSeconds / 2) * 1_000);
    expect(await Promise.all(Array.from({ length: 20 }, status))).toEqual(Array(20).fill(200));
    await eventually('a new token', async () => (await status()) === 200 && bearer() !== first);
    expect(await gateway.realm.refreshesOf(person)).toBe(1);
  });

  test('a token about to expire is renewed before the request, once for all requests', async () => {
    await status();
    const first = bearer();
    await wait('the end of the token', tokenSeconds * 1_000);
    expect(await Promise.all(Array.from({ length: 20 }, status))).toEqual(Array(20).fill(200));
    expect(bearer()).not.toBe(first);
    expect(await gateway.realm.refreshesOf(person)).toBe(1);
  });

  test('away: people keep working while their token lives, then are told so, and go on when it is back', async () => {
    await gateway.keycloakLine.cut();
    const login = await openBrowser().send(`${gateway.portal}/auth/login`);
    expect([login.status, await login.text()]).toEqual([503, expect.stringContaining('Connexion indisponible')]);
    expect((await browser.send(`${gateway.portal}/readyz`)).status).toBe(200);
    await wait('more than half the life of the token', (tokenSeconds / 2 + 1) * 1_000);
    expect([await status(), await status()]).toEqual([200, 200]);
    await wait('the end of the token', (tokenSeconds / 2) * 1_000);
    const answer = await me();
    expect([answer.status, await code(answer)]).toEqual([503, 'SIGN_IN_UNAVAILABLE']);
    await gateway.keycloakLine.mend();
    await eventually('a new token', async () => (await status()) === 200, 30_000);
  });

  test('rotates its keys: nobody signs in again, and who signs in comes in', async () => {
    expect(await status()).toBe(200);
    await gateway.realm.rotateKeys();
    await wait('the end of the token', tokenSeconds * 1_000);
    expect(await status()).toBe(200);
    await gateway.realm.rotateKeys();
    const newcomer = openBrowser();
    await newcomer.signIn(gateway.portal, await gateway.realm.addPerson(['partner']));
    expect((await newcomer.send(`${gateway.portal}/api/identity/me`)).status).toBe(200);
  });

  test('away: signing out still ends our session', async () => {
    await gateway.keycloakLine.cut();
    const answer = await browser.act('POST', `${gateway.portal}/auth/logout`);
    await gateway.keycloakLine.mend();
    expect(await answer.json()).toEqual({ location: '/' });
    expect(await status()).toBe(401);
  });

  test('a disabled account is out at the next renewal', async () => {
    await gateway.realm.disable(person);
    await wait('the end of the token', tokenSeconds * 1_000);
    expect(await status()).toBe(401);
    expect(await (await browser.send(`${gateway.portal}/auth/session`)).json()).toEqual({ signedIn: false });
  });

  test('extending a session renews it at Keycloak too', async () => {
    await wait('half the life of the token', (tokenSeconds / 2) * 1_000);
    const answer = await browser.act('POST', `${gateway.portal}/auth/session/extension`);
    expect(await answer.json()).toMatchObject({ signedIn: true });
    await eventually('a refresh', async () => (await gateway.realm.refreshesOf(person)) === 1);
  });
});
