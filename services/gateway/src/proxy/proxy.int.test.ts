import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { openBrowser, type TestBrowser } from '../testing/test-browser.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

// Keycloak hashes passwords slowly on purpose, and more slowly on a busy machine.
jest.setTimeout(60_000);

let gateway: TestGateway;
let partner: TestBrowser;
let agent: TestBrowser;
const id = '0190a1b2-0000-7000-8000-000000000000';
const section = `/api/workflow/declarations/${id}/sections/activity`;

beforeAll(async () => {
  gateway = await startTestGateway(2);
  [partner, agent] = [openBrowser(), openBrowser()];
  await partner.signIn(gateway.portal, await gateway.realm.addPerson(['partner']));
  await agent.signIn(gateway.admin, await gateway.realm.addPerson(['caf-agent']));
});
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.upstream.seen.length = 0;
});

const seen = () => gateway.upstream.seen.at(-1);
const problem = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  return (await answer.json()) as { status: number; code: string; detail: string };
};

describe('a call', () => {
  test('is answered compressed when the browser can read it', async () => {
    const { request } = await import('node:http');
    const cookie = [...partner.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const received = (query: string, encodings: string) =>
      new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
        const address = `${gateway.portal}/api/workflow/declarations/${id}?${query}`;
        request(address, { headers: { cookie, 'accept-encoding': encodings } }, (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(parts) }));
        })
          .on('error', reject)
          .end();
      });
    const long = await received('long=1', 'gzip, br');
    expect(long.headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'accept-encoding',
      'cache-control': 'no-store',
    });
    expect(long.bytes.length).toBeLessThan(500);
    expect(JSON.parse(brotliDecompressSync(long.bytes).toString())).toMatchObject({ ok: true });
    expect((await received('long=1', 'identity')).headers['content-encoding']).toBeUndefined();
  });

  test('reaches the service with our bearer and without the browser’s claims', async () => {
    const answer = await partner.send(`${gateway.portal}/api/workflow/declarations/${id}?page=2&search=cr%C3%A8che`, {
      headers: {
        accept: 'application/json',
        authorization: 'Bearer forged',
        connection: 'keep-alive, authorization',
        forwarded: 'for=1.2.3.4',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-user': 'root',
        'x-portail-user': 'root',
      },
    });
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    expect(seen()?.url).toBe(`/api/workflow/declarations/${id}?page=2&search=cr%C3%A8che`);
    const { authorization, host: _host, connection: _connection, ...rest } = seen()?.headers ?? {};
    expect(rest).toEqual({
      accept: 'application/json',
      'accept-language': '*',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    const claims = JSON.parse(Buffer.from(authorization?.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toMatchObject({
      aud: 'portail-services',
      realm_access: { roles: expect.arrayContaining(['partner']) },
    });
  });

  test('is answered without the service’s cookies, permissions, name and caching', async () => {
    const { headers } = await partner.send(`${gateway.portal}/api/identity/me`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBe('"7"');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    for (const name of ['server', 'set-cookie', 'access-control-allow-origin']) expect(headers.get(name)).toBeNull();
  });

  test('carries its body, version and key', async () => {
    const body = { values: { attendedHours: 1_234_56, comment: 'Éveil' } };
    const headers = { 'if-match': '"3"', 'idempotency-key': 'abcdefgh' };
    expect((await partner.act('PUT', gateway.portal + section, body, headers)).status).toBe(200);
    expect(seen()).toMatchObject({ method: 'PUT', url: section, body, headers });
    expect((await partner.act('DELETE', `${gateway.portal}${section}/lock`)).status).toBe(200);
    expect((await partner.act('POST', `${gateway.portal}${section}/lock`)).status).toBe(200);
    expect(seen()).toMatchObject({ method: 'POST', url: `${section}/lock` });
    expect(seen()?.headers['content-type']).toBeUndefined();
  });

  test('with too large a body stops here', async () => {
    const answer = await partner.act('PUT', gateway.portal + section, { text: 'x'.repeat(300_000) });
    expect(await problem(answer)).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    expect(seen()).toBeUndefined();
  });

  test('without a session is asked to sign in', async () => {
    const answer = await openBrowser().send(`${gateway.portal}/api/identity/me`);
    expect(await problem(answer)).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const forged = openBrowser();
    forged.cookies.set('__Host-portail', { value: 'A'.repeat(43), attributes: '', path: '/' });
    expect((await forged.send(`${gateway.portal}/api/identity/me`)).status).toBe(401);
    expect(seen()).toBeUndefined();
  });
});

describe('the allow-list', () => {
  test.each([
    ['GET', '/api/workflow/queue'],
    ['GET', '/api/controls/rules'],
    ['PUT', `/api/equipment/equipments/${id}`],
    ['GET', '/api/workflow/internal'],
    ['GET', '/api/workflow/nowhere'],
    ['POST', '/api/workflow/nowhere'],
    ['DELETE', `/api/workflow/declarations/${id}`],
    ['GET', '/api/statistics/means'],
    ['GET', '/api'],
    ['GET', '/api/identity/me/'],
    ['GET', '/api/identity/../workflow/queue'],
    ['GET', '/api/workflow/declarations/..%2fqueue'],
    ['GET', '/api/workflow/declarations/%2e%2e'],
    ['GET', '/api/workflow/declarations/..;/queue'],
  ])('the portal does not know %s %s', async (method, path) => {
    // A browser would tidy such paths up: they are sent as they are.
    const answer = await rawRequest(partner, method, gateway.portal, path);
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.body).not.toContain('"ok"');
    expect(seen()).toBeUndefined();
  });

  test.each(['//api/workflow/queue', '/API/workflow/queue', '/./api/workflow/queue'])(
    'the portal takes %s for a page of the application',
    async (path) => {
      const answer = await rawRequest(partner, 'GET', gateway.portal, path);
      expect(answer.body).toContain('<app-root');
      expect(seen()).toBeUndefined();
    },
  );

  test('the same routes answer on the admin site', async () => {
    expect((await agent.send(`${gateway.admin}/api/workflow/queue`)).status).toBe(200);
    expect((await agent.send(`${gateway.admin}/api/controls/rules`)).status).toBe(200);
    expect((await agent.act('PUT', gateway.admin + section, {})).status).toBe(404);
  });
});

describe('requests from elsewhere', () => {
  const json = { 'content-type': 'application/json' };
  test.each<[string, Record<string, string>, number, string]>([
    ['without our header', { ...json, 'sec-fetch-site': 'same-origin' }, 403, 'FORGERY_SUSPECTED'],
    [
      'from another site',
      { ...json, 'x-portail-request': '1', 'sec-fetch-site': 'cross-site' },
      403,
      'FORGERY_SUSPECTED',
    ],
    [
      'from the other port',
      { ...json, 'x-portail-request': '1', 'sec-fetch-site': 'same-site' },
      403,
      'FORGERY_SUSPECTED',
    ],
    ['of unknown origin', { ...json, 'x-portail-request': '1' }, 403, 'FORGERY_SUSPECTED'],
    [
      'of another origin',
      { ...json, 'x-portail-request': '1', origin: 'http://localhost:1' },
      403,
      'FORGERY_SUSPECTED',
    ],
    ['of a form', { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('%s are refused', async (_what, headers, status, code) => {
    const answer = await partner.send(gateway.portal + section, { method: 'PUT', headers, body: '{}' });
    expect(await problem(answer)).toMatchObject({ status, code });
    expect(seen()).toBeUndefined();
  });

  test('an old browser is known by its origin', async () => {
    const headers = { ...json, 'x-portail-request': '1', origin: gateway.portal };
    expect((await partner.send(gateway.portal + section, { method: 'PUT', headers, body: '{}' })).status).toBe(200);
  });
});

describe('a service that fails', () => {
  test('too slow, it is unavailable; a write may or may not have happened and the person is told so', async () => {
    const read = await problem(await partner.send(`${gateway.portal}/api/workflow/slow`));
    expect(read).toMatchObject({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      detail: expect.stringContaining('indisponible'),
    });
    for (const path of ['slow', 'broken']) {
      const write = await problem(await partner.act('POST', `${gateway.portal}/api/workflow/${path}`, {}));
      expect(write).toMatchObject({ status: 503, detail: expect.stringContaining('nous ne savons pas') });
    }
  });

  test('refusing a token that is good, it is unavailable: signing in again would change nothing', async () => {
    const address = `${gateway.portal}/api/workflow/distrustful`;
    for (const answer of [await partner.send(address), await partner.act('POST', address, {})]) {
      expect(await problem(answer)).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
    }
    expect((await partner.send(`${gateway.portal}/api/identity/me`)).status).toBe(200);
  });

  test('away, it is unavailable, and found again when it is back', async () => {
    await gateway.upstreamLine.cut();
    for (const answer of [
      await partner.send(`${gateway.portal}/api/identity/me`),
      await partner.act('PUT', gateway.portal + section, {}),
    ]) {
      expect(await problem(answer)).toMatchObject({
        status: 503,
        detail: expect.stringContaining('Rien n’a été enregistré'),
      });
    }
    expect((await partner.send(`${gateway.portal}/`)).status).toBe(200);
    await gateway.upstreamLine.mend();
    await eventually('the service', async () => (await partner.send(`${gateway.portal}/api/identity/me`)).ok);
  });
});

describe('the live stream', () => {
  const open = async (browser = partner) => {
    const abort = new AbortController();
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${gateway.portal}/api/workflow/live?declaration=${id}`, {
      headers: { cookie, accept: 'text/event-stream' },
      signal: abort.signal,
    });
    return { answer, abort, reader: (answer.body as ReadableStream<Uint8Array>).getReader() };
  };
  const text = async (reader: Awaited<ReturnType<typeof open>>['reader']) =>
    new TextDecoder().decode((await reader.read()).value);

  test('a screen left before the service answered leaves nothing that counts', async () => {
    const before = gateway.upstream.asked();
    const release = gateway.upstream.holdStreams();
    const screens = Array.from({ length: 13 }, () => {
      const abort = new AbortController();
      const cookie = [...partner.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
      const answer = fetch(`${gateway.portal}/api/workflow/live?declaration=${id}`, {
        headers: { cookie },
        signal: abort.signal,
      });
      return { abort, answer };
    });
    await eventually('the service to be asked', () => gateway.upstream.asked() === before + screens.length);
    for (const { abort } of screens) abort.abort();
    await Promise.allSettled(screens.map(({ answer }) => answer));
    // Two calls later the gateway knows that these screens are gone.
    for (let call = 0; call < 2; call += 1) await partner.send(`${gateway.portal}/api/identity/me`);
    release();
    await eventually('the end of the service’s side', () => gateway.upstream.streams.size === 0);
    const { answer, abort } = await open();
    expect(answer.status).toBe(200);
    abort.abort();
    await eventually('the end of the last one', () => gateway.upstream.streams.size === 0);
  });

  test('passes each event on at once, and outlives the time limit of calls', async () => {
    const { answer, abort, reader } = await open();
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await text(reader)).toBe(': bonjour\n\n');
    const service = await eventually('the stream', () => [...gateway.upstream.streams][0]);
    const opened = Date.now();
    for (const word of ['un', 'deux']) {
      service.write(`event: changed\ndata: ${word}\n\n`);
      expect(await text(reader)).toBe(`event: changed\ndata: ${word}\n\n`);
    }
    // UPSTREAM_TIMEOUT_SECONDS is 1 here.
    await eventually('more than the time limit', () => Date.now() - opened > 1_500);
    service.write('data: trois\n\n');
    expect(await text(reader)).toBe('data: trois\n\n');
    abort.abort();
    await eventually('the end of the service’s side', () => gateway.upstream.streams.size === 0);
  });

  test('ends with its session', async () => {
    const browser = openBrowser();
    await browser.signIn(gateway.portal, await gateway.realm.addPerson(['partner']));
    const { reader } = await open(browser);
    expect(await text(reader)).toBe(': bonjour\n\n');
    await browser.act('POST', `${gateway.portal}/auth/logout`);
    expect(await text(reader)).toContain('event: session-over');
    expect((await reader.read()).done).toBe(true);
    await eventually('the end of the service’s side', () => gateway.upstream.streams.size === 0);
    expect((await open(browser)).answer.status).toBe(401);
  });

  test('ends with a session that ended elsewhere, within seconds', async () => {
    const { reader } = await open();
    expect(await text(reader)).toBe(': bonjour\n\n');
    await gateway.flushRedis();
    expect(await text(reader)).toContain('event: session-over');
    expect((await reader.read()).done).toBe(true);
  });
});

test('a stop ends the streams and leaves nothing', async () => {
  const browser = openBrowser();
  await browser.signIn(gateway.portal, await gateway.realm.addPerson(['partner']));
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${gateway.portal}/api/workflow/live`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  const [text, code] = await Promise.all([answer.text(), gateway.stop()]);
  expect([text, code]).toEqual([': bonjour\n\n', 0]);
});

/** A request whose path is sent exactly as written. */
async function rawRequest(browser: TestBrowser, method: string, origin: string, path: string) {
  const { request } = await import('node:http');
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'x-portail-request': '1', 'sec-fetch-site': 'same-origin' };
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const call = request({ method, hostname, port, path, headers }, (answer) => {
      let body = '';
      answer.on('data', (data: Buffer) => (body += data.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode, body }));
    });
    call.on('error', reject).end();
  });
}
