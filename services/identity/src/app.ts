import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import { registerAudit } from '@portail/platform/journal/audit-routes.ts';
import { assembleIdentity } from './assemble.ts';
import { createGuard } from './http/guard.ts';
import { registerPasswordChanges } from './http/password-change-routes.ts';
import { registerPasswordResets } from './http/password-reset-routes.ts';
import { registerRoutes } from './http/routes.ts';
import { registerSecondFactors } from './http/second-factor-routes.ts';
import { registerTerms } from './http/terms-routes.ts';
import { auditScope, identityAudit } from './queries/audit.ts';
import { whoIs } from './queries/who-is.ts';
import type { Accounts } from './usecases/ports.ts';

/** What the application is built from. */
export interface Dependencies extends Pick<HttpOptions, 'logLevel' | 'readiness'> {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly verify: VerifyToken;
  /** The clock of the edge: everything behind takes the time as an argument. */
  readonly now: () => Date;
}

/** The Fastify application of the identity service; it never listens. */
export async function createApp(dependencies: Dependencies): Promise<HttpApp> {
  const { database, accounts, verify, now, logLevel, readiness } = dependencies;
  const app = await createHttpApp({ service: 'identity', title: 'Personnes et habilitations', logLevel, readiness });
  await app.register(bearerPlugin, { verify });
  const guard = createGuard((identity) => whoIs(database, identity), now);
  const acts = assembleIdentity(database, accounts);
  registerRoutes(app, guard, database, acts);
  registerPasswordResets(app, acts, now);
  registerSecondFactors(app, guard, { database, accounts, acts });
  registerPasswordChanges(app, guard, database, acts);
  registerTerms(app, guard, database, acts);
  registerAudit(app, {
    ...{ prefix: 'identity', name: 'Identity', database, source: identityAudit, now },
    scopeOf: async (request) => {
      await guard.administration(request);
      return auditScope(guard.actOf(request).actor);
    },
  });
  return app;
}

/** The OpenAPI document, from the routes themselves; no server is needed. */
export async function describeApi(): Promise<object> {
  const notServed = () => Promise.reject(new Error('not served'));
  const app = await createApp({
    database: {} as Database, // never called: no request is served
    accounts: {
      ensure: notServed,
      setEnabled: notServed,
      forcePasswordChange: notServed,
      giveProvisional: notServed,
      takeBackProvisional: notServed,
      sendPasswordLink: notServed,
      passwordSince: notServed,
      secondFactorOf: notServed,
      secondFactorIsDue: notServed,
      forgetSecondFactor: notServed,
    },
    verify: notServed,
    now: () => new Date(0),
    logLevel: 'silent',
    readiness: {},
  });
  await app.ready();
  return app.swagger();
}
