import type { FastifyError } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { faultReason } from '../sign-in/fault-reason.ts';
import { KeycloakAway, SignInRefused, type Keycloak } from '../sign-in/keycloak.ts';
import type { RateLimits } from '../security/rate-limits.ts';
import type { SessionStore } from './session-store.ts';

/** Far above any logout token. Bytes. */
const bodyLimit = 16 * 1024;

/** What hearing of ended sessions needs. */
export interface BackChannelDependencies {
  readonly keycloak: Keycloak;
  readonly sessions: SessionStore;
  readonly limits: RateLimits;
}

/**
 * `/auth/back-channel-logout`: Keycloak itself says here that it ended a session (OpenID Connect Back-Channel Logout). No
 * browser calls it, so there is no cookie, no CSRF and no page: the signed token is all that counts.
 */
export async function backChannelRoutes(app: HttpApp, dependencies: BackChannelDependencies): Promise<void> {
  const { keycloak, sessions } = dependencies;
  app.addHook('onRequest', dependencies.limits.api);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, new URLSearchParams(body as string).get('logout_token')),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refused = error instanceof SignInRefused || (error.statusCode ?? 500) < 500;
    request.log.warn({ reason: faultReason(error) }, refused ? 'logout token refused' : 'logout not heard');
    reply.header('cache-control', 'no-store');
    if (refused) return reply.code(error.statusCode ?? 400).send({ error: 'invalid_request' });
    return reply.code(error instanceof KeycloakAway ? 503 : 500).send({ error: 'temporarily_unavailable' });
  });

  app.post('/auth/back-channel-logout', { bodyLimit, schema: { hide: true } }, async (request, reply) => {
    const token = request.body as string | null;
    if (!token) throw new SignInRefused('no logout token');
    const { subject, sessionId } = await keycloak.endedSession(token);
    const ended = await sessions.endOfSubject(subject, sessionId);
    request.log.info({ ended }, 'sessions ended by keycloak');
    return reply.header('cache-control', 'no-store').code(200).send();
  });
}
