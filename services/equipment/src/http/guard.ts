import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import type { FastifyRequest } from 'fastify';
import type { Act, Actor, CafActor } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';

/** First thing a route does: who is it here, and is this route for them at all? Which equipment is decided further on. */
export interface Guard {
  /** Any person signed in. */
  readonly anyone: (request: FastifyRequest) => Promise<void>;
  /** Agents and administrators of a Caf; anybody else is refused before the body is looked at. */
  readonly cafOnly: (request: FastifyRequest) => Promise<void>;
  /** Those of a Caf and national administrators, who read everything. */
  readonly staffOnly: (request: FastifyRequest) => Promise<void>;
  /** Who acts and when, once one of them let the request in. */
  readonly actOf: (request: FastifyRequest) => Act;
  /** The same, for what only a Caf may ask. */
  readonly cafActOf: (request: FastifyRequest) => Act & { readonly actor: CafActor };
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
    staffOnly: async (request) => {
      const { actor } = await admit(request);
      if (actor.kind !== 'CAF' && actor.kind !== 'CNAF') throw new RefusalError(refuse('FORBIDDEN'));
    },
    cafActOf: (request) => {
      const { actor, at } = actOf(request);
      if (actor.kind !== 'CAF') throw new RefusalError(refuse('FORBIDDEN'));
      return { actor, at };
    },
    actOf,
  };

  function actOf(request: FastifyRequest): Act {
    const act = acts.get(request);
    if (!act) throw new Error(`route ${request.routeOptions.url ?? ''} has no guard`);
    return act;
  }
}
