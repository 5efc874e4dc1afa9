import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import { registerRoutes, type RoutePorts } from './http/routes.ts';

/** What the application is built from. */
export interface AppDependencies {
  readonly ports: RoutePorts;
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
    verify: never,
    readiness: {},
    logLevel: 'silent',
  });
  await app.ready();
  const description = app.swagger();
  await app.close();
  return description;
}
