import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { previewValidations } from '../queries/validation-preview.ts';
import type { Acts } from '../usecases/acts.ts';
import type { Answer } from './answer.ts';
import { askingOf } from './asking.ts';
import {
  closed,
  DeclarationTypeSchema,
  DeclarationViewSchema,
  IdParams,
  SectionKeySchema,
  ValidationPreviewSchema,
  ValidationsSchema,
} from './view-schemas.ts';

const tags = ['instruction'];
const response = { 200: DeclarationViewSchema, 202: DeclarationViewSchema, ...refusals };
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const text = Type.String({ maxLength: 4_000 });

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const RemarksSchema = Type.Array(
  closed({
    section: SectionKeySchema,
    field: Type.String({ maxLength: 60 }),
    text: Type.String({ maxLength: 1_000 }),
  }),
  { maxItems: 100 },
);

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags,
  'x-sites': ['admin' as const],
  response,
});

/** Acts of the Caf. Each answers with the declaration as the agent sees it afterwards. */
export function registerCafActs(app: HttpApp, database: Database, acts: Acts, answer: Answer, now: () => Date): void {
  const command = (request: FastifyRequest<{ Params: { id: string } }>) => ({
    declarationId: request.params.id,
    expectedRevision: expectedRevision(request),
    subject: request.identity.subject,
    at: now(),
  });

  app.post(
    '/api/workflow/declarations',
    {
      schema: {
        ...operation('openDeclaration', 'Open a declaration (T1); carries an Idempotency-Key'),
        body: closed({
          equipmentId: Type.String({ maxLength: 60 }),
          exercise: Type.Integer({ minimum: 2010, maximum: 2100 }),
          type: DeclarationTypeSchema,
          periodEnd: Type.Optional(day),
          dueOn: Type.Optional(day),
        }),
      },
    },
    (request, reply) => {
      const { periodEnd, dueOn, ...opening } = request.body;
      return answer(
        request,
        reply,
        acts.openDeclaration({
          ...opening,
          periodEnd: periodEnd ?? null,
          dueOn: dueOn ?? null,
          subject: request.identity.subject,
          at: now(),
          idempotencyKey: idempotencyKey(request),
        }),
      );
    },
  );

  app.post(
    '/api/workflow/declarations/:id/validation',
    {
      schema: {
        ...operation('validateDeclaration', 'Validate (T9); carries an Idempotency-Key'),
        params: IdParams,
        body: closed({ note: Type.Optional(text) }),
      },
    },
    (request, reply) =>
      answer(
        request,
        reply,
        acts.validateDeclaration({
          ...command(request),
          note: request.body.note ?? null,
          idempotencyKey: idempotencyKey(request),
        }),
      ),
  );

  app.get(
    '/api/workflow/validations/preview',
    {
      schema: {
        operationId: 'previewValidations',
        summary: 'What each of these transmitted declarations holds, before validating them at once',
        tags,
        'x-sites': ['admin'],
        querystring: closed({ ids: Type.String({ pattern: `^${uuid}(,${uuid}){0,49}$` }) }),
        response: { 200: ValidationPreviewSchema, ...refusals },
      },
    },
    (request) => previewValidations(database, askingOf(request, now()), request.query.ids.split(',')),
  );

  app.post(
    '/api/workflow/validations',
    {
      schema: {
        operationId: 'validateDeclarations',
        summary: 'Validate several clean declarations (T9), each on its own; carries an Idempotency-Key',
        tags,
        'x-sites': ['admin'],
        body: closed({
          declarations: Type.Array(closed({ id: Type.String({ maxLength: 60 }), revision: Type.Integer() }), {
            minItems: 1,
            maxItems: 50,
          }),
          note: Type.Optional(text),
        }),
        response: { 200: ValidationsSchema, ...refusals },
      },
    },
    async (request) => {
      const { declarations, note = null } = request.body;
      const { subject } = request.identity;
      const command = { declarations, note, subject, at: now(), idempotencyKey: idempotencyKey(request) };
      const outcomes = await acts.validateSeveral(command);
      return {
        items: outcomes.map(({ id, refusal }) => ({
          id,
          refusal: refusal && { code: refusal.code, detail: refusal.detail },
        })),
      };
    },
  );

  app.post(
    '/api/workflow/declarations/:id/rejection',
    {
      schema: {
        ...operation('rejectDeclaration', 'Reject with a motive (T10); carries an Idempotency-Key'),
        params: IdParams,
        body: closed({ motive: text, remarks: Type.Optional(RemarksSchema), limited: Type.Optional(Type.Boolean()) }),
      },
    },
    (request, reply) => {
      const { motive, remarks = [], limited = false } = request.body;
      const rejection = { motive, remarks, limited, idempotencyKey: idempotencyKey(request) };
      return answer(request, reply, acts.rejectDeclaration({ ...command(request), ...rejection }));
    },
  );

  app.post(
    '/api/workflow/declarations/:id/correction-request/refusal',
    {
      schema: {
        ...operation('declineCorrection', 'Decline a request for correction (T16); carries an Idempotency-Key'),
        params: IdParams,
        body: closed({ text }),
      },
    },
    (request, reply) =>
      answer(
        request,
        reply,
        acts.declineCorrection({ ...command(request), ...request.body, idempotencyKey: idempotencyKey(request) }),
      ),
  );

  app.post(
    '/api/workflow/declarations/:id/reopening',
    {
      schema: {
        ...operation('reopenDeclaration', 'Reopen a validated declaration with a motive (T13)'),
        params: IdParams,
        body: closed({ motive: text }),
      },
    },
    (request, reply) => answer(request, reply, acts.reopenDeclaration({ ...command(request), ...request.body })),
  );

  app.post(
    '/api/workflow/declarations/:id/cancellation',
    {
      schema: {
        ...operation('cancelDeclaration', 'Cancel with a motive (T14)'),
        params: IdParams,
        body: closed({ motive: text }),
      },
    },
    (request, reply) => answer(request, reply, acts.cancelDeclaration({ ...command(request), ...request.body })),
  );
}
