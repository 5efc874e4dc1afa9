import type { CookieJar } from './cookie-jar.ts';
import { originOf, type Site } from './environment.ts';

/** What a site answered. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A refusal of the API (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

/** What goes with a write. */
export interface SendOptions {
  /** Revision for `If-Match`. */
  readonly revision?: number;
  /** `Idempotency-Key`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One person in front of one site, as its screens would call it. */
export interface ApiClient {
  readonly site: Site;
  readonly jar: CookieJar;
  get<T>(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>;
  send<T>(method: Method, path: string, body?: unknown, options?: SendOptions): Promise<Answer<T>>;
}

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A client whose session, if any, is in the jar. */
export function apiClient(site: Site, jar: CookieJar): ApiClient {
  const origin = originOf(site);
  const request = async <T>(
    path: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<Answer<T>> => {
    const cookie = jar.header();
    const headers = { ...(cookie === '' ? {} : { cookie }), ...init.headers };
    const response = await fetch(`${origin}${path}`, { ...init, headers, redirect: 'manual' });
    jar.take(response.headers);
    const type = response.headers.get('content-type') ?? '';
    // A live stream has no end: that it began is all there is to know here.
    if (type.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return { status: response.status, headers: response.headers, body: '' as T };
    }
    const text = await response.text();
    const isJson = /json/.test(type);
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
  };
  return {
    site,
    jar,
    get: (path, headers = {}) => request(path, { method: 'GET', headers }),
    send: (method, path, body, options = {}) =>
      request(path, {
        method,
        headers: {
          origin,
          'x-portail-request': '1',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(options.revision === undefined ? {} : { 'if-match': `"${options.revision}"` }),
          ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
          ...options.headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

/**
 * The body of an answer that must have succeeded.
 * @throws Error with the refusal’s code and sentence otherwise
 */
export function accepted<T>(what: string, answer: Answer<T>): T {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/**
 * The refusal of an answer that must have been refused.
 * @throws Error when it was not
 */
export function refused(what: string, answer: Answer<unknown>): Problem {
  const problem = answer.body as Problem;
  if (answer.status >= 400 && answer.status < 500 && typeof problem.code === 'string') return problem;
  throw new Error(`${what} should have been refused: ${answer.status} ${JSON.stringify(answer.body)}`);
}
