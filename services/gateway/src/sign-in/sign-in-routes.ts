import type { FastifyError, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import type { RateLimits } from '../security/rate-limits.ts';
import { deviceOf } from '../session/device.ts';
import { randomValue } from '../session/sealed-text.ts';
import { randomValueOf, type SiteCookies } from '../session/session-cookie.ts';
import type { Session, SessionStore } from '../session/session-store.ts';
import type { Site } from '../site.ts';
import { faultReason } from './fault-reason.ts';
import { errands, type Errand } from './errands.ts';
import { KeycloakAway, SignInRefused, type Grant, type Keycloak } from './keycloak.ts';
import { connectionUnavailable, incident, notYourSite, sendPage, signInNotFinished, tooManyAttempts } from './pages.ts';
import type { PendingSignIns } from './pending-sign-ins.ts';
import { entryTo, type Population } from './population.ts';
import { safeReturnTo } from './return-to.ts';
import type { TellSignIn } from './tell-identity.ts';

/** What signing in on one site needs. */
export interface SignInDependencies {
  readonly site: Site;
  readonly otherOrigin: string;
  readonly cookies: SiteCookies;
  readonly keycloak: Keycloak;
  readonly pending: PendingSignIns;
  readonly sessions: SessionStore;
  readonly limits: RateLimits;
  readonly tellSignIn: TellSignIn;
  /** Milliseconds after which a session ends whatever happens. */
  readonly absolute: number;
  readonly now: () => number;
}

const LoginQuery = Type.Object({
  returnTo: Type.Optional(Type.String()),
  /** What the person comes to do at Keycloak: A.8 of the guide, their second factor, or only to show that it is them. */
  to: Type.Optional(Type.Unsafe<Errand>(Type.Enum([...errands]))),
});

/**
 * `/auth/login` and `/auth/callback`: pages, since a browser navigates to them. Code flow with PKCE, state and nonce;
 * a sign-in always gets a new session, and the one it replaces ends.
 */
export async function signInRoutes(app: HttpApp, dependencies: SignInDependencies): Promise<void> {
  const { site, cookies, keycloak, pending, sessions } = dependencies;
  app.addHook('onRequest', dependencies.limits.signIn);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode === 429) return sendPage(reply, 429, tooManyAttempts, site);
    if (error instanceof KeycloakAway || error instanceof RefusalError) {
      request.log.warn({ reason: faultReason(error) }, 'sign-in unavailable');
      return sendPage(reply, 503, connectionUnavailable, site);
    }
    request.log.error({ reason: faultReason(error), stack: error.stack }, 'sign-in failed');
    return sendPage(reply, 500, incident, site);
  });

  app.get(
    '/auth/login',
    {
      schema: {
        tags: ['sign-in'],
        operationId: 'signIn',
        summary: 'Redirects to Keycloak’s page; back on returnTo once signed in',
        'x-sites': ['portal', 'admin'],
        security: [],
        querystring: LoginQuery,
      },
    },
    async (request, reply) => {
      const browser = randomValueOf(request.cookies[cookies.signIn.name]) ?? randomValue();
      const { location, ...begun } = await keycloak.begin(request.query.to);
      await pending.keep({ ...begun, returnTo: safeReturnTo(request.query.returnTo) }, browser);
      return reply
        .setCookie(cookies.signIn.name, browser, cookies.signIn.attributes)
        .header('cache-control', 'no-store')
        .redirect(location, 302);
    },
  );

  app.get('/auth/callback', { schema: { hide: true } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const query = queryOf(request);
    const browser = randomValueOf(request.cookies[cookies.signIn.name]);
    const state = new URLSearchParams(query).get('state');
    const begun = browser === undefined || !state ? undefined : await pending.take(state, browser);
    if (begun === undefined) {
      // The back button after a sign-in leads here too.
      const signedIn = await currentSession(request);
      return signedIn ? reply.redirect('/', 302) : sendPage(reply, 400, signInNotFinished, site);
    }
    reply.clearCookie(cookies.signIn.name, cookies.signIn.attributes);
    const grant = await completed(request, query, begun);
    if (grant === undefined) return sendPage(reply, 400, signInNotFinished, site);
    const entry = entryTo(site, grant.identity.realmRoles);
    if (!entry.admitted) {
      request.log.info({ reason: entry.reason }, 'person of another population not admitted');
      const signOut = await keycloak.signOutLocation(grant.tokens.idToken);
      return sendPage(reply, 403, notYourSite(site, entry.reason, signOut, dependencies.otherOrigin), site);
    }
    await endCurrentSession(request);
    const device = deviceOf(request.headers['user-agent']);
    const cookie = await sessions.create(sessionOf(grant, entry.population, device));
    // Beside the answer: nobody waits for it, and nobody is kept out by its failure.
    dependencies.tellSignIn(grant.tokens.accessToken).catch((error: unknown) => {
      request.log.warn({ reason: faultReason(error) }, 'last connection not noted');
    });
    return reply.setCookie(cookies.session.name, cookie, cookies.session.attributes).redirect(begun.returnTo, 302);
  });

  async function completed(
    request: FastifyRequest,
    query: string,
    begun: Parameters<Keycloak['complete']>[1],
  ): Promise<Grant | undefined> {
    try {
      return await keycloak.complete(query, begun);
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      request.log.warn({ reason: faultReason(error) }, 'sign-in refused');
      return undefined;
    }
  }

  function sessionOf(grant: Grant, population: Population, device: string): Session {
    const at = dependencies.now();
    const { name, subject, sessionId } = grant.identity;
    const absoluteEnd = at + dependencies.absolute;
    return { name, population, begun: { at, device }, absoluteEnd, subject, sessionId, tokens: grant.tokens };
  }

  async function currentSession(request: FastifyRequest) {
    const cookie = randomValueOf(request.cookies[cookies.session.name]);
    return cookie === undefined ? undefined : await sessions.find(cookie, false);
  }

  async function endCurrentSession(request: FastifyRequest): Promise<void> {
    const current = await currentSession(request);
    if (current) await sessions.end(current.key);
  }
}

function queryOf(request: FastifyRequest): string {
  const start = request.url.indexOf('?');
  return start < 0 ? '' : request.url.slice(start + 1);
}
