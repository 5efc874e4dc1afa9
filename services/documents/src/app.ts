import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import { registerRoutes, type RoutePorts } from './http/routes.ts';

/** What the application is built from; the clock is that of the edge, everything behind takes the time as an argument. */
export interface Dependencies extends RoutePorts, Pick<HttpOptions, 'logLevel' | 'readiness'> {
  readonly verify: VerifyToken;
}

/** The Fastify application of the service; it never listens. */
export async function createApp(dependencies: Dependencies): Promise<HttpApp> {
  const { verify, logLevel, readiness, ...ports } = dependencies;
  const app = await createHttpApp({ service: 'documents', title: 'Documents', logLevel, readiness });
  await app.register(bearerPlugin, { verify });
  registerRoutes(app, ports);
  return app;
}

/** The OpenAPI document, from the routes themselves; no server is needed. */
export async function describeApi(): Promise<object> {
  const never = () => Promise.reject(new Error('only describes'));
  const app = await createApp({
    database: { rows: never, run: never },
    readSummary: never,
    readWorkbook: never,
    readReceipt: never,
    makeControlFile: never,
    ahead: () => undefined,
    receiptKeys: { newReference: () => '', keyId: '', sign: () => '', checks: () => false, published: [] },
    verify: never,
    now: () => new Date(0),
    logLevel: 'silent',
    readiness: {},
  });
  await app.ready();
  return app.swagger();
}
