import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import { type Actor, visibleCafCodes } from '../domain/actor.ts';
import type { listProposals, ProposalFile } from '../queries/list-proposals.ts';
import type { ReferenceActs } from '../usecases/reference-acts.ts';
import { behind, type Doors, shared } from './doors.ts';
import {
  CodeParams,
  ExerciseParams,
  NothingBody,
  ProposalAnswer,
  ProposalParams,
  ProposalsAnswer,
  ProposalsQuery,
  RefusalBody,
  RuleProposalBody,
  ScaleProposalBody,
  TakeBody,
} from './schemas.ts';

/** What the routes of proposals call. */
export interface ProposalPorts {
  readonly listProposals: (filter: Parameters<typeof listProposals>[1]) => ReturnType<typeof listProposals>;
  readonly proposalFile: (id: string, cafCodes: readonly string[] | 'ALL') => Promise<ProposalFile | null>;
  readonly acts: ReferenceActs;
}

/** What Caf administrators propose, and the answers of the Cnaf. */
export function registerProposalRoutes(app: HttpApp, { acts, ...ports }: ProposalPorts, doors: Doors): void {
  const read = async (id: string, actor: Actor): Promise<ProposalFile> =>
    accepted((await ports.proposalFile(id, visibleCafCodes(actor))) ?? notFound());

  app.get(
    '/api/controls/proposals',
    {
      schema: {
        ...shared,
        operationId: 'listProposals',
        summary: 'Propositions des Caf, les plus récentes d’abord ; une Caf lit les siennes',
        querystring: ProposalsQuery,
        response: { 200: ProposalsAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.reader(request);
      const { state = null, page = 1 } = request.query;
      return ports.listProposals({ cafCodes: visibleCafCodes(actor), state, page });
    },
  );

  app.get(
    '/api/controls/proposals/:proposalId',
    {
      ...behind(doors.reader),
      schema: {
        ...shared,
        operationId: 'readProposal',
        summary: 'Une proposition et ce qu’elle changerait aujourd’hui',
        params: ProposalParams,
        response: { 200: ProposalAnswer, ...refusals },
      },
    },
    async (request) => read(request.params.proposalId, await doors.reader(request)),
  );

  app.post(
    '/api/controls/scales/:exercise/proposals',
    {
      ...behind(doors.proposer),
      schema: {
        ...shared,
        operationId: 'proposeScale',
        summary: 'Proposer un barème à la Cnaf (Idempotency-Key)',
        params: ExerciseParams,
        body: ScaleProposalBody,
        response: { 200: ProposalAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.proposer(request);
      const prepared = { kind: 'SCALE', subject: String(request.params.exercise), ...request.body } as const;
      return read(await acts.propose(prepared, idempotencyKey(request), actor), actor);
    },
  );

  app.post(
    '/api/controls/rules/:code/proposals',
    {
      ...behind(doors.proposer),
      schema: {
        ...shared,
        operationId: 'proposeRule',
        summary: 'Proposer un changement de contrôle à la Cnaf (Idempotency-Key)',
        params: CodeParams,
        body: RuleProposalBody,
        response: { 200: ProposalAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.proposer(request);
      const prepared = { kind: 'RULE', subject: request.params.code, ...request.body } as const;
      return read(await acts.propose(prepared, idempotencyKey(request), actor), actor);
    },
  );

  app.post(
    '/api/controls/proposals/:proposalId/reading',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'seeProposal',
        summary: 'Noter qu’une proposition est lue par la Cnaf',
        params: ProposalParams,
        body: NothingBody,
        response: { 200: ProposalAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.publisher(request);
      await acts.see(request.params.proposalId, actor);
      return read(request.params.proposalId, actor);
    },
  );

  app.post(
    '/api/controls/proposals/:proposalId/taking',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'takeProposal',
        summary: 'Reprendre une proposition dans le brouillon (If-Match : révision de la proposition)',
        params: ProposalParams,
        body: TakeBody,
        response: { 200: ProposalAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.publisher(request);
      const { proposalId } = request.params;
      await acts.take(proposalId, expectedRevision(request), request.body.draftRevision, actor);
      return read(proposalId, actor);
    },
  );

  app.post(
    '/api/controls/proposals/:proposalId/refusal',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'refuseProposal',
        summary: 'Refuser une proposition avec un motif (If-Match : révision de la proposition)',
        params: ProposalParams,
        body: RefusalBody,
        response: { 200: ProposalAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.publisher(request);
      const { proposalId } = request.params;
      await acts.refuse(proposalId, expectedRevision(request), request.body.reason, actor);
      return read(proposalId, actor);
    },
  );
}
