import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { previewCampaign, readCampaign, readCampaigns } from '../queries/campaigns.ts';
import type { CampaignActs } from '../usecases/campaigns.ts';
import { askingOf } from './asking.ts';
import { closed, DeclarationTypeSchema, IdParams, nullable, oneOf } from './view-schemas.ts';

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Text = Type.String();
const Count = Type.Integer();
const asked = {
  exercise: Type.Integer({ minimum: 2010, maximum: 2100 }),
  type: DeclarationTypeSchema,
  periodEnd: Type.Optional(day),
  search: Type.Optional(Type.String({ maxLength: 100 })),
};
const LeftOutSchema = Type.Array(closed({ code: Text, detail: Text, count: Count }));
const PreviewSchema = closed({
  typeLabel: Text,
  periodStart: Text,
  periodEnd: Text,
  asked: Count,
  toOpen: Count,
  leftOut: LeftOutSchema,
  items: Type.Array(closed({ equipmentId: Text, name: Text, commune: Text, partnerName: Text })),
  total: Count,
});
const CampaignSchema = closed({
  id: Text,
  name: Text,
  type: DeclarationTypeSchema,
  typeLabel: Text,
  exercise: Type.Integer(),
  dueOn: nullable(Text),
  search: Text,
  startedAt: Text,
  startedBy: Text,
  finishedAt: nullable(Text),
  asked: Count,
  opened: Count,
  left: Count,
  states: closed({
    toEnter: Count,
    inProgress: Count,
    rejected: Count,
    submitted: Count,
    validated: Count,
    cancelled: Count,
    overdue: Count,
  }),
  leftOut: LeftOutSchema,
});

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['campaigns'],
  'x-sites': ['admin' as const],
});

/** Campaigns: previewed, started once, carried on beside the requests, followed. */
export function registerCampaigns(app: HttpApp, database: Database, acts: CampaignActs, now: () => Date): void {
  app.get(
    '/api/workflow/campaigns/preview',
    {
      schema: {
        ...operation('previewCampaign', 'What a campaign would open, for whom, and why the others are left out'),
        querystring: closed({
          ...asked,
          outcome: Type.Optional(oneOf('OPENED', 'DECLARATION_EXISTS', 'EQUIPMENT_CLOSED', 'NOT_AUTHORIZED')),
          page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
        }),
        response: { 200: PreviewSchema, ...refusals },
      },
    },
    (request) => {
      const { exercise, type, periodEnd = null, search = '', outcome = 'OPENED', page = 1 } = request.query;
      const campaign = { exercise, type, periodEnd, search };
      return previewCampaign(database, request.identity.subject, campaign, { outcome, page });
    },
  );

  app.post(
    '/api/workflow/campaigns',
    {
      schema: {
        ...operation('startCampaign', 'Open a declaration for every equipment of a filter; carries an Idempotency-Key'),
        body: closed({ name: Type.String({ maxLength: 200 }), ...asked, dueOn: Type.Optional(day) }),
        response: { 202: closed({ id: Text }), ...refusals },
      },
    },
    async (request, reply) => {
      const { name, exercise, type, periodEnd = null, dueOn = null, search = '' } = request.body;
      const started = await acts.start({
        ...{ name, exercise, type, periodEnd, dueOn, search: search.trim() },
        subject: request.identity.subject,
        at: now(),
        idempotencyKey: idempotencyKey(request),
      });
      return reply.code(202).send(started);
    },
  );

  app.get(
    '/api/workflow/campaigns',
    {
      schema: {
        ...operation('listCampaigns', 'The latest campaigns of the agent’s Caf, and how far each is'),
        response: { 200: closed({ items: Type.Array(CampaignSchema) }), ...refusals },
      },
    },
    (request) => readCampaigns(database, askingOf(request, now())),
  );

  app.get(
    '/api/workflow/campaigns/:id',
    {
      schema: {
        ...operation('readCampaign', 'A campaign, and how far it is'),
        params: IdParams,
        response: { 200: CampaignSchema, ...refusals },
      },
    },
    (request) => readCampaign(database, request.params.id, askingOf(request, now())),
  );
}
