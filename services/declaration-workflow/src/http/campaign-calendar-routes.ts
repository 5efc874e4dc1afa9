import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { readCampaignCalendar, readCampaignTemplates } from '../queries/campaign-calendar.ts';
import type { ChangeTemplateDates } from '../usecases/campaign-templates.ts';
import { askingOf } from './asking.ts';
import { closed, DeclarationTypeSchema, nullable, oneOf } from './view-schemas.ts';

const Text = Type.String();
const MonthDay = Type.String({ pattern: '^\\d{2}-\\d{2}$' });
const DaySchema = closed({ year: Type.Integer({ minimum: -1, maximum: 2 }), day: MonthDay });
const TemplateSchema = closed({
  type: DeclarationTypeSchema,
  endsOn: Text,
  fromExercise: Type.Integer(),
  opens: DaySchema,
  due: DaySchema,
  source: Text,
  revision: Type.Integer(),
});
const CalendarSchema = closed({
  items: Type.Array(
    closed({
      type: DeclarationTypeSchema,
      typeLabel: Text,
      exercise: Type.Integer(),
      periodEnd: Text,
      opensOn: Text,
      dueOn: Text,
      state: oneOf('COMING', 'TO_OPEN', 'OPEN', 'OVERDUE'),
      campaigns: Type.Array(
        closed({
          id: Text,
          name: Text,
          dueOn: nullable(Text),
          opened: Type.Integer(),
          answered: Type.Integer(),
          overdue: Type.Integer(),
        }),
      ),
    }),
  ),
});

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['campaigns'],
  'x-sites': ['admin' as const],
});

/** The calendar of campaigns and the national dates it is made of (B11). */
export function registerCampaignCalendar(
  app: HttpApp,
  database: Database,
  change: ChangeTemplateDates,
  now: () => Date,
): void {
  app.get(
    '/api/workflow/campaign-calendar',
    {
      schema: {
        ...operation('readCampaignCalendar', 'What opens or is expected in a civil year, and the campaigns started'),
        querystring: closed({ year: Type.Integer({ minimum: 2010, maximum: 2100 }) }),
        response: { 200: CalendarSchema, ...refusals },
      },
    },
    (request) => readCampaignCalendar(database, request.query.year, askingOf(request, now())),
  );

  app.get(
    '/api/workflow/campaign-templates',
    {
      schema: {
        ...operation('listCampaignTemplates', 'When each declaration is opened and expected, nationally'),
        response: {
          200: closed({
            items: Type.Array(
              closed({ ...TemplateSchema.properties, typeLabel: Text, publishedAt: Text, publishedBy: Text }),
            ),
          }),
          ...refusals,
        },
      },
    },
    (request) => readCampaignTemplates(database, request.identity.subject),
  );

  app.put(
    '/api/workflow/campaign-templates/:type/:endsOn',
    {
      schema: {
        ...operation(
          'changeCampaignTemplate',
          'Other national dates from an exercise on; campaigns already started keep theirs',
        ),
        params: closed({ type: DeclarationTypeSchema, endsOn: MonthDay }),
        body: closed({
          fromExercise: Type.Integer({ minimum: 2000, maximum: 2100 }),
          opens: DaySchema,
          due: DaySchema,
          source: Type.String({ maxLength: 1_000 }),
        }),
        response: { 200: TemplateSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const asked = { ...request.params, ...request.body, revision: expectedRevision(request), subject, at: now() };
      const { opens, due, ...template } = await change(asked);
      return { ...template, opens: { ...opens }, due: { ...due } };
    },
  );
}
