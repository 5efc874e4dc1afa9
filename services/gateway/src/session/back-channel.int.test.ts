import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { openBrowser, type TestBrowser } from '../testing/test-browser.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

// Keycloak hashes passwords slowly on purpose, and more slowly on a busy machine.
jest.setTimeout(60_000);

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway(6, { RATE_LIMIT_SIGN_IN: '1000' });
});
afterAll(() => gateway.close());

const signedIn = async (browser: TestBrowser) =>
  ((await (await browser.send(`${gateway.portal}/auth/session`)).json()) as { signedIn: boolean }).signedIn;

test('a person whom Keycloak logs out is out at once everywhere, and the open page is told', async () => {
  const [person, other] = await Promise.all([
    gateway.realm.addPerson(['partner']),
    gateway.realm.addPerson(['partner']),
  ]);
  const [office, home, neighbour] = [openBrowser(), openBrowser(), openBrowser()];
  await office.signIn(gateway.portal, person);
  await home.signIn(gateway.portal, person);
  await neighbour.signIn(gateway.portal, other);
  const live = await office.send(`${gateway.portal}/api/workflow/live?declaration=1`);
  await eventually('the stream open', () => gateway.upstream.streams.size === 1);
  await gateway.realm.logOut(person);
  // Keycloak has told the gateway before it answers.
  expect(await Promise.all([office, home, neighbour].map(signedIn))).toEqual([false, false, true]);
  expect(await live.text()).toContain('event: session-over');
  expect((await office.send(`${gateway.portal}/api/identity/me`)).status).toBe(401);
});

test('who signs out in one browser stays in on the other', async () => {
  const person = await gateway.realm.addPerson(['partner']);
  const [office, home] = [openBrowser(), openBrowser()];
  await office.signIn(gateway.portal, person);
  await home.signIn(gateway.portal, person);
  const { location } = (await (await office.act('POST', `${gateway.portal}/auth/logout`)).json()) as {
    location: string;
  };
  await office.visit(location);
  expect(await Promise.all([office, home].map(signedIn))).toEqual([false, true]);
});

test.each<[string, Record<string, string>, string, number]>([
  ['a made-up token', { 'content-type': 'application/x-www-form-urlencoded' }, 'logout_token=a.b.c', 400],
  ['no token', { 'content-type': 'application/x-www-form-urlencoded' }, 'token=1', 400],
  ['another form', { 'content-type': 'application/json' }, '{"logout_token":"a.b.c"}', 415],
  ['too much', { 'content-type': 'application/x-www-form-urlencoded' }, `logout_token=${'a'.repeat(20_000)}`, 413],
])('%s ends nothing', async (_what, headers, body, status) => {
  const person = await gateway.realm.addPerson(['partner']);
  const browser = openBrowser();
  await browser.signIn(gateway.portal, person);
  const answer = await fetch(`${gateway.portal}/auth/back-channel-logout`, { method: 'POST', headers, body });
  expect(answer.status).toBe(status);
  expect(await signedIn(browser)).toBe(true);
});

test('the identity service is told who came in, with their own token, and its absence keeps nobody out', async () => {
  const person = await gateway.realm.addPerson(['partner']);
  gateway.upstream.signIns.length = 0;
  await openBrowser().signIn(gateway.portal, person);
  const told = await eventually('identity to be told', () => gateway.upstream.signIns[0]);
  expect(told).toMatchObject({ method: 'POST', url: '/api/identity/sign-ins' });
  const token = told.headers.authorization?.split(' ')[1] ?? '';
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
  expect(claims.sub).toBe(person.id);
  await gateway.upstreamLine.cut();
  const browser = openBrowser();
  await browser.signIn(gateway.portal, person);
  expect(await signedIn(browser)).toBe(true);
  await eventually('the failure in the log', () => gateway.log().includes('last connection not noted'));
  await gateway.upstreamLine.mend();
});
