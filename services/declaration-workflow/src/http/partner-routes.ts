import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import type { Acts } from '../usecases/acts.ts';
import type { Answer } from './answer.ts';
import {
  closed,
  DeclarationViewSchema,
  ExplanationParams,
  IdParams,
  SectionParams,
  ValuesSchema,
} from './view-schemas.ts';

const tags = ['declarations'];
const response = { 200: DeclarationViewSchema, 202: DeclarationViewSchema, ...refusals };

/** Shape of an operation on a declaration by a partner user. */
const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags,
  'x-sites': ['portal' as const],
  response,
});

/** Acts of partner users on a declaration. Each answers with the declaration as the person sees it afterwards. */
export function registerPartnerActs(app: HttpApp, acts: Acts, answer: Answer, now: () => Date): void {
  const command = (request: FastifyRequest<{ Params: { id: string } }>) => ({
    declarationId: request.params.id,
    expectedRevision: expectedRevision(request),
    subject: request.identity.subject,
    at: now(),
  });

  app.put(
    '/api/workflow/declarations/:id/sections/:section',
    {
      schema: {
        ...operation('saveSection', 'Save figures of a section; fields left out stay as they are'),
        params: SectionParams,
        body: closed({ values: ValuesSchema }),
      },
    },
    (request, reply) => {
      const { section } = request.params;
      return answer(request, reply, acts.saveSection({ ...command(request), section, values: request.body.values }));
    },
  );

  app.post(
    '/api/workflow/declarations/:id/sections/:section/controls',
    { schema: { ...operation('runSectionControls', 'Run the controls of a section (T4)'), params: SectionParams } },
    (request, reply) =>
      answer(request, reply, acts.runSectionControls({ ...command(request), section: request.params.section })),
  );

  app.put(
    '/api/workflow/declarations/:id/explanations/:code',
    {
      schema: {
        ...operation('explainControl', 'Explain a gap; the explanation answers one fingerprint'),
        params: ExplanationParams,
        body: closed({ text: Type.String({ maxLength: 4_000 }), fingerprint: Type.String({ maxLength: 100 }) }),
      },
    },
    (request, reply) => {
      const { text, fingerprint } = request.body;
      const { code } = request.params;
      return answer(request, reply, acts.explainControl({ ...command(request), code, text, fingerprint }));
    },
  );

  app.post(
    '/api/workflow/declarations/:id/sections/:section/lock',
    { schema: { ...operation('lockSection', '« Fin de saisie » (T5)'), params: SectionParams } },
    (request, reply) =>
      answer(request, reply, acts.lockSection({ ...command(request), section: request.params.section })),
  );

  app.delete(
    '/api/workflow/declarations/:id/sections/:section/lock',
    {
      schema: {
        ...operation('unlockSection', 'Give a section back to its provider, perhaps with a message (T6)'),
        params: SectionParams,
        body: Type.Union([closed({ message: Type.Optional(Type.String({ maxLength: 4_000 })) }), Type.Null()]),
      },
    },
    (request, reply) => {
      const { section } = request.params;
      const message = request.body?.message ?? null;
      return answer(request, reply, acts.unlockSection({ ...command(request), section, message }));
    },
  );

  app.post(
    '/api/workflow/declarations/:id/controls',
    {
      schema: {
        ...operation('runDeclarationControls', 'Run the controls of the whole declaration (T7)'),
        params: IdParams,
      },
    },
    (request, reply) => answer(request, reply, acts.runDeclarationControls(command(request))),
  );

  app.put(
    '/api/workflow/declarations/:id/comment',
    {
      schema: {
        ...operation('commentDeclaration', 'Comment of the approver for the Caf'),
        params: IdParams,
        body: closed({ text: Type.String({ maxLength: 4_000 }) }),
      },
    },
    (request, reply) =>
      answer(request, reply, acts.commentDeclaration({ ...command(request), text: request.body.text })),
  );

  app.post(
    '/api/workflow/declarations/:id/transmission',
    {
      schema: {
        ...operation('transmitDeclaration', 'Transmit to the Caf (T8); carries an Idempotency-Key'),
        params: IdParams,
        body: closed({ attested: Type.Boolean(), termsVersion: Type.String({ maxLength: 40 }) }),
      },
    },
    (request, reply) =>
      answer(
        request,
        reply,
        acts.transmitDeclaration({ ...command(request), ...request.body, idempotencyKey: idempotencyKey(request) }),
      ),
  );

  app.post(
    '/api/workflow/declarations/:id/correction-request',
    {
      schema: {
        ...operation('requestCorrection', 'Ask the Caf for a correction (T15); carries an Idempotency-Key'),
        params: IdParams,
        body: closed({ text: Type.String({ maxLength: 4_000 }) }),
      },
    },
    (request, reply) =>
      answer(
        request,
        reply,
        acts.requestCorrection({ ...command(request), ...request.body, idempotencyKey: idempotencyKey(request) }),
      ),
  );

  app.post(
    '/api/workflow/declarations/:id/delegations/:section',
    {
      schema: {
        ...operation('delegateCorrection', 'Delegate the correction of a section to its provider (T12)'),
        params: SectionParams,
        body: closed({ message: Type.Optional(Type.String({ maxLength: 4_000 })) }),
      },
    },
    (request, reply) => {
      const { section } = request.params;
      const message = request.body.message ?? null;
      return answer(request, reply, acts.delegateCorrection({ ...command(request), section, message }));
    },
  );

  app.delete(
    '/api/workflow/declarations/:id/delegations/:section',
    { schema: { ...operation('revokeDelegation', 'Take a delegated section back (T12)'), params: SectionParams } },
    (request, reply) =>
      answer(request, reply, acts.revokeDelegation({ ...command(request), section: request.params.section })),
  );
}
