import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { IdentityActs } from '../assemble.ts';
import { readSecondFactor } from '../queries/read-second-factor.ts';
import { readUser } from '../queries/read-user.ts';
import type { Accounts } from '../usecases/ports.ts';
import type { Guard } from './guard.ts';
import { schemas } from './schemas.ts';

const both = ['portal', 'admin'] as const;
const admin = ['admin'] as const;

/** What these routes rest on. */
export interface SecondFactorRooms {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly acts: IdentityActs;
}

/** The second factor of the person and of the people they manage; it is set up at the sign-in server. */
export function registerSecondFactors(
  app: HttpApp,
  guard: Guard,
  { database, accounts, acts }: SecondFactorRooms,
): void {
  app.get(
    '/api/identity/me/second-factor',
    {
      onRequest: guard.anyone,
      schema: {
        tags: ['me'],
        operationId: 'readOwnSecondFactor',
        summary: 'Whether the signed-in person has a second factor, and their recovery codes left',
        'x-sites': both,
        response: { 200: schemas.secondFactor, ...refusals },
      },
    },
    (request) => readSecondFactor(database, accounts, { self: guard.actOf(request).actor }),
  );

  app.delete(
    '/api/identity/me/second-factor',
    {
      onRequest: guard.anyone,
      schema: {
        tags: ['me'],
        operationId: 'removeOwnSecondFactor',
        summary:
          'The signed-in person, who gave their password less than five minutes ago, gives up their second factor',
        'x-sites': both,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await acts.removeOwnSecondFactor({ authenticatedAt: request.identity.authenticatedAt }, guard.actOf(request));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/identity/users/:id/second-factor',
    {
      onRequest: guard.administration,
      schema: {
        tags: ['people'],
        operationId: 'readSecondFactor',
        summary: 'Whether a person has a second factor, and their recovery codes left',
        'x-sites': admin,
        params: schemas.target,
        response: { 200: schemas.secondFactor, ...refusals },
      },
    },
    (request) => readSecondFactor(database, accounts, { actor: guard.actOf(request).actor, id: request.params.id }),
  );

  app.post(
    '/api/identity/users/:id/second-factor-reset',
    {
      onRequest: guard.administration,
      schema: {
        tags: ['people'],
        operationId: 'resetSecondFactor',
        summary: 'Forgets the second factor of a person who lost it, ends their sessions and tells them',
        'x-sites': admin,
        params: schemas.target,
        body: schemas.reason,
        response: { 200: schemas.user, ...refusals },
      },
    },
    async (request) => {
      const act = guard.actOf(request);
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      const { id } = await acts.resetSecondFactor({ ...target, ...request.body }, act);
      return readUser(database, act.actor, id);
    },
  );
}
