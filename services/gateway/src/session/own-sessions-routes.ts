import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { Refusal, RefusalError } from '@portail/platform/pure/refusal.ts';
import { faultReason } from '../sign-in/fault-reason.ts';
import { fingerprintOf } from './sealed-text.ts';
import { forgeryHook, sessionHook, signedInHook } from './session-hooks.ts';
import type { SessionDependencies } from './session-routes.ts';
import type { KeptSession } from './session-store.ts';

const OwnSession = Type.Object(
  {
    /** Names the session to whoever holds another of the same person; opens nothing. */
    id: Type.String(),
    /** The one that asks. */
    current: Type.Boolean(),
    /** « Firefox sur Windows ». */
    device: Type.Optional(Type.String()),
    startedAt: Type.Optional(Type.String({ format: 'date-time' })),
    lastActAt: Type.String({ format: 'date-time' }),
  },
  { additionalProperties: false },
);
const OwnSessions = Type.Object({ sessions: Type.Array(OwnSession) }, { additionalProperties: false });
const Id = Type.Object({ id: Type.String({ maxLength: 64 }) }, { additionalProperties: false });

/**
 * `/auth/sessions`: where a person is signed in, and the end of what they do not recognise: a computer left open, a lost
 * telephone. Only sessions of the same person on this site exist here. Each act answers what is left.
 */
export async function ownSessionsRoutes(app: HttpApp, dependencies: SessionDependencies): Promise<void> {
  const { sessions, keycloak } = dependencies;
  app.addHook('onRequest', forgeryHook(dependencies.origin));
  app.addHook('onRequest', sessionHook(sessions, dependencies.cookies.session.name));
  app.addHook('onRequest', dependencies.limits.api);
  app.addHook('preHandler', signedInHook(dependencies.refresh));
  app.addHook('onRequest', async (_request, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
  });
  const shown = { tags: ['session'], 'x-sites': ['portal', 'admin'] as const, security: [] };
  const response = { 200: OwnSessions, ...refusals };

  app.get(
    '/auth/sessions',
    {
      schema: {
        ...shown,
        operationId: 'listOwnSessions',
        summary: 'Where the person is signed in, latest act first',
        response,
      },
    },
    async ({ kept }) => viewFor(kept!),
  );

  app.post(
    '/auth/sessions/:id/end',
    {
      schema: {
        ...shown,
        operationId: 'endOwnSession',
        summary: 'Ends another session of the person, at Keycloak too; ending one that is over already changes nothing',
        params: Id,
        response,
      },
    },
    async (request) => {
      const { id } = request.params;
      const current = request.kept!;
      if (id === idOf(current)) {
        throw new RefusalError(
          new Refusal(
            'conflict',
            'CURRENT_SESSION',
            'C’est la connexion que vous utilisez : choisissez « Déconnexion ».',
          ),
        );
      }
      await endAll(request, (other) => idOf(other) === id);
      return viewFor(current);
    },
  );

  app.post(
    '/auth/sessions/end-others',
    {
      schema: {
        ...shown,
        operationId: 'endOtherSessions',
        summary: 'Ends every session of the person but this one, at Keycloak too',
        response,
      },
    },
    async (request) => {
      await endAll(request, ({ key }) => key !== request.kept!.key);
      return viewFor(request.kept!);
    },
  );

  async function viewFor(current: KeptSession): Promise<Static<typeof OwnSessions>> {
    const known = await sessions.ofSubject(current.session.subject);
    const views = known.map(async (kept) => {
      const { begun } = kept.session;
      return {
        id: idOf(kept),
        current: kept.key === current.key,
        ...(begun ? { device: begun.device, startedAt: new Date(begun.at).toISOString() } : {}),
        lastActAt: new Date(await sessions.lastAct(kept)).toISOString(),
      };
    });
    const latest = (await Promise.all(views)).toSorted((one, other) => (one.lastActAt < other.lastActAt ? 1 : -1));
    return { sessions: latest };
  }

  /** Ours first: they are over even while Keycloak is away, which then forgets them by itself in its time. */
  async function endAll(request: FastifyRequest, chosen: (kept: KeptSession) => boolean): Promise<void> {
    const current = request.kept!.session;
    const over = (await sessions.ofSubject(current.subject)).filter(chosen);
    for (const { key, session } of over) {
      await sessions.end(key);
      // Two of ours on one of Keycloak’s: it goes on for the one that asks.
      if (session.sessionId !== undefined && session.sessionId === current.sessionId) continue;
      try {
        await keycloak.endSession(session.tokens.refreshToken);
      } catch (error) {
        request.log.warn({ reason: faultReason(error) }, 'keycloak could not end a session');
      }
    }
    request.log.info({ ended: over.length }, 'sessions ended by their own person');
  }
}

/** Says nothing of the key, which says nothing of the cookie. */
function idOf({ key }: KeptSession): string {
  return fingerprintOf(key);
}
