import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, type ApiClient, type Problem } from './src/api-client.ts';
import { open, read, save } from './src/acts.ts';
import { pastTerms, personAt, seeTitle, startBrowser, step, visit } from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { originOf, variable, type Site } from './src/environment.ts';
import { activityFigures } from './src/figures.ts';
import { operations } from './src/openapi.ts';
import { signIn, stranger } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type Person } from './src/world.ts';

// The gateway is the only process that talks to a browser: headers, cookies, forgery, sessions and the two sites.
const sites: readonly Site[] = ['portal', 'admin'];
const cookieNames = { portal: '__Host-portail', admin: '__Host-admin' } as const;

describe('gateway', () => {
  let agent: ApiClient;
  let partner: Person;
  let person: ApiClient;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'La Forteresse');
    partner = await newPerson(agent, world, 'Gardien', { 0: ['ACTIVITY_PROVIDER', 'APPROVER'] });
    person = await signIn('portal', partner);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, person);
    await save(person, id, 'activity', activityFigures());
  });

  describe.each(sites)('%s', (site) => {
    test('every page comes with the whole policy, and nothing about our software', async () => {
      for (const path of ['/', '/declarations/x', '/api/docs', '/auth/session']) {
        const { headers } = await stranger(site).get(path);
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy).toMatch(/default-src 'none'/);
        expect(policy).toMatch(/script-src 'self'(;|$)/);
        expect(policy).toMatch(/style-src 'self' 'nonce-[^']{20,}'/);
        expect(policy).toMatch(/base-uri 'none'/);
        expect(policy).toMatch(/frame-ancestors 'none'/);
        expect(policy).not.toMatch(/unsafe|\*/);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('x-powered-by')).toBeNull();
        expect(headers.get('server')).toBeNull();
      }
    });

    test('each answer has a nonce of its own', async () => {
      const nonces = await Promise.all(
        [1, 2].map(async () => {
          const { headers } = await stranger(site).get('/');
          return /nonce-([^']+)/.exec(headers.get('content-security-policy') ?? '')?.[1];
        }),
      );
      expect(nonces[0]).not.toBe(nonces[1]);
    });

    test('nothing of the API without a session', async () => {
      const nobody = stranger(site);
      for (const { method, path, sites: open } of operations()) {
        const url = path.replaceAll(/\{[^}]+\}/g, id);
        const answer = method === 'GET' ? await nobody.get<Problem>(url) : await nobody.send<Problem>(method, url, {});
        const { code } = answer.body;
        if (open.includes(site))
          expect([method, path, answer.status, code]).toEqual([method, path, 401, 'SIGN_IN_REQUIRED']);
        else expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
    });

    test('a made-up session is no session', async () => {
      const forger = stranger(site);
      forger.jar.set(cookieNames[site], 'A'.repeat(43));
      expect((await forger.get('/api/identity/me')).status).toBe(401);
    });

    test('sign-in returns to this site only', async () => {
      for (const returnTo of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
        const answer = await stranger(site).get(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
        expect(answer.status).toBe(302);
        const keycloak = new URL(answer.headers.get('location')!);
        expect(keycloak.origin).toBe(new URL(variable('SCENARIO_KEYCLOAK_URL')).origin);
        expect(keycloak.searchParams.get('redirect_uri')).toBe(`${originOf(site)}/auth/callback`);
        expect(keycloak.searchParams.get('code_challenge_method')).toBe('S256');
        expect(keycloak.search).not.toContain('evil');
      }
    });

    test('a callback that nobody began is refused', async () => {
      const answer = await stranger(site).get('/auth/callback?code=abc&state=def');
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.getSetCookie().join()).not.toMatch(new RegExp(`${cookieNames[site]}=[\\w-]{43}`));
    });
  });

  test('the session cookie is pinned to its host and out of reach of scripts', async () => {
    const lines: string[] = [];
    const jar = stranger('portal').jar;
    await signIn('portal', partner, '/', {
      ...jar,
      take: (headers: Headers) => {
        lines.push(...headers.getSetCookie());
        jar.take(headers);
      },
    });
    const line = lines.find((each) => each.startsWith('__Host-portail=')) ?? '';
    expect(line).toMatch(/^__Host-portail=[\w-]{43};/);
    for (const attribute of [/; *HttpOnly/i, /; *Secure/i, /; *SameSite=Lax/i, /; *Path=\//i])
      expect(line).toMatch(attribute);
    expect(line).not.toMatch(/Domain=/i);
    // Keycloak keeps its own cookies on its own paths; ours hold no token.
    expect(lines.filter((each) => each.startsWith('__Host-') && /eyJ/.test(each))).toEqual([]);
  });

  describe('unsafe requests that our screens did not send', () => {
    const url = () => `/api/workflow/declarations/${id}/sections/activity`;
    test.each([
      ['without our header', { 'x-portail-request': '' }, 403],
      ['from another site', { origin: 'https://evil.example' }, 403],
      ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
      ['that a form could send', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
      ['as plain text', { 'content-type': 'text/plain' }, 415],
    ])('%s', async (_, headers, status) => {
      const before = await read(person, id);
      const options = { revision: before.revision, headers };
      const answer = await person.send<Problem>('PUT', url(), { values: { openingDays: 1 } }, options);
      expect(answer.status).toBe(status);
      expect((await read(person, id)).revision).toBe(before.revision);
    });
  });

  test('identity headers of the browser reach no service', async () => {
    const me = accepted('who am I', await person.get<{ email: string }>('/api/identity/me'));
    const forged = await person.get<{ email: string }>('/api/identity/me', {
      authorization: 'Bearer forged',
      'x-user': 'agent',
      'x-forwarded-user': 'agent',
      'x-forwarded-for': '10.0.0.1',
    });
    expect(accepted('who am I', forged).email).toBe(me.email);
  });

  test('a partner’s session cannot even name a route of the agents', async () => {
    const adminOnly = operations().filter(({ sites: open }) => !open.includes('portal'));
    expect(adminOnly.length).toBeGreaterThan(5);
    const unknown = await person.get('/api/workflow/nothing-here');
    for (const { method, path } of adminOnly) {
      const url = path.replaceAll(/\{[^}]+\}/g, id);
      const answer = method === 'GET' ? await person.get(url) : await person.send(method, url, {}, { revision: 1 });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
      expect(answer.body).toEqual(unknown.body);
    }
    const onAdmin = stranger('admin');
    onAdmin.jar.set('__Host-admin', person.jar.get('__Host-portail')!);
    expect((await onAdmin.get('/api/workflow/queue')).status).toBe(401);
  });

  test('a partner does not enter the administration, an agent not the portal', async () => {
    await expect(signIn('admin', partner)).rejects.toThrow(/could not sign in/);
    await expect(signIn('portal', agentAccount())).rejects.toThrow(/could not sign in/);
  });

  test('sign-out ends the session here and at Keycloak', async () => {
    const leaving = await signIn('portal', partner);
    const { location } = accepted('sign-out', await leaving.send<{ location: string }>('POST', '/auth/logout'));
    expect(new URL(location).pathname).toContain('/protocol/openid-connect/logout');
    expect((await leaving.get('/api/identity/me')).status).toBe(401);
    await fetch(location, { redirect: 'manual', headers: { cookie: leaving.jar.header() } });
    const login = await leaving.get('/auth/login');
    const keycloak = await fetch(login.headers.get('location')!, {
      redirect: 'manual',
      headers: { cookie: leaving.jar.header() },
    });
    expect(await keycloak.text()).toContain('kc-form-login');
  });

  test('a session says when it ends, and is extended on demand', async () => {
    interface State {
      readonly signedIn: boolean;
      readonly idleExpiresAt?: string;
    }
    const state = accepted('session', await person.get<State>('/auth/session'));
    expect(state.signedIn).toBe(true);
    const extended = accepted('extension', await person.send<State>('POST', '/auth/session/extension'));
    expect(Date.parse(extended.idleExpiresAt!)).toBeGreaterThanOrEqual(Date.parse(state.idleExpiresAt!));
    expect(accepted('session', await stranger('portal').get<State>('/auth/session')).signedIn).toBe(false);
  });

  describe('in the browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(async () => {
      await browser?.close();
    });

    test('no violation of the policy over a walk of the portal, and back to the page asked for', async () => {
      const path = `/declarations/${id}/saisie-activite`;
      const screen = await personAt(browser, 'portal', partner, path);
      await step('walk of the portal', [screen], async () => {
        await pastTerms(screen);
        await seeTitle(screen.page, 'Données d’activité');
        expect(new URL(screen.page.url()).pathname).toBe(path);
        for (const next of ['/', `/declarations/${id}/controle-activite`, `/declarations/${id}/historique`]) {
          await visit(screen, next);
        }
      });
      expect(screen.complaints).toEqual([]);
    });
  });
});
