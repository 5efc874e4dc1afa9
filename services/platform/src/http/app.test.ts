import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Type } from 'typebox';
import { Refusal, RefusalError, notFound, stale } from '../pure/refusal.ts';
import { createHttpApp, type HttpApp } from './app.ts';
import { expectedRevision, idempotencyKey } from './preconditions.ts';
import { refusals } from './problem.ts';

let app: HttpApp;
const logged = jest.fn();

beforeAll(async () => {
  app = await createHttpApp({
    service: 'sample',
    title: 'Sample',
    logLevel: 'silent',
    readiness: { ready: () => true },
  });
  app.addHook('onRequest', async (request) => {
    request.log.info = logged;
  });
  const body = Type.Object(
    { count: Type.Integer({ minimum: 0 }), note: Type.Optional(Type.String({ maxLength: 5 })) },
    { additionalProperties: false },
  );
  app.post(
    '/things/:id',
    {
      schema: {
        body,
        response: { 200: Type.Object({ count: Type.Integer() }, { additionalProperties: false }), ...refusals },
      },
    },
    async (request) => ({ count: request.body.count, secret: 'must not leave' }),
  );
  app.get(
    '/page',
    { schema: { querystring: Type.Object({ page: Type.Integer() }, { additionalProperties: false }) } },
    async (request) => request.query,
  );
  app.get('/refuse/:kind', async (request) => {
    const { kind } = request.params as { kind: string };
    if (kind === 'rule') throw new RefusalError(new Refusal('rule', 'SECTION_LOCKED', 'La section est terminée.'));
    if (kind === 'unknown') throw new RefusalError(notFound());
    if (kind === 'stale') throw new RefusalError(stale());
    throw new Error('database password is hunter2');
  });
  app.put('/versioned', async (request) => ({ revision: expectedRevision(request), key: idempotencyKey(request) }));
});
afterAll(() => app.close());

const post = (payload: unknown) => app.inject({ method: 'POST', url: '/things/1', payload: payload as object });

describe('requests', () => {
  test('what the schema does not list never leaves', async () => {
    expect((await post({ count: 3 })).json()).toEqual({ count: 3 });
  });

  test.each([
    ['an unknown field', { count: 1, status: 'VALIDATED' }, 'UNKNOWN_FIELD', '/status'],
    ['a missing field', {}, 'REQUIRED', '/count'],
    ['a text for a number', { count: '1' }, 'WRONG_TYPE', '/count'],
    ['decimals', { count: 1.5 }, 'WRONG_TYPE', '/count'],
    ['a negative', { count: -1 }, 'TOO_SMALL', '/count'],
    ['a long text', { count: 1, note: '123456' }, 'TOO_LARGE', '/note'],
  ])('refuses %s with the field and a French sentence', async (_what, payload, code, path) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors).toContainEqual(
      expect.objectContaining({ code, path, message: expect.stringMatching(/\.$/) }),
    );
  });

  test('refuses what is not JSON', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/things/1',
      payload: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.json()).toMatchObject({ status: 400, code: 'MALFORMED' });
  });

  test('refuses an oversized body', async () => {
    expect((await post({ count: 1, note: 'x'.repeat(300_000) })).json()).toMatchObject({
      status: 413,
      code: 'TOO_LARGE',
    });
  });

  test('a query is read from its text', async () => {
    expect((await app.inject('/page?page=2')).json()).toEqual({ page: 2 });
    expect((await app.inject('/page?page=two')).statusCode).toBe(400);
  });
});

describe('refusals', () => {
  test.each([
    ['rule', 422, 'SECTION_LOCKED'],
    ['unknown', 404, 'NOT_FOUND'],
    ['stale', 409, 'STALE_VERSION'],
    ['bug', 500, 'INTERNAL'],
  ])('%s answers %i %s', async (kind, status, code) => {
    const answer = await app.inject(`/refuse/${kind}`);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().code).toBe(code);
    expect(answer.body).not.toContain('hunter2');
  });

  test('an unknown route and an unknown thing have the same body', async () => {
    expect((await app.inject('/nowhere')).body).toBe((await app.inject('/refuse/unknown')).body);
  });
});

describe('the log', () => {
  const logs = async (url: string) => {
    logged.mockClear();
    await app.inject(url);
    return logged.mock.calls.map(([, message]) => message);
  };

  test.each(['/nowhere', '/refuse/unknown', '/page?page=one'])('tells that %s was refused', async (url) => {
    expect(await logs(url)).toEqual(['request refused']);
  });

  test.each(['/page?page=1', '/refuse/rule', '/refuse/stale'])(
    'says nothing of %s, which people meet at work',
    async (url) => {
      expect(await logs(url)).toEqual([]);
    },
  );
});

describe('preconditions', () => {
  const put = (headers: Record<string, string>) => app.inject({ method: 'PUT', url: '/versioned', headers });
  test('are read', async () => {
    expect((await put({ 'if-match': '"12"', 'idempotency-key': 'abcdefgh-1' })).json()).toEqual({
      revision: 12,
      key: 'abcdefgh-1',
    });
  });
  test.each([
    [{}, 428, 'VERSION_REQUIRED'],
    [{ 'if-match': 'twelve' }, 400, 'MALFORMED'],
    [{ 'if-match': '"1"' }, 428, 'IDEMPOTENCY_KEY_REQUIRED'],
    [{ 'if-match': '"1"', 'idempotency-key': 'short' }, 428, 'IDEMPOTENCY_KEY_REQUIRED'],
  ])('%j answers %i', async (headers, status, code) => {
    const answer = await put(headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().code).toBe(code);
  });
});
