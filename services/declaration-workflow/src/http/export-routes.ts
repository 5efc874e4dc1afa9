import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import { exported, ExportFormatSchema, sendSheet } from '@portail/platform/exports/send.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { campaignSheet, forWorkersOnly, ownSearchSheet, queueSheet, searchSheet } from '../queries/exports.ts';
import { askingOf } from './asking.ts';
import { queueCriteria, searchCriteria } from './read-routes.ts';
import { closed, IdParams, oneOf } from './view-schemas.ts';

const format = { format: ExportFormatSchema };
const operation = (operationId: string, summary: string, site: 'admin' | 'portal' = 'admin') => ({
  operationId,
  summary,
  tags: ['exports'],
  'x-sites': [site],
  response: { 200: exported, ...refusals },
});

/** What lists show, as files: the same criteria, the same scope. */
export function registerExports(app: HttpApp, database: Database, now: () => Date): void {
  const onRequest = ({ identity }: FastifyRequest) => forWorkersOnly(database, identity.subject);

  app.get(
    '/api/workflow/campaigns/:id/export',
    {
      onRequest,
      schema: {
        ...operation('exportCampaign', 'The follow-up of a campaign, equipment by equipment'),
        params: IdParams,
        querystring: closed({
          ...format,
          part: Type.Optional(
            oneOf(
              ...(['TO_ENTER', 'IN_PROGRESS', 'REJECTED', 'SUBMITTED', 'VALIDATED', 'CANCELLED'] as const),
              ...(['OVERDUE', 'UNANSWERED', 'LEFT_OUT'] as const),
            ),
          ),
        }),
      },
    },
    async (request, reply) => {
      const asking = askingOf(request, now());
      const sheet = await campaignSheet(database, request.params.id, asking, request.query.part);
      return sendSheet(reply, request.query.format, `suivi-de-campagne-${asking.today}`, sheet);
    },
  );

  app.get(
    '/api/workflow/queue/export',
    {
      onRequest,
      schema: {
        ...operation('exportQueue', 'Transmitted declarations of the agent’s Caf that meet every criterion'),
        querystring: closed({ ...queueCriteria, ...format }),
      },
    },
    (request, reply) => {
      const at = now();
      const asking = askingOf(request, at);
      const sheet = queueSheet(database, asking, at, request.query);
      return sendSheet(reply, request.query.format, `declarations-a-instruire-${asking.today}`, sheet);
    },
  );

  app.get(
    '/api/workflow/declaration-export',
    {
      onRequest,
      schema: {
        ...operation('exportDeclarations', 'Declarations of the agent’s Caf that meet every criterion'),
        querystring: closed({ ...searchCriteria, ...format }),
      },
    },
    (request, reply) => {
      const asking = askingOf(request, now());
      const sheet = searchSheet(database, asking, request.query);
      return sendSheet(reply, request.query.format, `declarations-${asking.today}`, sheet);
    },
  );

  app.get(
    '/api/workflow/own-declaration-export',
    {
      schema: {
        ...operation(
          'exportOwnDeclarations',
          'Declarations of the partner’s equipments that meet every criterion',
          'portal',
        ),
        querystring: closed({ ...searchCriteria, ...format }),
      },
    },
    (request, reply) => {
      const asking = askingOf(request, now());
      const sheet = ownSearchSheet(database, asking, request.query);
      return sendSheet(reply, request.query.format, `declarations-${asking.today}`, sheet);
    },
  );
}
