import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { readCafSettings } from '../queries/caf-settings.ts';
import type { ChangeSettings } from '../usecases/caf-settings.ts';
import { askingOf } from './asking.ts';
import { closed, nullable } from './view-schemas.ts';

const Exercises = Type.Array(Type.Integer({ minimum: 2000, maximum: 2100 }), { maxItems: 100, uniqueItems: true });
const Decided = { fourEyes: Type.Boolean(), closedExercises: Exercises };
const SettingsSchema = closed({ cafCode: Type.String(), ...Decided, revision: Type.Integer() });
const SettingsListSchema = closed({
  items: Type.Array(
    closed({
      ...SettingsSchema.properties,
      exercises: Exercises,
      updatedAt: nullable(Type.String()),
      updatedBy: nullable(Type.String()),
    }),
  ),
});
const CafParams = closed({ cafCode: Type.String({ pattern: '^[0-9A-Z]{3}$' }) });

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['caf-settings'],
  'x-sites': ['admin' as const],
});

/** What a Caf decides for all its declarations. */
export function registerCafSettings(app: HttpApp, database: Database, change: ChangeSettings, now: () => Date): void {
  app.get(
    '/api/workflow/caf-settings',
    {
      schema: {
        ...operation('listCafSettings', 'Settings of the Caf the signed-in agent works for'),
        response: { 200: SettingsListSchema, ...refusals },
      },
    },
    (request) => readCafSettings(database, askingOf(request, now())),
  );

  app.put(
    '/api/workflow/caf-settings/:cafCode',
    {
      schema: {
        ...operation('changeCafSettings', 'Four-eyes rule and closed exercises of a Caf'),
        params: CafParams,
        body: closed(Decided),
        response: { 200: SettingsSchema, ...refusals },
      },
    },
    async (request) => {
      const { cafCode } = request.params;
      const asked = { cafCode, ...request.body, revision: expectedRevision(request) };
      const settings = await change({ ...asked, subject: request.identity.subject, at: now() });
      return { ...settings, closedExercises: [...settings.closedExercises] };
    },
  );
}
