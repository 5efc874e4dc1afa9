import { Type } from 'typebox';
import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { listFormProposals, readFormProposalFile } from '../queries/form-proposals.ts';
import type { FormActs } from '../usecases/forms.ts';
import { FormContentSchema, FormParams, WordChangesSchema } from './form-routes.ts';
import { closed, nullable, oneOf } from './view-schemas.ts';

const Text = Type.String();
const state = oneOf('SENT', 'SEEN', 'TAKEN', 'REFUSED');
const reason = Type.String({ maxLength: 2_000 });
const Params = closed({ proposalId: Type.String({ format: 'uuid' }) });
const line = {
  ...{ id: Text, revision: Type.Integer(), kind: Type.Literal('FORM'), subject: Text, cafCodes: Type.Array(Text) },
  ...{ reason: Text, state, proposedByName: Text, proposedAt: Text },
  ...{ answeredByName: nullable(Text), answeredAt: nullable(Text), answer: nullable(Text) },
};
const FileSchema = closed({
  ...line,
  changes: Type.Array(closed({ scope: Text, changes: WordChangesSchema })),
  draftRevision: Type.Integer(),
  draftUnderWay: Type.Boolean(),
});
const Query = Type.Object(
  { state: Type.Optional(state), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) },
  { additionalProperties: false },
);

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['forms'],
  'x-sites': ['admin' as const],
});

/** What Caf administrators propose about the words of the forms, and the answers of the Cnaf (domain.md 8.6). */
export function registerFormProposals(app: HttpApp, database: Database, acts: FormActs, now: () => Date): void {
  app.get(
    '/api/workflow/form-proposals',
    {
      schema: {
        ...operation('listFormProposals', 'Proposals about the national forms, latest first; a Caf reads its own'),
        querystring: Query,
        response: { 200: closed({ items: Type.Array(closed(line)), total: Type.Integer() }), ...refusals },
      },
    },
    ({ query: { state = null, page = 1 }, identity }) => listFormProposals(database, { state, page }, identity.subject),
  );

  app.get(
    '/api/workflow/form-proposals/:proposalId',
    {
      schema: {
        ...operation('readFormProposal', 'A proposal and what it would change today'),
        params: Params,
        response: { 200: FileSchema, ...refusals },
      },
    },
    ({ params, identity }) => readFormProposalFile(database, params.proposalId, identity.subject),
  );

  app.post(
    '/api/workflow/forms/:exercise/proposals',
    {
      schema: {
        ...operation('proposeForm', 'Proposes other words to the Cnaf (Idempotency-Key)'),
        params: FormParams,
        body: closed({ content: FormContentSchema, reason }),
        response: { 200: FileSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const prepared = { ...request.params, ...request.body, subject, at: now() };
      const id = await acts.propose({ ...prepared, idempotencyKey: idempotencyKey(request) });
      return readFormProposalFile(database, id, subject);
    },
  );

  app.post(
    '/api/workflow/form-proposals/:proposalId/reading',
    {
      schema: {
        ...operation('seeFormProposal', 'Notes that the Cnaf has read a proposal'),
        params: Params,
        body: closed({}),
        response: { 200: FileSchema, ...refusals },
      },
    },
    async ({ params: { proposalId }, identity: { subject } }) => {
      await acts.see({ proposalId, subject, at: now() });
      return readFormProposalFile(database, proposalId, subject);
    },
  );

  app.post(
    '/api/workflow/form-proposals/:proposalId/taking',
    {
      schema: {
        ...operation('takeFormProposal', 'Takes a proposal into the draft (If-Match: revision of the proposal)'),
        params: Params,
        body: closed({ draftRevision: Type.Integer({ minimum: 0 }) }),
        response: { 200: FileSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const { proposalId } = request.params;
      const act = { proposalId, ...request.body, subject, at: now() };
      await acts.take({ ...act, expectedRevision: expectedRevision(request) });
      return readFormProposalFile(database, proposalId, subject);
    },
  );

  app.post(
    '/api/workflow/form-proposals/:proposalId/refusal',
    {
      schema: {
        ...operation('refuseFormProposal', 'Refuses a proposal with a reason (If-Match: revision of the proposal)'),
        params: Params,
        body: closed({ reason }),
        response: { 200: FileSchema, ...refusals },
      },
    },
    async (request) => {
      const { subject } = request.identity;
      const { proposalId } = request.params;
      const act = { proposalId, ...request.body, subject, at: now() };
      await acts.refuse({ ...act, expectedRevision: expectedRevision(request) });
      return readFormProposalFile(database, proposalId, subject);
    },
  );
}
