import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import { registerAudit } from '@portail/platform/journal/audit-routes.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import { accepted } from '@portail/platform/pure/refusal.ts';
import { mayReadReferenceData } from './domain/actor.ts';
import { registerRoutes, type RoutePorts } from './http/routes.ts';
import { auditScope, controlsAudit } from './queries/audit.ts';

/** What the application is built from. */
export interface AppDependencies {
  readonly ports: RoutePorts;
  /** Where the journal is read. */
  readonly database: Queryable;
  readonly now: () => Date;
  readonly verify: VerifyToken;
  readonly readiness: HttpOptions['readiness'];
  readonly logLevel: string;
}

/** The Fastify application of controls; it never listens. */
export async function createApp(dependencies: AppDependencies): Promise<HttpApp> {
  const app = await createHttpApp({
    service: 'controls',
    title: 'Contrôles et barèmes',
    logLevel: dependencies.logLevel,
    readiness: dependencies.readiness,
  });
  await app.register(bearerPlugin, { verify: dependencies.verify });
  registerRoutes(app, dependencies.ports);
  const { database, now, ports } = dependencies;
  registerAudit(app, {
    ...{ prefix: 'controls', name: 'Controls', database, source: controlsAudit, now },
    scopeOf: async ({ identity }) => {
      const actor = await ports.findActor(identity.subject);
      return auditScope(accepted(mayReadReferenceData(actor, identity.realmRoles)));
    },
  });
  return app;
}

/** The OpenAPI document, built without any server. */
export async function describeApi(): Promise<object> {
  const never = () => Promise.reject(new Error('only describes'));
  const app = await createApp({
    ports: {
      findActor: never,
      listScales: never,
      scaleDrafts: never,
      readScale: never,
      listRules: never,
      ruleDrafts: never,
      readRule: never,
      tryRule: never,
      listProposals: never,
      proposalFile: never,
      acts: {
        saveDraft: never,
        discardDraft: never,
        publish: never,
        propose: never,
        see: never,
        take: never,
        refuse: never,
      },
    },
    database: { rows: never, run: never },
    now: () => new Date(0),
    verify: never,
    readiness: {},
    logLevel: 'silent',
  });
  await app.ready();
  const description = app.swagger();
  await app.close();
  return description;
}
