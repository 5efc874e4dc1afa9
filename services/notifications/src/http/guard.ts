import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { FastifyRequest } from 'fastify';
import { mailScope, type Act, type Actor } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';

/** First thing a route does: who is it here, and is this route for them at all? */
export interface Guard {
  /** People who may come in: what they were told is theirs. */
  readonly anybody: (request: FastifyRequest) => Promise<void>;
  /** Administrators of a Caf or of the Cnaf. */
  readonly administratorOnly: (request: FastifyRequest) => Promise<void>;
  readonly actOf: (request: FastifyRequest) => Act;
  /** Caf codes whose mails the administrator sees; null for all. */
  readonly scopeOf: (request: FastifyRequest) => readonly string[] | null;
}

/** Builds the guard on the projection of people and the clock. */
export function createGuard(whoIs: (identity: TokenIdentity) => Promise<Actor | null>, now: () => Date): Guard {
  const acts = new WeakMap<FastifyRequest, Act>();
  async function admit(request: FastifyRequest): Promise<Actor | null> {
    const actor = await whoIs(request.identity);
    if (actor) acts.set(request, { actor, at: now() });
    return actor;
  }
  function actOf(request: FastifyRequest): Act {
    const act = acts.get(request);
    if (!act) throw new Error(`route ${request.routeOptions.url ?? ''} has no guard`);
    return act;
  }
  function scopeOf(request: FastifyRequest): readonly string[] | null {
    const scope = mailScope(actOf(request).actor);
    if (scope === undefined) throw new RefusalError(refuse('FORBIDDEN'));
    return scope;
  }
  return {
    anybody: async (request) => {
      if ((await admit(request)) === null) throw new RefusalError(notFound());
    },
    administratorOnly: async (request) => {
      const actor = await admit(request);
      if (!actor || mailScope(actor) === undefined) throw new RefusalError(refuse('FORBIDDEN'));
    },
    actOf,
    scopeOf,
  };
}
