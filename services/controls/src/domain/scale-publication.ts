import { type FieldRefusal, Refusal, stale } from '@portail/platform/pure/refusal.ts';
import { leastSure, type PsuParameters, type PsuReference, type ReferenceStatus } from './psu-scale.ts';
import type { ScaleContent } from './scale-content.ts';
import { scaleFaults } from './scale-faults.ts';

/** A scale to publish. */
export interface ScaleCommand extends ScaleContent {
  readonly exercise: number;
  /** Revision that the person saw; 0 when the exercise had none. */
  readonly expectedRevision: number;
}

/** A published scale (« barème »); a later revision replaces it, none is ever erased. */
export interface PublishedScale extends PsuReference {
  readonly revision: number;
  readonly status: ReferenceStatus;
  readonly sourceNote: string;
  readonly parameters: PsuParameters;
  readonly publishedBy: string;
  readonly publishedByName: string;
  /** Instant in ISO 8601. */
  readonly publishedAt: string;
}

/** Who publishes, when, and identifiers for the rows. */
export interface PublicationContext {
  readonly actor: string;
  readonly actorName: string;
  readonly at: string;
  readonly newRowId: () => string;
}

/**
 * Publishes a scale for an exercise, or says why it cannot be.
 * @param currentRevision 0 when the exercise has no scale.
 */
export function publishScale(
  currentRevision: number,
  command: ScaleCommand,
  context: PublicationContext,
): PublishedScale | Refusal {
  if (command.expectedRevision !== currentRevision) return stale();
  const faults = scaleFaults(command);
  if (faults.length > 0) return inconsistentScale(faults);
  const { exercise, sourceNote, parameters } = command;
  const enteredAt = context.at.slice(0, 10);
  const status = leastSure(command.rows.map((row) => row.status));
  return {
    exercise,
    revision: currentRevision + 1,
    status,
    sourceNote,
    parameters: {
      ...parameters,
      rate: parameters.rate!,
      meetingHoursPerPlace: parameters.meetingHoursPerPlace!,
      advanceRate: parameters.advanceRate!,
      exercise,
      status,
      sourceNote,
      enteredAt,
    },
    rows: command.rows.map((row) => ({
      ...row,
      id: context.newRowId(),
      exercise,
      enteredBy: context.actor,
      enteredAt,
    })),
    publishedBy: context.actor,
    publishedByName: context.actorName,
    publishedAt: context.at,
  };
}

/** The refusal of a scale, one line per cell. */
export function inconsistentScale(faults: readonly FieldRefusal[]): Refusal {
  return new Refusal(
    'rule',
    'SCALE_INCONSISTENT',
    'Le barème n’est pas complet ou se contredit. Corrigez les cellules signalées.',
    faults,
  );
}
