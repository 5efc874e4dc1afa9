import cookie from '@fastify/cookie';
import { createHttpApp, type HttpApp } from '@portail/platform/http/app.ts';
import { docsRoutes, type DocsDependencies } from './docs/docs-routes.ts';
import type { AskPasswordReset } from './forgotten-password/ask-identity.ts';
import type { Challenges } from './forgotten-password/challenge-store.ts';
import { forgottenPasswordRoutes } from './forgotten-password/forgotten-password-routes.ts';
import type { LiveStreams } from './proxy/live-streams.ts';
import { proxyRoutes, type ProxiedService } from './proxy/proxy-routes.ts';
import type { Redis } from './redis/connection.ts';
import type { ClientAddress } from './security/client-address.ts';
import { registerSecurityHeaders } from './security/headers.ts';
import { registerRateLimits, type RequestsPerMinute } from './security/rate-limits.ts';
import { backChannelRoutes } from './session/back-channel-routes.ts';
import { ownSessionsRoutes } from './session/own-sessions-routes.ts';
import { cookiesOf } from './session/session-cookie.ts';
import { sessionRoutes } from './session/session-routes.ts';
import type { SessionStore } from './session/session-store.ts';
import type { TokenRefresh } from './session/token-refresh.ts';
import type { Keycloak } from './sign-in/keycloak.ts';
import { signInSeconds, type PendingSignIns } from './sign-in/pending-sign-ins.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import type { TellSignIn } from './sign-in/tell-identity.ts';
import { sites, type Site } from './site.ts';
import type { FrontEnd } from './static/front-end.ts';
import { staticRoutes } from './static/static-routes.ts';
import type { AskDocuments } from './verification/ask-documents.ts';
import { verificationRoutes } from './verification/verification-routes.ts';

/** Everything one site is made of. */
export interface SiteDependencies {
  readonly site: Site;
  readonly origin: string;
  readonly otherOrigin: string;
  readonly insecureCookies: boolean;
  readonly logLevel: string;
  readonly redis: Redis;
  readonly keycloak: Keycloak;
  readonly pending: PendingSignIns;
  readonly sessions: SessionStore;
  readonly refresh: TokenRefresh;
  readonly live: LiveStreams;
  readonly tellSignIn: TellSignIn;
  readonly challenges: Challenges;
  readonly askReset: AskPasswordReset;
  readonly documents: AskDocuments;
  readonly frontEnd: FrontEnd;
  readonly services: readonly ProxiedService[];
  readonly docs: Omit<DocsDependencies, 'site'>;
  readonly addressOf: ClientAddress;
  /** Requests a minute. */
  readonly perMinute: RequestsPerMinute;
  /** Milliseconds. */
  readonly absoluteLife: number;
  /** Milliseconds. */
  readonly serviceTimeLimit: number;
  readonly now: () => number;
}

/** Builds one site; portal and admin differ only in their dependencies. It never listens. */
export async function createSite(dependencies: SiteDependencies): Promise<HttpApp> {
  const { site, origin, redis, sessions, refresh, live, now } = dependencies;
  const app = await createHttpApp({
    service: `gateway-${site.name}`,
    title: 'Session on a site',
    logLevel: dependencies.logLevel,
    readiness: { redis: () => redis.isReady() },
  });
  app.decorateRequest('kept', undefined);
  await registerSecurityHeaders(app, origin.startsWith('https:'));
  await app.register(cookie);
  const limits = await registerRateLimits(app, { ...dependencies, site: site.name });
  const cookies = cookiesOf(site, dependencies.insecureCookies, signInSeconds);
  const shared = { origin, cookies, sessions, refresh, limits, keycloak: dependencies.keycloak };

  await app.register(signInRoutes, {
    ...shared,
    site,
    otherOrigin: dependencies.otherOrigin,
    pending: dependencies.pending,
    tellSignIn: dependencies.tellSignIn,
    absolute: dependencies.absoluteLife,
    now,
  });
  const { challenges, askReset } = dependencies;
  await app.register(forgottenPasswordRoutes, { ...shared, site, challenges, askReset });
  await app.register(sessionRoutes, shared);
  await app.register(ownSessionsRoutes, shared);
  await app.register(backChannelRoutes, shared);
  // The portal is the site that is printed on documents.
  if (site.name === 'portal') {
    await app.register(verificationRoutes, { site, limits, documents: dependencies.documents });
  }
  await app.register(docsRoutes, { ...dependencies.docs, site });
  await app.register(proxyRoutes, {
    ...shared,
    live,
    sessionCookie: cookies.session.name,
    services: dependencies.services,
    timeLimit: dependencies.serviceTimeLimit,
  });
  await app.register(staticRoutes, {
    frontEnd: dependencies.frontEnd,
    sessions,
    sessionCookie: cookies.session.name,
  });
  // An open stream never ends by itself: without this a stop would wait for it until its limit.
  app.addHook('preClose', async () => live.close());
  return app;
}

/** The OpenAPI document of what the gateway itself answers, the same on both sites; no dependency is called. */
export async function describeApi(): Promise<object> {
  const never = new Proxy({}, { get: () => () => undefined });
  const app = await createSite({
    site: sites.portal,
    origin: 'https://portail.example',
    otherOrigin: 'https://admin.example',
    insecureCookies: false,
    logLevel: 'silent',
    services: [],
    docs: { services: [], read: () => ({}) },
    perMinute: { signIn: 1, passwordReset: 1, verification: 1, api: 1 },
    absoluteLife: 1,
    serviceTimeLimit: 1,
    now: () => 0,
    addressOf: () => '',
    redis: never as Redis,
    keycloak: never as Keycloak,
    pending: never as PendingSignIns,
    sessions: never as SessionStore,
    refresh: never as TokenRefresh,
    live: never as LiveStreams,
    tellSignIn: () => Promise.resolve(),
    challenges: never as Challenges,
    askReset: () => Promise.resolve(),
    documents: never as AskDocuments,
    frontEnd: never as FrontEnd,
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}
