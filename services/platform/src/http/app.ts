import { setTimeout as wait } from 'node:timers/promises';
import swagger from '@fastify/swagger';
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { registerHttpTelemetry } from '../telemetry/http-telemetry.ts';
import { traceFields } from '../telemetry/tracing.ts';
import { errorForLog } from './error-for-log.ts';
import { registerProblems } from './problem.ts';
import { registerRefusalLog } from './refusal-log.ts';

/** A Fastify application whose route types come from their TypeBox schemas. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A site of the gateway on which an operation may be called. */
export type Site = 'portal' | 'admin';

declare module 'fastify' {
  interface FastifyInstance {
    /** Says that it is no longer ready and lets callers leave; to be waited for before `close`, when others take over. */
    drain(): Promise<void>;
  }
  interface FastifySchema {
    /** Sites on which the gateway lets the operation through; none: internal. */
    'x-sites'?: readonly Site[];
    /** Bytes of the largest body, when it is not the usual one: the gateway lets as much through. Give the route the same `bodyLimit`. */
    'x-body-limit'?: number;
  }
}

/** Callers that are busy come by within a second; idle connections are closed then. */
const drainFor = 1_000;

/**
 * Checks of `/readyz`: name → true when that dependency can be used now; « missed » when it cannot, and requests are served all
 * the same. A dependency of every process that is not needed by requests must not take them all away at once.
 */
export type Readiness = Readonly<Record<string, () => boolean | 'missed' | Promise<boolean | 'missed'>>>;

/** What {@link createHttpApp} needs. */
export interface HttpOptions {
  /** Service name, for logs and the OpenAPI document. */
  readonly service: string;
  readonly title: string;
  readonly logLevel: string;
  readonly readiness: Readiness;
  /** Largest body accepted, bytes; 256 KiB by default. */
  readonly bodyLimit?: number;
}

/**
 * A Fastify application with what every service has: strict schemas, problem+json, OpenAPI 3.1, health, structured logs
 * without personal data, time-outs. It never listens.
 */
export async function createHttpApp(options: HttpOptions): Promise<HttpApp> {
  const app: HttpApp = Fastify({
    logger: {
      level: options.logLevel,
      base: { service: options.service },
      redact: ['req.headers', 'res.headers'],
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
        err: errorForLog,
        cause: errorForLog,
      },
      mixin: traceFields,
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimit ?? 256 * 1024,
    requestTimeout: 15_000,
    connectionTimeout: 75_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // What comes on a connection that is still open is served: whoever sent it did nothing wrong.
    return503OnClosing: false,
    trustProxy: false,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  registerProblems(app);
  registerRefusalLog(app);
  await registerHttpTelemetry(app);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: options.title, version: '1.0.0' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
    },
  });
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.decorate('drain', async () => {
    closing = true;
    await wait(drainFor);
  });
  // A caller that keeps its connection takes another one, to a process that stays.
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.get('/healthz', { schema: { hide: true }, config: { public: true } }, async () => ({ alive: true }));
  app.get('/readyz', { schema: { hide: true }, config: { public: true } }, async (_request, reply) => {
    const checks = await Promise.all(
      Object.entries(options.readiness).map(async ([name, check]) => [name, await safely(check)] as const),
    );
    const named = (state: false | 'missed') => checks.filter(([, found]) => found === state).map(([name]) => name);
    const notReady = [...(closing ? ['closing'] : []), ...named(false)];
    const ready = notReady.length === 0;
    return reply.code(ready ? 200 : 503).send({ ready, notReady, missed: named('missed') });
  });
  return app;
}

async function safely(check: Readiness[string]): Promise<boolean | 'missed'> {
  try {
    return await check();
  } catch {
    return false; // the answer names the dependency; its own logs say why
  }
}
