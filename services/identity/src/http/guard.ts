import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import type { FastifyRequest } from 'fastify';
import type { Act, Actor } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';

/** First thing a route does: who is it here, and is this route for them at all? Which person is decided further on. */
export interface Guard {
  /** Any person known and not suspended. */
  readonly anyone: (request: FastifyRequest) => Promise<void>;
  /** Agents and administrators; anybody else is refused before the body is looked at. */
  readonly administration: (request: FastifyRequest) => Promise<void>;
  /** Who acts and when, once one of the two let the request in. */
  readonly actOf: (request: FastifyRequest) => Act;
}

/** Builds the guard on the record of people and the clock. */
export function createGuard(whoIs: (identity: TokenIdentity) => Promise<Actor>, now: () => Date): Guard {
  const acts = new WeakMap<FastifyRequest, Act>();
  async function admit(request: FastifyRequest): Promise<Act> {
    const act = { actor: await whoIs(request.identity), at: now() };
    if (act.actor.kind === 'NOBODY') throw new RefusalError(refuse('NOT_REGISTERED'));
    acts.set(request, act);
    return act;
  }
  return {
    anyone: async (request) => {
      await admit(request);
    },
    administration: async (request) => {
      const { actor } = await admit(request);
      if (actor.kind === 'PARTNER') throw new RefusalError(refuse('FORBIDDEN'));
    },
    actOf: (request) => {
      const act = acts.get(request);
      if (!act) throw new Error(`route ${request.routeOptions.url ?? ''} has no guard`);
      return act;
    },
  };
}
