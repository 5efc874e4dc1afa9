import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import type { Acts } from './assemble.ts';
import { createGuard } from './http/guard.ts';
import { registerMailRoutes, registerOwnRoutes } from './http/routes.ts';
import { actorOf } from './queries/actor-of.ts';

/** What the application is built from. */
export interface Dependencies extends Pick<HttpOptions, 'logLevel' | 'readiness'> {
  readonly database: Database;
  readonly acts: Acts;
  readonly verify: VerifyToken;
  /** The clock of the edge: everything behind takes the time as an argument. */
  readonly now: () => Date;
}

/** The Fastify application of the service; it never listens. */
export async function createApp(dependencies: Dependencies): Promise<HttpApp> {
  const { database, acts, verify, now, logLevel, readiness } = dependencies;
  const app = await createHttpApp({ service: 'notifications', title: 'Messages', logLevel, readiness });
  await app.register(bearerPlugin, { verify });
  const guard = createGuard((identity) => actorOf(database, identity), now);
  registerOwnRoutes(app, guard, database, acts);
  registerMailRoutes(app, guard, database, acts);
  return app;
}

/** The OpenAPI document, from the routes themselves; no server is needed. */
export async function describeApi(): Promise<object> {
  const app = await createApp({
    database: {} as Database, // never called: no request is served
    acts: {} as Acts,
    verify: () => Promise.reject(new Error('not served')),
    now: () => new Date(0),
    logLevel: 'silent',
    readiness: {},
  });
  await app.ready();
  return app.swagger();
}
