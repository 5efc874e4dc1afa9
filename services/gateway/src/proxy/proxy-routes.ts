import { Readable } from 'node:stream';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import replyFrom, { type FastifyReplyFromHooks } from '@fastify/reply-from';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { sendProblem, sendUnavailable } from '@portail/platform/http/problem.ts';
import { traceHeaders } from '@portail/platform/telemetry/tracing.ts';
import type { RateLimits } from '../security/rate-limits.ts';
import { forgeryHook, sessionHook, signedInHook } from '../session/session-hooks.ts';
import type { KeptSession, SessionStore } from '../session/session-store.ts';
import type { TokenRefresh } from '../session/token-refresh.ts';
import { filledPath, routePath, type AllowedOperation } from './allow-list.ts';
import { headersForBrowser, headersForService } from './forwarded-headers.ts';
import type { LiveStream, LiveStreams } from './live-streams.ts';

/** Operations let through, with the service that serves them. */
export interface ProxiedService {
  /** Origin of the service. */
  readonly upstream: string;
  readonly operations: readonly AllowedOperation[];
}

/** What the proxy of one site needs. */
export interface ProxyDependencies {
  readonly origin: string;
  readonly sessionCookie: string;
  readonly services: readonly ProxiedService[];
  readonly sessions: SessionStore;
  readonly refresh: TokenRefresh;
  readonly limits: RateLimits;
  readonly live: LiveStreams;
  /** How long a service may take to answer, milliseconds. */
  readonly timeLimit: number;
}

/** For answers made at each call: most of what the best quality gains, at a tenth of its time. */
const brotliQuality = 4;
/** The one operation that is a stream of server-sent events. */
const liveStreamPath = '/api/workflow/live';
const connectLimit = 2_000;
/** A stream may stay silent, but not until after the first heartbeat of the service (every 20 s). */
const firstEventLimit = 30_000;

/**
 * `/api/…`: one route for each allowed operation, so that the router itself is the allow-list; everything else is unknown.
 * Ordinary calls and live streams have pools of their own: two thousand open streams must not starve a save.
 */
export async function proxyRoutes(app: HttpApp, dependencies: ProxyDependencies): Promise<void> {
  app.addHook('onRequest', forgeryHook(dependencies.origin));
  app.addHook('onRequest', sessionHook(dependencies.sessions, dependencies.sessionCookie));
  app.addHook('onRequest', dependencies.limits.api);
  app.addHook('onRequest', signedInHook(dependencies.refresh));
  // Bodies are not read here: their bytes go on as they came, at most `bodyLimit` of them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  const isStream = ({ method, path }: AllowedOperation) => method === 'GET' && path === liveStreamPath;
  const pick = (streams: boolean) =>
    dependencies.services.flatMap(({ upstream, operations }) =>
      operations.filter((operation) => isStream(operation) === streams).map((operation) => ({ upstream, operation })),
    );

  await app.register(async (calls: HttpApp) => {
    await calls.register(replyFrom, {
      ...poolOptions,
      undici: {
        ...undiciOptions,
        connections: 128,
        headersTimeout: dependencies.timeLimit,
        bodyTimeout: dependencies.timeLimit,
      },
    });
    // Only what a screen reads: pages of figures shrink to a sixth. Streams, in the other pool, leave as they come.
    await calls.register(compress, {
      global: true,
      encodings: ['br', 'gzip'],
      customTypes: /^application\/(problem\+)?json/,
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } },
      globalDecompression: false,
    });
    for (const { upstream, operation } of pick(false)) {
      addRoute(calls, upstream, operation, false, (request, reply, address) =>
        reply.from(address, { ...forwarding(request, reply), ...forwardedBody(request) }),
      );
    }
  });

  await app.register(async (streams: HttpApp) => {
    await streams.register(replyFrom, {
      ...poolOptions,
      undici: { ...undiciOptions, connections: null, headersTimeout: firstEventLimit, bodyTimeout: 0 },
    });
    for (const { upstream, operation } of pick(true)) {
      addRoute(streams, upstream, operation, true, (request, reply, address) =>
        reply.from(address, {
          ...forwarding(request, reply),
          onResponse: (_request, _reply, answer) => {
            if (reply.statusCode === 200) sendLive(request, reply, streamOf(answer), dependencies.live);
            else passOn(reply, answer);
          },
        }),
      );
    }
  });
}

