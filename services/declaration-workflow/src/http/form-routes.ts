import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { listForms, readForm } from '../queries/forms.ts';
import type { FormActs } from '../usecases/forms.ts';
import { closed, nullable, oneOf } from './view-schemas.ts';

const Text = Type.String();
const section = oneOf('activity', 'financial');
/** The exercise from which words hold. */
export const FormParams = closed({ exercise: Type.Integer({ minimum: 2010, maximum: 2100 }) });

/** Wider than what may be published: the sentence then names the cell. */
export const FormContentSchema = closed({
  lines: Type.Array(
    closed({
      section,
      field: Type.String({ maxLength: 60 }),
      label: Type.String({ maxLength: 1_000 }),
      help: Type.String({ maxLength: 2_000 }),
      order: nullable(Type.Integer({ minimum: 0, maximum: 10_000 })),
    }),
    { maxItems: 200 },
  ),
  reason: Type.String({ maxLength: 2_000 }),
});
/** What would not say the same, cell by cell. */
export const WordChangesSchema = Type.Array(closed({ field: Text, before: nullable(Text), after: nullable(Text) }));
const version = {
  fromExercise: Type.Integer(),
  revision: Type.Integer(),
  toExercise: nullable(Type.Integer()),
  reason: Text,
  publishedByName: Text,
  publishedAt: Text,
};
const FileSchema = closed({
  exercise: Type.Integer(),
  inForce: closed(version),
  lines: Type.Array(
    closed({
      ...{ section, field: Text, code: Text, group: Text, label: Text, help: Text },
      order: Type.Integer(),
      fromExercise: Type.Integer(),
    }),
  ),
  versions: Type.Array(closed({ ...version, changes: WordChangesSchema })),
  draftRevision: Type.Integer(),
  draft: nullable(
    closed({
      savedByName: Text,
      savedAt: Text,
      content: FormContentSchema,
      changes: WordChangesSchema,
      faults: Type.Array(closed({ path: Text, code: Text, message: Text })),
    }),
  ),
});

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['forms'],
  'x-sites': ['admin' as const],
});

/** The words of the national forms: labels, help and order of their lines, from an exercise on (domain.md 8.6). */
export function registerForms(app: HttpApp, database: Database, acts: FormActs, now: () => Date): void {
  app.get(
    '/api/workflow/forms',
    {
      schema: {
        ...operation('listForms', 'Versions of the national forms, latest exercise first'),
        response: {
          200: closed({ versions: Type.Array(closed(version)), drafts: Type.Array(Type.Integer()) }),
          ...refusals,
        },
      },
    },
    (request) => listForms(database, request.identity.subject),
  );

  app.get(
    '/api/workflow/forms/:exercise',
    {
      schema: {
        ...operation('readForm', 'Lines in force in an exercise, the versions from it on, and what is prepared'),
        params: FormParams,
        response: { 200: FileSchema, ...refusals },
      },
    },
    (request) => readForm(database, request.params.exercise, request.identity.subject),
  );

  app.put(
    '/api/workflow/forms/:exercise/draft',
    {
      schema: {
        ...operation(
          'saveFormDraft',
          'Keeps what is prepared (If-Match: revision of the draft, "0" when there never was one)',
        ),
        params: FormParams,
        body: FormContentSchema,
        response: { 200: FileSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const { exercise } = request.params;
      const content = request.body;
      await acts.saveDraft({ exercise, content, expectedRevision: expectedRevision(request), subject, at: now() });
      return readForm(database, exercise, subject);
    },
  );

  app.delete(
    '/api/workflow/forms/:exercise/draft',
    {
      schema: {
        ...operation('discardFormDraft', 'Gives up what is prepared (If-Match: revision of the draft)'),
        params: FormParams,
        response: { 200: FileSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const { exercise } = request.params;
      await acts.discardDraft({ exercise, expectedRevision: expectedRevision(request), subject, at: now() });
      return readForm(database, exercise, subject);
    },
  );

  app.post(
    '/api/workflow/forms/:exercise/publication',
    {
      schema: {
        ...operation('publishForm', 'Puts the draft in force (If-Match: revision of the draft; Idempotency-Key)'),
        params: FormParams,
        body: closed({}),
        response: { 200: FileSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const { exercise } = request.params;
      const act = { exercise, expectedRevision: expectedRevision(request), subject, at: now() };
      await acts.publish({ ...act, idempotencyKey: idempotencyKey(request) });
      return readForm(database, exercise, subject);
    },
  );
}
