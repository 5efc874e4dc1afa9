import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { RateLimits } from '../security/rate-limits.ts';
import { faultReason } from '../sign-in/fault-reason.ts';
import type { Keycloak } from '../sign-in/keycloak.ts';
import { forgeryHook, sessionHook } from './session-hooks.ts';
import type { SiteCookies } from './session-cookie.ts';
import type { KeptSession, SessionStore } from './session-store.ts';
import type { TokenRefresh } from './token-refresh.ts';

const SessionView = Type.Object(
  {
    signedIn: Type.Boolean(),
    name: Type.Optional(Type.String()),
    population: Type.Optional(
      Type.Union([
        Type.Literal('PARTNER'),
        Type.Literal('CAF_AGENT'),
        Type.Literal('CAF_ADMIN'),
        Type.Literal('CNAF_ADMIN'),
      ]),
    ),
    idleExpiresAt: Type.Optional(Type.String({ format: 'date-time' })),
    absoluteExpiresAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
);

const SignedOut = Type.Object({ location: Type.String() }, { additionalProperties: false });

/** What looking at, prolonging and ending sessions needs. */
export interface SessionDependencies {
  readonly origin: string;
  readonly cookies: SiteCookies;
  readonly keycloak: Keycloak;
  readonly sessions: SessionStore;
  readonly refresh: TokenRefresh;
  readonly limits: RateLimits;
}

/** `/auth/session`, its extension, and `/auth/logout`. Looking at a session does not prolong it. */
export async function sessionRoutes(app: HttpApp, dependencies: SessionDependencies): Promise<void> {
  const { sessions, keycloak, cookies } = dependencies;
  app.addHook('onRequest', forgeryHook(dependencies.origin));
  app.addHook('onRequest', sessionHook(sessions, cookies.session.name));
  app.addHook('onRequest', dependencies.limits.api);
  app.addHook('onRequest', async (_request, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
  });
  const shown = { tags: ['session'], 'x-sites': ['portal', 'admin'] as const, security: [] };

  async function viewOf(kept: KeptSession | undefined): Promise<Static<typeof SessionView>> {
    if (!kept) return { signedIn: false };
    const { name, population, absoluteEnd } = kept.session;
    return {
      signedIn: true,
      name,
      population,
      idleExpiresAt: new Date(await sessions.idleEnd(kept)).toISOString(),
      absoluteExpiresAt: new Date(absoluteEnd).toISOString(),
    };
  }

  app.get(
    '/auth/session',
    {
      config: { passive: true },
      schema: {
        ...shown,
        operationId: 'readSession',
        summary: 'Who is signed in, and until when; does not prolong the session',
        response: { 200: SessionView, ...refusals },
      },
    },
    async (request) => viewOf(request.kept),
  );

  app.post(
    '/auth/session/extension',
    {
      schema: {
        ...shown,
        operationId: 'extendSession',
        summary: 'Prolongs the session, at Keycloak too',
        response: { 200: SessionView, ...refusals },
      },
    },
    async (request) => viewOf(request.kept && (await dependencies.refresh.fresh(request.kept))),
  );

  app.post(
    '/auth/logout',
    {
      config: { passive: true },
      schema: {
        ...shown,
        operationId: 'signOut',
        summary: 'Ends the session; the browser then goes to `location` to end Keycloak’s own',
        response: { 200: SignedOut, ...refusals },
      },
    },
    async (request, reply) => {
      reply.clearCookie(cookies.session.name, cookies.session.attributes);
      if (!request.kept) return { location: '/' };
      const { key, session } = request.kept;
      await sessions.end(key);
      try {
        await keycloak.revoke(session.tokens.refreshToken);
        return { location: await keycloak.signOutLocation(session.tokens.idToken) };
      } catch (error) {
        // Our session is over in any case; a browser sent to a Keycloak that is away would only see its own error page.
        request.log.warn({ reason: faultReason(error) }, 'keycloak could not end its session');
        return { location: '/' };
      }
    },
  );
}
