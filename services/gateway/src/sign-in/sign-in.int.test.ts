import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openBrowser, type TestBrowser } from '../testing/test-browser.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import type { TestPerson } from '../testing/test-realm.ts';

// Keycloak hashes passwords slowly on purpose, and more slowly on a busy machine.
jest.setTimeout(60_000);

let gateway: TestGateway;
let partner: TestPerson;
let agent: TestPerson;
let browser: TestBrowser;

beforeAll(async () => {
  gateway = await startTestGateway(1, { RATE_LIMIT_SIGN_IN: '1000' });
  [partner, agent] = await Promise.all([gateway.realm.addPerson(['partner']), gateway.realm.addPerson(['caf-agent'])]);
});
afterAll(() => gateway.close());
beforeEach(() => {
  browser = openBrowser();
});

const session = async (of = browser, site = gateway.portal) =>
  (await (await of.send(`${site}/auth/session`)).json()) as Record<string, unknown>;
const secret = () => browser.cookies.get('__Host-portail')?.value ?? '';

describe('signing in', () => {
  test('leads through Keycloak with code, PKCE, state and nonce, and back to the page asked for', async () => {
    const login = await browser.send(`${gateway.portal}/auth/login?returnTo=/declarations/1`);
    expect(login.status).toBe(302);
    expect(login.headers.get('cache-control')).toBe('no-store');
    const authorization = new URL(login.headers.get('location') ?? '');
    expect(Object.fromEntries(authorization.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'portal',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${gateway.portal}/auth/callback`,
    });

    const end = await browser.signIn(gateway.portal, partner, '/declarations/1?etape=2');
    expect(end.answer.status).toBe(200);
    expect(end.address).toBe(`${gateway.portal}/declarations/1?etape=2`);
  });

  test('gives a random cookie that only this host gets, and nothing readable in Redis', async () => {
    await browser.signIn(gateway.portal, partner);
    const cookie = browser.cookies.get('__Host-portail');
    expect(cookie?.value).toMatch(/^[\w-]{43}$/);
    expect(cookie?.attributes.split('; ').sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(browser.cookies.has('__Host-portail-connexion')).toBe(false);
    const kept = await gateway.kept();
    expect(JSON.stringify([...kept])).not.toContain(secret());
    expect([...kept.keys()].every((key) => key.startsWith('gateway:'))).toBe(true);
    for (const value of kept.values()) expect(Buffer.from(value, 'base64').toString('latin1')).not.toMatch(/eyJ|Roux/);
    expect(gateway.log()).not.toContain(secret());
    expect(gateway.log()).not.toMatch(/eyJ|Roux|creche\.example/);
  });

  test('says who is signed in and until when', async () => {
    const before = Date.now();
    await browser.signIn(gateway.portal, partner);
    const seen = await session();
    expect(seen).toMatchObject({ signedIn: true, name: partner.name, population: 'PARTNER' });
    const minutes = (field: string) => (Date.parse(String(seen[field])) - before) / 60_000;
    expect(minutes('idleExpiresAt')).toBeCloseTo(30, 0);
    expect(minutes('absoluteExpiresAt')).toBeCloseTo(600, 0);
    expect(await session(openBrowser())).toEqual({ signedIn: false });
  });

  test('always gives a new session, and the one before ends', async () => {
    await browser.signIn(gateway.portal, partner);
    const old = secret();
    await browser.visit(`${gateway.portal}/auth/login`);
    expect(secret()).not.toBe(old);
    const thief = openBrowser();
    thief.cookies.set('__Host-portail', { value: old, attributes: '', path: '/' });
    expect(await session(thief)).toEqual({ signedIn: false });
  });

  test('a session of one site is none on the other', async () => {
    await browser.signIn(gateway.portal, partner);
    browser.cookies.set('__Host-admin', { value: secret(), attributes: '', path: '/' });
    expect(await session(browser, gateway.admin)).toEqual({ signedIn: false });
    expect((await browser.send(`${gateway.admin}/api/identity/me`)).status).toBe(401);
  });

  test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', '/auth/login'])(
    'never leads to %s',
    async (returnTo) => {
      expect((await browser.signIn(gateway.portal, partner, returnTo)).address).toBe(`${gateway.portal}/`);
    },
  );

  test('two tabs do not disturb each other', async () => {
    const first = await browser.send(`${gateway.portal}/auth/login?returnTo=/un`);
    await browser.signIn(gateway.portal, partner, '/deux');
    const end = await browser.visit(first.headers.get('location') ?? '');
    expect(end.address).toBe(`${gateway.portal}/`);
    expect(await session()).toMatchObject({ signedIn: true });
  });
});

describe('what comes back from Keycloak', () => {
  /** Goes through Keycloak’s form; gives the address to which it sends the browser back. */
  async function callback(): Promise<string> {
    const form = await browser.visit(`${gateway.portal}/auth/login`);
    const action = /<form[^>]*action="([^"]+)"/.exec(await form.answer.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
    const posted = await browser.send(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username: partner.email, password: partner.password }).toString(),
    });
    return posted.headers.get('location') ?? '';
  }
  const refused = async (answer: Response) => {
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('La connexion n’a pas abouti');
    expect(browser.cookies.has('__Host-portail')).toBe(false);
  };

  test('counts in the browser that began only', async () => {
    const address = await callback();
    const thief = openBrowser();
    expect((await thief.send(address)).status).toBe(400);
    expect(thief.cookies.has('__Host-portail')).toBe(false);
  });

  test('counts once', async () => {
    const address = await callback();
    expect((await browser.send(address)).status).toBe(302);
    browser.cookies.delete('__Host-portail');
    await refused(await browser.send(address));
  });

  test('counts with its own state only', async () => {
    const address = new URL(await callback());
    address.searchParams.set('state', 'A'.repeat(43));
    await refused(await browser.send(address.href));
  });

  test('counts with a code of Keycloak only', async () => {
    const address = new URL(await callback());
    address.searchParams.set('code', 'made-up');
    await refused(await browser.send(address.href));
  });

  test('counts from our issuer only', async () => {
    const address = new URL(await callback());
    address.searchParams.set('iss', 'https://evil.example/realms/portail');
    await refused(await browser.send(address.href));
  });

  test('a refusal of Keycloak is told in French', async () => {
    const state = new URL(await callback()).searchParams.get('state') ?? '';
    await refused(await browser.send(`${gateway.portal}/auth/callback?error=access_denied&state=${state}`));
  });

  test('the back button after a sign-in leads home', async () => {
    const address = await callback();
    await browser.send(address);
    const again = await browser.send(address);
    expect([again.status, again.headers.get('location')]).toEqual([302, '/']);
  });
});

describe('the other population', () => {
  test.each(['portal', 'admin'] as const)('is told that %s is not theirs, and gets no session', async (site) => {
    const person = await gateway.realm.addPerson([site === 'portal' ? 'caf-agent' : 'partner']);
    const { answer } = await browser.signIn(gateway[site], person);
    const text = await answer.text();
    expect(answer.status).toBe(403);
    expect(text).toContain('Ce site n’est pas ouvert à votre compte');
    expect(text).toContain(site === 'portal' ? gateway.admin : gateway.portal);
    expect(browser.cookies.has('__Host-portail') || browser.cookies.has('__Host-admin')).toBe(false);
    const signOut = /href="([^"]+)">Se déconnecter/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await browser.visit(signOut)).address).toBe(`${gateway[site]}/`);
    expect(await gateway.realm.sessionsOf(person)).toEqual([]);
  });

  test('an account of both, or of none, enters nowhere', async () => {
    for (const roles of [['partner', 'caf-agent'], []] as const) {
      const person = await gateway.realm.addPerson(roles);
      for (const site of [gateway.portal, gateway.admin]) {
        expect((await openBrowser().signIn(site, person)).answer.status).toBe(403);
      }
    }
  });

  test('an agent enters the admin site', async () => {
    await browser.signIn(gateway.admin, agent);
    expect(await session(browser, gateway.admin)).toMatchObject({ signedIn: true, population: 'CAF_AGENT' });
  });
});

describe('signing out', () => {
  test('ends our session and Keycloak’s', async () => {
    const person = await gateway.realm.addPerson(['partner']);
    await browser.signIn(gateway.portal, person);
    expect(await gateway.realm.sessionsOf(person)).toHaveLength(1);
    const old = secret();
    const answer = await browser.act('POST', `${gateway.portal}/auth/logout`);
    const { location } = (await answer.json()) as { location: string };
    expect(new URL(location).searchParams.get('post_logout_redirect_uri')).toBe(`${gateway.portal}/`);
    expect(browser.cookies.has('__Host-portail')).toBe(false);
    browser.cookies.set('__Host-portail', { value: old, attributes: '', path: '/' });
    expect(await session()).toEqual({ signedIn: false });

    expect((await browser.visit(location)).address).toBe(`${gateway.portal}/`);
    expect(await gateway.realm.sessionsOf(person)).toEqual([]);
    const again = await browser.visit(`${gateway.portal}/auth/login`);
    expect(await again.answer.text()).toContain('<form');
  });

  test('without a session leads home', async () => {
    expect(await (await browser.act('POST', `${gateway.portal}/auth/logout`)).json()).toEqual({ location: '/' });
  });

  test('cannot be done by another site', async () => {
    await browser.signIn(gateway.portal, partner);
    const forged = await browser.send(`${gateway.portal}/auth/logout`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
      body: '',
    });
    expect(forged.status).toBe(415);
    expect(
      (await browser.act('POST', `${gateway.portal}/auth/logout`, undefined, { 'sec-fetch-site': 'cross-site' }))
        .status,
    ).toBe(403);
    expect(await session()).toMatchObject({ signedIn: true });
  });
});
