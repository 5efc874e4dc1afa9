import { product } from './exact.ts';

/** Dated parameters of the « bonus mixité sociale » (domain.md 3.3, from 2019). */
export interface BonusMixiteParameters {
  readonly fromExercise: number;
  readonly toExercise: number | null;
  /** Ascending; a step applies up to its own contribution per hour (cents), included. `perPlace` in cents a year. */
  readonly steps: readonly { readonly upTo: number; readonly perPlace: number }[];
}

export interface BonusMixite {
  /** Cents. */
  readonly perPlace: number;
  readonly amount: number;
}

/**
 * Amount per place by mean family contribution per hour, on all places.
 * @param contributionPerHour cents per hour. @param places hundredths.
 */
export function bonusMixite(
  contributionPerHour: number,
  places: number,
  parameters: BonusMixiteParameters,
): BonusMixite {
  const perPlace = parameters.steps.find((step) => contributionPerHour <= step.upTo)?.perPlace ?? 0;
  return { perPlace, amount: product(places, perPlace) };
}

/** The row in force for an exercise, or null: bonuses do not exist before 2019. */
export function inForce<T extends { readonly fromExercise: number; readonly toExercise: number | null }>(
  rows: readonly T[],
  exercise: number,
): T | null {
  const valid = (row: T) => row.fromExercise <= exercise && (row.toExercise === null || exercise <= row.toExercise);
  return rows.find(valid) ?? null;
}