const poolOptions = { disableCache: true, destroyAgent: true, disableRequestLogging: true } as const;
const undiciOptions = { pipelining: 1, connect: { timeout: connectLimit } } as const;

function addRoute(
  app: HttpApp,
  upstream: string,
  { method, path, bodyLimit }: AllowedOperation,
  passive: boolean,
  send: (request: FastifyRequest, reply: FastifyReply, address: string) => FastifyReply,
): void {
  app.route({
    method,
    url: routePath(path),
    exposeHeadRoute: false,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    config: { passive },
    schema: { hide: true },
    handler: (request, reply) => {
      const filled = filledPath(path, request.params as Record<string, string>);
      if (filled === undefined) return reply.callNotFound();
      return send(request, reply, `${upstream}${filled}`);
    },
  });
}

function forwarding(request: FastifyRequest, reply: FastifyReply): FastifyReplyFromHooks {
  const trace = traceHeaders();
  const { accessToken } = (request.kept as KeptSession).session.tokens;
  return {
    rewriteRequestHeaders: (_request, headers) => headersForService(headers, accessToken, trace),
    rewriteHeaders: (headers) => headersForBrowser(headers),
    onError: (_reply, { error }) => unavailable(reply, error),
    onResponse: (_request, _reply, answer) => passOn(reply, answer),
    // The plugin would repeat a GET ten times on a 503; a person is better served by an answer.
    retryDelay: () => null,
  };
}

function streamOf(answer: unknown): Readable {
  return (answer as { readonly stream: Readable }).stream;
}

/**
 * Sends what the service answered. One that refuses a token which is good (its clock is off, it cannot have the keys) is out of
 * order: sending the person to sign in again would bring them back here, for ever.
 */
function passOn(reply: FastifyReply, answer: unknown): void {
  const stream = streamOf(answer);
  if (reply.statusCode !== 401) {
    reply.send(stream);
    return;
  }
  stream.destroy();
  for (const name of ['content-length', 'content-encoding', 'content-type']) reply.removeHeader(name);
  reply.log.error('a service refuses a token that is good');
  sendUnavailable(reply, true);
}

function forwardedBody(request: FastifyRequest): FastifyReplyFromHooks {
  const body = request.body as Buffer | undefined;
  return body === undefined || body.length === 0 ? {} : { body, contentType: 'application/json' };
}

/** Errors after which we know that the service never saw the request. */
const neverArrived = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function unavailable(reply: FastifyReply, error: Error): void {
  const cause = error.cause as { readonly code?: string; readonly message?: string } | undefined;
  reply.log.warn({ code: cause?.code, reason: cause?.message ?? error.message }, 'service did not answer');
  sendUnavailable(reply, reply.request.method === 'GET' || neverArrived.has(cause?.code ?? ''));
}

/** Sends events as they come, until either side or the session ends. */
function sendLive(request: FastifyRequest, reply: FastifyReply, events: Readable, live: LiveStreams): void {
  const { key, session } = request.kept as KeptSession;
  const stream: LiveStream = {
    session: key,
    absoluteEnd: session.absoluteEnd,
    // The page leaves for the sign-in at once, instead of at its next request.
    end: (why) => reply.raw.end(why === 'session over' ? sessionOver : undefined),
  };
  if (!live.add(stream)) {
    events.destroy();
    sendProblem(
      reply,
      429,
      'TOO_MANY_REQUESTS',
      'Trop de fenêtres de ce site sont ouvertes. Fermez-en, puis actualisez la page.',
    );
    return;
  }
  reply.raw.once('close', () => {
    live.remove(stream);
    events.destroy();
  });
  request.raw.socket.setTimeout(0);
  reply.header('x-accel-buffering', 'no').send(Readable.from(withGreeting(events)));
}

/** Blank lines first: an event under way ends there. */
const sessionOver = '\n\nevent: session-over\ndata: {}\n\n';

/** A first comment makes the answer leave at once, so that the screen knows it is connected before the first event. */
async function* withGreeting(events: Readable): AsyncGenerator<string | Uint8Array> {
  yield ': bonjour\n\n';
  for await (const event of events) yield event as Uint8Array;
}
