import { accepted } from '@portail/platform/pure/refusal.ts';
import type { FastifyRequest } from 'fastify';
import { type Actor, mayProposeReferenceData, mayPublishReferenceData, mayReadReferenceData } from '../domain/actor.ts';
import type { Author } from '../domain/reference-data.ts';

/** Who comes in, and by which door: every route of this service passes through one of them. */
export interface Doors {
  readonly reader: (request: FastifyRequest) => Promise<Actor>;
  readonly publisher: (request: FastifyRequest) => Promise<Actor & Author>;
  readonly proposer: (request: FastifyRequest) => Promise<Actor & Author>;
}

/** The doors, from the people this service knows. */
export function doorsOf(findActor: (subject: string) => Promise<Actor | null>): Doors {
  const known = async ({ identity }: FastifyRequest) => findActor(identity.subject);
  const named = (actor: Actor, { identity }: FastifyRequest) => ({ ...actor, name: identity.name });
  return {
    reader: async (request) => accepted(mayReadReferenceData(await known(request), request.identity.realmRoles)),
    publisher: async (request) =>
      named(accepted(mayPublishReferenceData(await known(request), request.identity.realmRoles)), request),
    proposer: async (request) =>
      named(accepted(mayProposeReferenceData(await known(request), request.identity.realmRoles)), request),
  };
}

/** Who may act comes before what is sent: nobody else learns what the body should be. */
export function behind(door: (request: FastifyRequest) => Promise<unknown>): {
  readonly onRequest: (request: FastifyRequest) => Promise<void>;
} {
  return {
    onRequest: async (request) => {
      await door(request);
    },
  };
}

/** What every operation of this service says of itself. */
export const shared = { tags: ['Contrôles et barèmes'], 'x-sites': ['admin'] as const };
