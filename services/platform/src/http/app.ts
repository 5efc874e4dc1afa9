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
  interface FastifySchema {
    /** Sites on which the gateway lets the operation through; none: internal. */
    'x-sites'?: readonly Site[];
    /** Bytes of the largest body, when it is not the usual one: the gateway lets as much through. Give the route the same `bodyLimit`. */
    'x-body-limit'?: number;
  }
}

/** What {@link createHttpApp} needs. */
export interface HttpOptions {
  /** Service name, for logs and the OpenAPI document. */
  readonly service: string;
  readonly title: string;
  readonly logLevel: string;
  /** Checks of `/readyz`: name → true when that dependency can be used now. */
  readonly readiness: Readonly<Record<string, () => boolean | Promise<boolean>>>;
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
    return503OnClosing: true,
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
  app.get('/healthz', { schema: { hide: true }, config: { public: true } }, async () => ({ alive: true }));
  app.get('/readyz', { schema: { hide: true }, config: { public: true } }, async (_request, reply) => {
    const checks = await Promise.all(
      Object.entries(options.readiness).map(async ([name, check]) => [name, await safely(check)] as const),
    );
    const notReady = checks.filter(([, ready]) => !ready).map(([name]) => name);
    const ready = notReady.length === 0 && !closing;
    return reply.code(ready ? 200 : 503).send({ ready, notReady: closing ? ['closing', ...notReady] : notReady });
  });
  return app;
}

async function safely(check: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false; // the answer names the dependency; its own logs say why
  }
}
