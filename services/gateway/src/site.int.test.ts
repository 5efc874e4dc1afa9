import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { openBrowser } from './testing/test-browser.ts';
import { run, startTestGateway, type TestGateway } from './testing/test-gateway.ts';

jest.setTimeout(60_000);

const [idle, absolute, calls] = [4, 8, 600];
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway(4, {
    RATE_LIMIT_SIGN_IN: '5',
    RATE_LIMIT_API: String(calls),
    SESSION_IDLE_SECONDS: String(idle),
    SESSION_ABSOLUTE_SECONDS: String(absolute),
  });
});
afterAll(() => gateway.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  openBrowser().send(gateway.portal + path, { headers });

describe('the application', () => {
  test('comes with a policy whose nonce is new each time and stands in the page', async () => {
    const answers = [await get('/'), await get('/declarations/1/activite?etape=2')];
    const nonces = await Promise.all(
      answers.map(async (answer) => {
        const policy = answer.headers.get('content-security-policy') ?? '';
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
        expect(policy.split(';')).toEqual([
          "default-src 'none'",
          "script-src 'self'",
          `style-src 'self' 'nonce-${nonce}'`,
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
        ]);
        const page = await answer.text();
        expect(page).toContain(`<app-root ngCspNonce="${nonce}">`);
        expect(page).not.toContain('CSP_NONCE');
        expect(answer.headers.get('cache-control')).toBe('no-store');
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  test('comes with the other headers, and promises nothing about https on http', async () => {
    const { headers } = await get('/');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('a browser that comes to a page without a session goes straight to sign-in, and back to that page', async () => {
    const page = '/declarations/1/saisie-activite?filtre=d%C3%A9j%C3%A0';
    const { request } = await import('node:http');
    // `fetch` would say `cors`, whatever one asks.
    const gone = (path: string, cookies: Awaited<ReturnType<typeof openBrowser>>['cookies'] = new Map()) =>
      new Promise<{ status: number | undefined; headers: Record<string, unknown> }>((resolve, reject) => {
        const cookie = [...cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
        request(gateway.portal + path, { headers: { 'sec-fetch-mode': 'navigate', cookie } }, (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, headers: answer.headers });
        })
          .on('error', reject)
          .end();
      });
    expect(await gone(page)).toMatchObject({
      status: 302,
      headers: { location: `/auth/login?returnTo=${encodeURIComponent(page)}`, 'cache-control': 'no-store' },
    });
    expect((await gone('/favicon.ico')).status).toBe(200);
    const person = openBrowser();
    const { address } = await person.signIn(gateway.portal, await gateway.realm.addPerson(['partner']), page);
    expect(address).toBe(gateway.portal + page);
    expect((await gone(page, person.cookies)).status).toBe(200);
    const before = new Map(person.cookies);
    await person.act('POST', `${gateway.portal}/auth/logout`);
    expect((await gone(page, before)).status).toBe(302);
  });

  test('files with a hash are kept for ever, compressed, and each site has its own', async () => {
    const { request } = await import('node:http');
    const received = await new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve) => {
      request(`${gateway.portal}/main-A1B2C3D4.js`, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(parts) }));
      }).end();
    });
    expect(received.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'accept-encoding',
    });
    expect(received.headers).not.toHaveProperty('content-security-policy');
    expect(received.headers).toHaveProperty('x-content-type-options', 'nosniff');
    expect(brotliDecompressSync(received.bytes).toString()).toContain('"portal"');
    expect(await (await openBrowser().send(`${gateway.admin}/main-A1B2C3D4.js`)).text()).toContain('"admin"');
  });

  test('files without a hash are asked for again, and not sent twice', async () => {
    const answer = await get('/favicon.ico');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/favicon.ico', { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('a file that a new build took away is not there, and says so to nobody’s cache', async () => {
    rmSync(join(gateway.portalFiles, 'chunk-A1B2C3D4.js'));
    const answer = await get('/chunk-A1B2C3D4.js');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable');
  });

  test.each(['/main-OLD.js', '/.env', '/index.html', '/%2e%2e/portal/index.html', '/auth/nowhere', '/api/nowhere'])(
    '%s does not exist',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );
});

