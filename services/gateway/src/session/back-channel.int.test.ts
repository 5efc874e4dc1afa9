import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
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

interface OwnSessions {
  readonly sessions: readonly { id: string; current: boolean; device: string; startedAt: string; lastActAt: string }[];
}
const readOwn = async (answer: Response) => ((await answer.json()) as OwnSessions).sessions;

describe('one’s own sessions', () => {
  let person: Awaited<ReturnType<TestGateway['realm']['addPerson']>>;
  let office: TestBrowser;
  let home: TestBrowser;
  let neighbour: TestBrowser;
  const own = async (browser: TestBrowser) => readOwn(await browser.send(`${gateway.portal}/auth/sessions`));
  const end = (browser: TestBrowser, which: string) => browser.act('POST', `${gateway.portal}/auth/sessions/${which}`);

  beforeEach(async () => {
    const neighbours = await Promise.all([gateway.realm.addPerson(['partner']), gateway.realm.addPerson(['partner'])]);
    [person] = neighbours;
    [office, home, neighbour] = [openBrowser(), openBrowser(), openBrowser()];
    await office.signIn(gateway.portal, person);
    await home.signIn(gateway.portal, person);
    await neighbour.signIn(gateway.portal, neighbours[1]);
  });

  test('are listed to their person only, the latest act first', async () => {
    const listed = await own(office);
    expect(listed.map(({ current }) => current)).toEqual([true, false]);
    expect(await own(neighbour)).toHaveLength(1);
    expect(listed[1]).toEqual({
      id: expect.stringMatching(/^[\w-]{43}$/),
      current: false,
      device: 'Navigateur inconnu',
      startedAt: expect.stringMatching(/Z$/),
      lastActAt: expect.stringMatching(/Z$/),
    });
    expect((await openBrowser().send(`${gateway.portal}/auth/sessions`)).status).toBe(401);
  });

  test('one is ended from another, at Keycloak too: there, one signs in anew', async () => {
    const other = (await own(office)).find(({ current }) => !current);
    expect(await readOwn(await end(office, `${other?.id ?? ''}/end`))).toHaveLength(1);
    expect(await Promise.all([office, home, neighbour].map(signedIn))).toEqual([true, false, true]);
    const { answer } = await home.visit(`${gateway.portal}/auth/login`);
    expect(await answer.text()).toContain('id="kc-form-login"');
    // Once more changes nothing; another person’s is nobody’s.
    expect((await end(office, `${other?.id ?? ''}/end`)).status).toBe(200);
    const [theirs] = await own(neighbour);
    expect(await readOwn(await end(office, `${theirs?.id ?? ''}/end`))).toHaveLength(1);
    expect(await signedIn(neighbour)).toBe(true);
  });

  test('all the others end at once, never the one that asks', async () => {
    const third = openBrowser();
    await third.signIn(gateway.portal, person);
    expect(await own(third)).toHaveLength(3);
    expect(await readOwn(await end(third, 'end-others'))).toMatchObject([{ current: true }]);
    expect(await Promise.all([office, home, third].map(signedIn))).toEqual([false, false, true]);
    const [mine] = await own(third);
    const refused = await end(third, `${mine?.id ?? ''}/end`);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'CURRENT_SESSION']);
  });

  test('end here while Keycloak is away', async () => {
    await gateway.keycloakLine.cut();
    try {
      expect(await readOwn(await end(office, 'end-others'))).toHaveLength(1);
      expect(await signedIn(home)).toBe(false);
    } finally {
      await gateway.keycloakLine.mend();
    }
  });

  test('are not ended by another site', async () => {
    const forged = { 'sec-fetch-site': 'cross-site' };
    const answer = await office.act('POST', `${gateway.portal}/auth/sessions/end-others`, undefined, forged);
    expect(answer.status).toBe(403);
    expect(await signedIn(home)).toBe(true);
  });
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
