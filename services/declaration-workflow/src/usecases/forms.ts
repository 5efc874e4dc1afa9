import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { accepted, notFound, RefusalError, stale } from '@portail/platform/pure/refusal.ts';
import { publishForm, type FormContent } from '../domain/form-words.ts';
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

type Unit = Parameters<Parameters<Forms['transact']>[0]>[0];

/** The acts on the national forms, ready to call. */
export type FormActs = ReturnType<typeof formActs>;

/**
 * The acts on the words of the national forms; Cnaf administrators only.
 * @throws RefusalError NOT_FOUND for who works neither for a Caf nor for the Cnaf, FORM_NOT_YOURS, STALE_VERSION
 */
export function formActs(forms: Forms) {
  return {
    /** Keeps what is prepared; nothing is checked before it is published. */
    saveDraft: (act: OnFormDraft & { readonly content: FormContent }): Promise<void> =>
      forms.transact(async (unit) => {
        const { exercise, expectedRevision, content, at } = act;
        const worker = await publisher(unit, act.subject);
        const draft = await unit.hold(exercise);
        if (draft.revision !== expectedRevision) accepted(stale());
        const revision = expectedRevision + 1;
        await unit.keepDraft(exercise, { revision, content }, worker, at);
        const said = content as unknown as Json;
        await unit.note(exercise, 'FormDraftSaved', worker, at, { revision, content: said });
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
  };
}

async function publisher(unit: Unit, subject: string): Promise<Worker> {
  const worker = await unit.worker(subject);
  if (worker === null) throw new RefusalError(notFound());
  if (worker.population !== 'CNAF_ADMIN') throw new RefusalError(refuse('FORM_NOT_YOURS'));
  return worker;
}
