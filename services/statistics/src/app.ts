import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import { registerAudit } from '@portail/platform/journal/audit-routes.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { assemble } from './assemble.ts';
import { refuse } from './domain/refusals.ts';
import { createGuard } from './http/guard.ts';
import { registerMeansRoutes, registerTableRoutes } from './http/routes.ts';
import { registerTerritoryRoutes } from './http/territory-routes.ts';
import { actorOf } from './queries/actor-of.ts';
import { auditScope, statisticsAudit } from './queries/audit.ts';

/** What the application is built from. */
export interface Dependencies extends Pick<HttpOptions, 'logLevel' | 'readiness'> {
  readonly database: Database;
  readonly verify: VerifyToken;
  /** The clock of the edge: everything behind takes the time as an argument. */
  readonly now: () => Date;
}

/** The Fastify application of the service; it never listens. */
export async function createApp(dependencies: Dependencies): Promise<HttpApp> {
  const { database, verify, now, logLevel, readiness } = dependencies;
  const app = await createHttpApp({ service: 'statistics', title: 'Statistiques', logLevel, readiness });
  await app.register(bearerPlugin, { verify });
  const guard = createGuard((identity) => actorOf(database, identity), now);
  registerTableRoutes(app, guard, database);
  registerTerritoryRoutes(app, guard, database);
  registerMeansRoutes(app, guard, database, assemble(database));
  registerAudit(app, {
    ...{ prefix: 'statistics', name: 'Statistics', database, source: statisticsAudit, now },
    scopeOf: async ({ identity }) => {
      const actor = await actorOf(database, identity);
      if (actor.kind !== 'CNAF' && actor.kind !== 'CAF') throw new RefusalError(refuse('FORBIDDEN'));
      return auditScope;
    },
  });
  return app;
}

/** The OpenAPI document, from the routes themselves; no server is needed. */
export async function describeApi(): Promise<object> {
  const app = await createApp({
    database: {} as Database, // never called: no request is served
    verify: () => Promise.reject(new Error('not served')),
    now: () => new Date(0),
    logLevel: 'silent',
    readiness: {},
  });
  await app.ready();
  return app.swagger();
}
