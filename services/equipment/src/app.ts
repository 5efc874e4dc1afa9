import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import { registerAudit } from '@portail/platform/journal/audit-routes.ts';
import { assembleEquipment } from './assemble.ts';
import { createGuard } from './http/guard.ts';
import { registerRoutes } from './http/routes.ts';
import { actorOf } from './queries/actor-of.ts';
import { auditScope, equipmentAudit } from './queries/audit.ts';

/** What the application is built from. */
export interface Dependencies extends Pick<HttpOptions, 'logLevel' | 'readiness'> {
  readonly database: Database;
  readonly verify: VerifyToken;
  /** The clock of the edge: everything behind takes the time as an argument. */
  readonly now: () => Date;
}

/** The Fastify application of the equipment service; it never listens. */
export async function createApp(dependencies: Dependencies): Promise<HttpApp> {
  const { database, verify, now, logLevel, readiness } = dependencies;
  const app = await createHttpApp({ service: 'equipment', title: 'Équipements', logLevel, readiness });
  await app.register(bearerPlugin, { verify });
  const guard = createGuard((identity, at) => actorOf(database, identity, at), now);
  registerRoutes(app, guard, database, assembleEquipment(database));
  registerAudit(app, {
    ...{ prefix: 'equipment', name: 'Equipment', database, source: equipmentAudit, now },
    scopeOf: async (request) => {
      await guard.staffOnly(request);
      return auditScope(guard.actOf(request).actor);
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