test('a path that cannot be read is refused', async () => {
  expect((await get('/%E0')).status).toBe(400);
});

describe('API documents', () => {
  test('are listed on an accessible page and show only what the site lets through', async () => {
    const page = await get('/api/docs');
    const text = await page.text();
    expect([page.status, text]).toEqual([200, expect.stringContaining('<h1>Documents de l’API</h1>')]);
    for (const service of ['identity', 'equipment', 'workflow', 'controls', 'documents']) {
      expect(text).toContain(`/api/docs/${service}.json`);
    }
    const paths = async (site: string) =>
      Object.keys(
        ((await (await openBrowser().send(`${site}/api/docs/workflow.json`)).json()) as { paths: object }).paths,
      );
    expect(await paths(gateway.portal)).not.toContain('/api/workflow/queue');
    expect(await paths(gateway.admin)).toContain('/api/workflow/queue');
    expect((await get('/api/docs/declaration-workflow.json')).status).toBe(200);
    expect((await get('/api/docs/..%2fgateway.json')).status).toBe(404);
  });
});

describe('limits', () => {
  const signedIn = async () => {
    const browser = openBrowser();
    await browser.signIn(gateway.portal, await gateway.realm.addPerson(['partner']));
    const begun = Date.now();
    return { browser, seconds: () => (Date.now() - begun) / 1_000 };
  };
  const isSignedIn = async (answer: Response) => ((await answer.json()) as { signedIn: boolean }).signedIn;

  test('work prolongs a session, but never beyond its absolute end', async () => {
    const { browser, seconds } = await signedIn();
    await eventually('work longer than the idle time', async () => {
      expect((await browser.send(`${gateway.portal}/api/identity/me`)).status).toBe(200);
      return seconds() > idle + 1;
    });
    await eventually('the absolute end', async () => {
      return !(await isSignedIn(await browser.act('POST', `${gateway.portal}/auth/session/extension`)));
    });
    expect(seconds()).toBeGreaterThan(absolute - 1);
    expect((await browser.send(`${gateway.portal}/api/identity/me`)).status).toBe(401);
  });

  test('neither looking at a session prolongs it, nor what a page reads by itself', async () => {
    const { browser, seconds } = await signedIn();
    const headers = { 'x-portail-passive': '1' };
    await eventually('the end of an idle session', async () => {
      await browser.send(`${gateway.portal}/api/identity/me`, { headers });
      return !(await isSignedIn(await browser.send(`${gateway.portal}/auth/session`)));
    });
    expect(seconds()).toBeLessThan(absolute - 1);
  });

  test('too many calls get a French 429, whatever cookie or address they make up', async () => {
    const call = (index: number) => {
      const browser = openBrowser();
      browser.cookies.set('__Host-portail', { value: String(index).padStart(43, 'A'), attributes: '', path: '/' });
      const headers = { 'x-forwarded-for': `203.0.113.${index % 250}` };
      return browser.send(`${gateway.portal}/api/identity/me`, { headers });
    };
    const answers = await Promise.all(Array.from({ length: calls }, (_, index) => call(index)));
    expect(answers[0]?.status).toBe(401);
    const last = await call(calls);
    expect(last.status).toBe(429);
    expect(await last.json()).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      detail: expect.stringContaining('Patientez'),
    });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('too many sign-ins get a French page', async () => {
    const statuses = [];
    for (let index = 0; index < 8; index += 1) statuses.push((await get('/auth/login')).status);
    expect(statuses.at(-1)).toBe(429);
    const answer = await get('/auth/login');
    expect(await answer.text()).toContain('Trop de tentatives de connexion');
    expect(answer.headers.get('content-type')).toContain('text/html');
  });
});

describe('the process', () => {
  test('refuses a bad configuration and names every variable', async () => {
    const child = run({ PATH: process.env['PATH'] ?? '', PORTAL_PORT: 'many' });
    expect(await child.ended).toBe(1);
    expect(child.log()).toContain('PORTAL_PORT');
    expect(child.log()).toContain('SESSION_KEY');
  });

  test('stops when asked to, with exit code 0', async () => {
    expect(await gateway.stop()).toBe(0);
    expect(gateway.log()).toContain('stopping');
  });
});
