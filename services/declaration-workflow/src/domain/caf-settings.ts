import { notFound, stale, type Refusal } from '@portail/platform/pure/refusal.ts';
import type { Worker } from './message-template.ts';
import { refuse } from './refusals.ts';

/** What a Caf decides for all its declarations (domain.md 8, T13). */
export interface CafSettings {
  readonly cafCode: string;
  /** Who validates or rejects is not who changed the equipment’s data that day. */
  readonly fourEyes: boolean;
  /** Exercises whose validated declarations are not reopened any more, in order. */
  readonly closedExercises: readonly number[];
  /** 0 while the Caf has never decided anything. */
  readonly revision: number;
}

/**
 * Other settings for a Caf: its administrators alone decide.
 * @param year current year in Paris: an exercise that is not over cannot be closed
 */
export function decideCafSettings(
  known: CafSettings,
  asked: Pick<CafSettings, 'fourEyes' | 'closedExercises' | 'revision'>,
  worker: Worker,
  year: number,
): CafSettings | Refusal {
  if (!worker.cafCodes.includes(known.cafCode)) return notFound();
  if (worker.population !== 'CAF_ADMIN') return refuse('CAF_SETTINGS_NOT_YOURS');
  if (known.revision !== asked.revision) return stale();
  const closedExercises = [...new Set(asked.closedExercises)].toSorted((a, b) => a - b);
  const early = closedExercises.filter((exercise) => exercise >= year);
  if (early.length > 0) {
    const { detail } = refuse('EXERCISE_NOT_OVER');
    return refuse(
      'EXERCISE_NOT_OVER',
      early.map((exercise) => ({ path: `/closedExercises/${exercise}`, code: 'EXERCISE_NOT_OVER', message: detail })),
    );
  }
  return { cafCode: known.cafCode, fourEyes: asked.fourEyes, closedExercises, revision: known.revision + 1 };
}
