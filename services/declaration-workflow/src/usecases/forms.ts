import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { newId } from '@portail/platform/pure/id.ts';
import {
  answerProposal,
  type Answer,
  reasonTooShort,
  seeProposal,
  sent,
  SHORTEST_REASON,
} from '@portail/platform/pure/proposal.ts';
import { accepted, notFound, RefusalError, stale } from '@portail/platform/pure/refusal.ts';
import type { FormProposal } from '../domain/form-proposal.ts';
import { formFaults, publishForm, type FormContent } from '../domain/form-words.ts';
import type { Worker } from '../domain/message-template.ts';
import { refuse } from '../domain/refusals.ts';
import type { Forms } from './ports.ts';

/** An act on the draft of an exercise, at the revision the person saw. */
export interface OnFormDraft {
  readonly exercise: number;
  readonly expectedRevision: number;
  /** Subject of the token. */
  readonly subject: string;
  readonly at: Date;
}

/** An act on a proposal. */
export interface OnFormProposal {
  readonly proposalId: string;
  /** Subject of the token. */
  readonly subject: string;
  readonly at: Date;
}

type Unit = Parameters<Parameters<Forms['transact']>[0]>[0];

/** The acts on the national forms, ready to call. */
export type FormActs = ReturnType<typeof formActs>;

/**
 * The acts on the words of the national forms: Cnaf administrators publish, Caf administrators propose.
 * @throws RefusalError NOT_FOUND for who works neither for a Caf nor for the Cnaf, FORM_NOT_YOURS, FORM_PROPOSER, STALE_VERSION
 */
