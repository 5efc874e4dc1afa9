import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';
import type { Redis } from '../redis/connection.ts';
import type { ClientAddress } from './client-address.ts';

/** Hooks that count requests and answer 429 beyond the limit. */
export interface RateLimits {
  /** Few, by address: beginning and completing a sign-in. */
  readonly signIn: onRequestAsyncHookHandler;
  /** Very few, by address: asking for a new password. */
  readonly passwordReset: onRequestAsyncHookHandler;
  /** Few, by address: the public page, where one could try references. */
  readonly verification: onRequestAsyncHookHandler;
  /** Many, by session; by address without one. Needs the session hook before it. */
  readonly api: onRequestAsyncHookHandler;
}

/** How many of each pass in a minute. */
export type RequestsPerMinute = Readonly<Record<'signIn' | 'passwordReset' | 'verification' | 'api', number>>;

const minute = 60_000;

/**
 * Counts in Redis, shared by all processes. When Redis is away requests pass: without it nobody is signed in anyway.
 * @param perMinute requests a minute
 */
export async function registerRateLimits(
  app: HttpApp,
  options: {
    readonly site: string;
    readonly redis: Redis;
    readonly addressOf: ClientAddress;
    readonly perMinute: RequestsPerMinute;
  },
): Promise<RateLimits> {
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(rateLimit, {
    global: false,
    redis: asRateLimitClient(options.redis),
    nameSpace: `gateway:rate:${options.site}:`,
    timeWindow: minute,
    skipOnError: true,
    addHeaders: silent,
    addHeadersOnExceeding: silent,
  });
  const address = (request: FastifyRequest) => {
    const forwarded = request.headers['x-forwarded-for'];
    const client = options.addressOf(
      request.socket.remoteAddress,
      Array.isArray(forwarded) ? forwarded.join() : forwarded,
    );
    return `address:${rateLimit.normalizeIP(client)}`;
  };
  const byAddress = (what: string, max: number) =>
    app.rateLimit({ max, keyGenerator: (request) => `${what}:${address(request)}` });
  return {
    signIn: byAddress('sign-in', options.perMinute.signIn),
    passwordReset: byAddress('password-reset', options.perMinute.passwordReset),
    verification: byAddress('verification', options.perMinute.verification),
    api: app.rateLimit({
      max: options.perMinute.api,
      // Only a session that exists counts by itself: made-up cookies would each get a fresh allowance.
      keyGenerator: (request) => `api:${request.kept?.key ?? address(request)}`,
    }),
  };
}

type Answer = (error: unknown, result: unknown) => void;

/** The plugin speaks ioredis: `defineCommand` makes a method of a script with one key, then parameters, then a callback. */
function asRateLimitClient(redis: Redis): object {
  const client: Record<string, unknown> = {
    defineCommand: (name: string, { lua }: { readonly lua: string }) => {
      client[name] = (key: string, ...rest: unknown[]) => {
        const answer = rest.pop() as Answer;
        redis.run(lua, [key], rest.map(String)).then(
          (result) => answer(null, result),
          (error: unknown) => answer(error, null),
        );
      };
    },
  };
  return client;
}
