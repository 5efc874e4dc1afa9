import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { FastifyRequest } from 'fastify';
import type { Act, Actor, CnafActor, StaffActor } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';

/** First thing a route does: who is it here, and is this route for them at all? */
export interface Guard {
  /** Partner users; which equipments are theirs is decided by the query. */
  readonly partnerOnly: (request: FastifyRequest) => Promise<void>;
  /** National administrators; anybody else is refused before the body is looked at. */
  readonly cnafOnly: (request: FastifyRequest) => Promise<void>;
  /** Agents and administrators of a Caf, and of the Cnaf; which EAJE are theirs is decided by the query. */
  readonly staffOnly: (request: FastifyRequest) => Promise<void>;
  readonly actOf: (request: FastifyRequest) => Act;
  readonly cnafActOf: (request: FastifyRequest) => Act<CnafActor>;
  readonly staffActOf: (request: FastifyRequest) => Act<StaffActor>;
}

/** Builds the guard on the projection of people and the clock. */
export function createGuard(whoIs: (identity: TokenIdentity) => Promise<Actor>, now: () => Date): Guard {
  const acts = new WeakMap<FastifyRequest, Act>();
  async function admit(request: FastifyRequest): Promise<Actor> {
    const actor = await whoIs(request.identity);
    acts.set(request, { actor, at: now() });
    return actor;
  }
  function actOf(request: FastifyRequest): Act {
    const act = acts.get(request);
    if (!act) throw new Error(`route ${request.routeOptions.url ?? ''} has no guard`);
    return act;
  }
  return {
    partnerOnly: async (request) => {
      if ((await admit(request)).kind !== 'PARTNER') throw new RefusalError(notFound());
    },
    cnafOnly: async (request) => {
      if ((await admit(request)).kind !== 'CNAF') throw new RefusalError(refuse('FORBIDDEN'));
    },
    staffOnly: async (request) => {
      const { kind } = await admit(request);
      if (kind !== 'CNAF' && kind !== 'CAF') throw new RefusalError(notFound());
    },
    actOf,
    cnafActOf: (request) => {
      const { actor, at } = actOf(request);
      if (actor.kind !== 'CNAF') throw new RefusalError(refuse('FORBIDDEN'));
      return { actor, at };
    },
    staffActOf: (request) => {
      const { actor, at } = actOf(request);
      if (actor.kind !== 'CNAF' && actor.kind !== 'CAF') throw new RefusalError(notFound());
      return { actor, at };
    },
  };
}