export function formActs(forms: Forms) {
  return {
    /** Keeps what is prepared; nothing is checked before it is published. */
    saveDraft: (act: OnFormDraft & { readonly content: FormContent }): Promise<void> =>
      forms.transact(async (unit) => {
        const { exercise, expectedRevision, content, at } = act;
        const worker = await publisher(unit, act.subject);
        await keepDraft(unit, { exercise, expectedRevision, content }, worker, at);
      }),

    /** Gives up what is prepared. */
    discardDraft: (act: OnFormDraft): Promise<void> =>
      forms.transact(async (unit) => {
        const { exercise, expectedRevision, at } = act;
        const worker = await publisher(unit, act.subject);
        const draft = await unit.hold(exercise);
        if (draft.revision !== expectedRevision || draft.content === null) accepted(stale());
        await unit.keepDraft(exercise, { revision: draft.revision + 1, content: null }, worker, at);
        await unit.note(exercise, 'FormDraftDiscarded', worker, at, { revision: draft.revision });
      }),

    /**
     * Puts the draft in force, once per key: open declarations take its words, transmitted ones keep theirs.
     * @throws RefusalError FORM_INCONSISTENT with each cell at fault
     */
    publish: (act: OnFormDraft & { readonly idempotencyKey: string }): Promise<void> =>
      forms.transact(async (unit) => {
        const { exercise, expectedRevision, subject, at } = act;
        const worker = await publisher(unit, subject);
        const body = { exercise, revision: expectedRevision };
        await unit.once({ key: act.idempotencyKey, scope: `${subject} PUBLISH_FORM`, body }, async () => {
          const draft = await unit.hold(exercise);
          if (draft.revision !== expectedRevision || draft.content === null) throw new RefusalError(stale());
          const version = { id: newId(at), at: at.toISOString() };
          const form = accepted(publishForm(exercise, draft.content, await unit.known(exercise), worker, version));
          await unit.publish(form);
          await unit.keepDraft(exercise, { revision: draft.revision + 1, content: null }, worker, at);
          const { id, fromExercise, revision, lines, changes, reason } = form;
          const said = { id, fromExercise, revision, lines, changes, reason } as unknown as Json;
          await unit.note(exercise, 'FormPublished', worker, at, said);
          return { id };
        });
      }),

    /**
     * Sends other words to the Cnaf, once per key. @returns the id of the proposal
     * @throws RefusalError FORM_INCONSISTENT, REASON_TOO_SHORT
     */
    propose: (
      act: Omit<OnFormDraft, 'expectedRevision'> & {
        readonly content: FormContent;
        readonly reason: string;
        readonly idempotencyKey: string;
      },
    ): Promise<string> =>
      forms.transact(async (unit) => {
        const { exercise, content, subject, at } = act;
        const worker = await workerOf(unit, subject);
        if (worker.population !== 'CAF_ADMIN') throw new RefusalError(refuse('FORM_PROPOSER'));
        const reason = act.reason.trim();
        const body = { exercise, reason, content: content as unknown as Json };
        return unit.once({ key: act.idempotencyKey, scope: `${subject} PROPOSE_FORM`, body }, async () => {
          if (reason.length < SHORTEST_REASON) accepted(reasonTooShort());
          const faults = formFaults(exercise, content, await unit.known(exercise));
          if (faults.length > 0) throw new RefusalError(refuse('FORM_INCONSISTENT', faults));
          const asked = sent(reason, worker, newId(at), at.toISOString());
          await unit.insertProposal({ ...asked, exercise, cafCodes: worker.cafCodes, content });
          await unit.note(exercise, 'FormProposalSent', worker, at, { proposal: asked.id, ...body });
          return asked.id;
        });
      }),

    /** Notes that the Cnaf has read it. */
    see: ({ proposalId, subject, at }: OnFormProposal): Promise<void> =>
      forms.transact(async (unit) => {
        const worker = await publisher(unit, subject);
        const seen = seeProposal(accepted((await unit.proposal(proposalId)) ?? notFound()));
        if (seen === null) return;
        await unit.updateProposal(seen);
        await unit.note(seen.exercise, 'FormProposalSeen', worker, at, { proposal: proposalId });
      }),

    /** Puts what is proposed in the draft, in place of what the person saw there. */
    take: (
      act: OnFormProposal & { readonly expectedRevision: number; readonly draftRevision: number },
    ): Promise<void> =>
      answer(act, { state: 'TAKEN' }, (unit, { exercise, content }, worker) =>
        keepDraft(unit, { exercise, expectedRevision: act.draftRevision, content }, worker, act.at),
      ),

    /** Refuses with a reason that the Caf reads. */
    refuse: (act: OnFormProposal & { readonly expectedRevision: number; readonly reason: string }): Promise<void> =>
      answer(act, { state: 'REFUSED', reason: act.reason }, async () => {
        if (act.reason.trim().length < SHORTEST_REASON) accepted(reasonTooShort());
      }),
  };

  function answer(
    { proposalId, expectedRevision, subject, at }: OnFormProposal & { readonly expectedRevision: number },
    given: Answer,
    then: (unit: Unit, proposal: FormProposal, worker: Worker) => Promise<void>,
  ): Promise<void> {
    return forms.transact(async (unit) => {
      const worker = await publisher(unit, subject);
      const proposal = accepted((await unit.proposal(proposalId)) ?? notFound());
      const answered = accepted(answerProposal(proposal, expectedRevision, given, worker, at.toISOString()));
      await then(unit, proposal, worker);
      await unit.updateProposal(answered);
      const type = given.state === 'TAKEN' ? 'FormProposalTaken' : 'FormProposalRefused';
      const said = { proposal: proposalId, ...(answered.answer === null ? {} : { reason: answered.answer }) };
      await unit.note(proposal.exercise, type, worker, at, said);
    });
  }
}

async function keepDraft(
  unit: Unit,
  draft: { readonly exercise: number; readonly expectedRevision: number; readonly content: FormContent },
  worker: Worker,
  at: Date,
): Promise<void> {
  const { exercise, expectedRevision, content } = draft;
  const known = await unit.hold(exercise);
  if (known.revision !== expectedRevision) accepted(stale());
  const revision = expectedRevision + 1;
  await unit.keepDraft(exercise, { revision, content }, worker, at);
  await unit.note(exercise, 'FormDraftSaved', worker, at, { revision, content: content as unknown as Json });
}

async function workerOf(unit: Unit, subject: string): Promise<Worker> {
  const worker = await unit.worker(subject);
  if (worker === null) throw new RefusalError(notFound());
  return worker;
}

async function publisher(unit: Unit, subject: string): Promise<Worker> {
  const worker = await workerOf(unit, subject);
  if (worker.population !== 'CNAF_ADMIN') throw new RefusalError(refuse('FORM_NOT_YOURS'));
  return worker;
}
