import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { IdentityActs } from '../assemble.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { listTerms } from '../queries/list-terms.ts';
import type { Guard } from './guard.ts';
import { schemas } from './schemas.ts';

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['terms'],
  'x-sites': ['admin' as const],
});

/** Versions of the conditions générales, as national reference data (domain.md 8.6). */
export function registerTerms(app: HttpApp, guard: Guard, database: Database, acts: IdentityActs): void {
  const listed = (at: Date) => listTerms(database, parisDay(at));

  app.get(
    '/api/identity/terms',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('listTerms', 'Every version of the conditions générales, latest first'),
        response: { 200: schemas.termsVersions, ...refusals },
      },
    },
    (request) => listed(guard.actOf(request).at),
  );

  app.post(
    '/api/identity/terms',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('publishTerms', 'A version in force from a day to come; partners are asked to accept it then'),
        body: schemas.newTerms,
        response: { 201: schemas.termsVersions, ...refusals },
      },
    },
    async (request, reply) => {
      const act = guard.actOf(request);
      await acts.publishTerms(request.body, act);
      return reply.code(201).send(await listed(act.at));
    },
  );

  app.delete(
    '/api/identity/terms/:version',
    {
      onRequest: guard.administration,
      schema: {
        ...operation('withdrawTerms', 'Takes back a version that is not in force yet'),
        params: schemas.termsTarget,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await acts.withdrawTerms(request.params, guard.actOf(request));
      return reply.code(204).send(null);
    },
  );
}
