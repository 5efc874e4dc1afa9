import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import type { FastifyRequest } from 'fastify';
import type { Act, Actor } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';

/** First thing a route does: who is it here, and is this route for them at all? Which equipment is decided further on. */
export interface Guard {
  /** Any person signed in. */
  readonly anyone: (request: FastifyRequest) => Promise<void>;
  /** Agents and administrators of a Caf; anybody else is refused before the body is looked at. */
  readonly cafOnly: (request: FastifyRequest) => Promise<void>;
  /** Who acts and when, once one of the two let the request in. */
  readonly actOf: (request: FastifyRequest) => Act;
}

/** Builds the guard on the projection of people and the clock. */
export function createGuard(whoIs: (identity: TokenIdentity, at: Date) => Promise<Actor>, now: () => Date): Guard {
  const acts = new WeakMap<FastifyRequest, Act>();
  async function admit(request: FastifyRequest): Promise<Act> {
    const at = now();
    const act = { actor: await whoIs(request.identity, at), at };
    acts.set(request, act);
    return act;
  }
  return {
    anyone: async (request) => {
      await admit(request);
    },
    cafOnly: async (request) => {
      const { actor } = await admit(request);
      if (actor.kind !== 'CAF') throw new RefusalError(refuse('FORBIDDEN'));
    },
    actOf: (request) => {
      const act = acts.get(request);
      if (!act) throw new Error(`route ${request.routeOptions.url ?? ''} has no guard`);
      return act;
    },
  };
}
