import type { Queryable } from '@portail/platform/db/database.ts';
import type { FieldRefusal } from '@portail/platform/pure/refusal.ts';
import type { Change } from '../domain/reference-data.ts';
import { scaleChanges } from '../domain/scale-changes.ts';
import { scaleFaults } from '../domain/scale-faults.ts';
import type { ScaleContent } from '../domain/scale-content.ts';
import { readDraft } from '../store/draft-store.ts';
import { scaleRevisions, type ScaleView } from './list-scales.ts';

/** What is prepared for an exercise: beside what is in force, and with what keeps it from being published. */
export interface ScaleDraftView {
  readonly savedByName: string;
  readonly savedAt: string;
  readonly content: ScaleContent;
  readonly changes: readonly Change[];
  readonly faults: readonly FieldRefusal[];
}

/** The scale of an exercise: its revisions, each with what it changed, and its draft. */
export interface ScaleFile {
  readonly exercise: number;
  /** Latest first; the first one is in force. */
  readonly revisions: readonly (ScaleView & { readonly changes: readonly Change[] })[];
  /** Revision of the draft, whether one is under way or not. */
  readonly draftRevision: number;
  readonly draft: ScaleDraftView | null;
}

/** Reads the scale of an exercise. @param drafts whether this person sees what is being prepared */
export async function readScale(db: Queryable, exercise: number, drafts: boolean): Promise<ScaleFile> {
  const revisions = await scaleRevisions(db, exercise);
  const draft = await readDraft<ScaleContent>(db, { kind: 'SCALE', subject: String(exercise) });
  return {
    exercise,
    revisions: revisions.map((revision, index) => ({
      ...revision,
      changes: scaleChanges(revisions[index + 1] ?? null, revision),
    })),
    draftRevision: drafts ? draft.revision : 0,
    draft:
      !drafts || draft.content === null
        ? null
        : {
            savedByName: draft.savedByName,
            savedAt: draft.savedAt,
            content: draft.content,
            changes: scaleChanges(revisions[0] ?? null, draft.content),
            faults: scaleFaults(draft.content),
          },
  };
}
