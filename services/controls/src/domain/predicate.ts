import type { Facts } from './facts.ts';
import { divideHalfUp } from './exact.ts';
import type { Figure } from '@portail/platform/pure/french.ts';
import { percent } from './figure.ts';
import type { FieldRequirement } from './rule-sheet.ts';

/** What a rule found: the figures that the message shows and the inputs that its fingerprint covers. */
export interface Finding {
  /** Identifier of the field to correct. */
  readonly field?: string;
  /** French label of that field, for the message. */
  readonly fieldLabel?: string;
  readonly measured?: Figure;
  readonly reference?: Figure;
  readonly referenceExercise?: number;
  readonly gap?: Figure;
  readonly threshold?: Figure;
  /** Complement of the message, French. */
  readonly detail?: string;
  /** Raw inputs of a derived figure: when one changes, the explanation is asked again. */
  readonly inputs?: readonly (string | number | boolean | null)[];
  /** True when the reference was brought to the part of the year that is compared. */
  readonly adjusted?: boolean;
  /** False when the figures shown change by themselves (days late) and must not reopen an explanation. */
  readonly figuresInFingerprint?: boolean;
}

/** Every {@link SkipReason}. */
export const skipReasons = [
  'NO_HISTORY',
  'NO_FORECAST',
  'OTHER_SECTION',
  'NO_ESTIMATE',
  'NO_REFERENCE_ESTIMATE',
] as const;
/** Why a rule could not be applied; shown as an information, never to be explained. */
export type SkipReason = (typeof skipReasons)[number];

export interface Skip {
  readonly skipped: SkipReason;
}

/** Null: nothing to say. */
export type Outcome = Finding | readonly Finding[] | Skip | null;

export interface RuleContext {
  readonly fields: readonly FieldRequirement[];
  /** Digests of the two sections, known once their rules have run; empty before. */
  readonly digests: { readonly activity: string; readonly financial: string };
}

/** The logic of one control code; the names are those of the thresholds its rule must give. */
export interface Predicate {
  readonly thresholds: readonly string[];
  readonly test: (facts: Facts, thresholds: Readonly<Record<string, number>>, context: RuleContext) => Outcome;
}

/** Declares a predicate with its thresholds, in hundredths of the units of the rule sheet. */
export function predicate<const Name extends string>(
  thresholds: readonly Name[],
  test: (facts: Facts, thresholds: Readonly<Record<Name, number>>, context: RuleContext) => Outcome,
): Predicate {
  return { thresholds, test };
}

export function skip(reason: SkipReason): Skip {
  return { skipped: reason };
}

/**
 * `100 × (measured − reference) / reference`, hundredths of a percent. Null when the reference is zero and the measured
 * value is not: the gap has no figure, and exceeds any threshold.
 */
export function relativeGap(measured: number, reference: number): number | null {
  if (reference === 0) return measured === 0 ? 0 : null;
  return divideHalfUp(BigInt(measured - reference) * 10_000n, BigInt(Math.abs(reference)));
}

/** Measured and reference value of the same quantity. */
export interface Pair {
  readonly measured: number;
  readonly reference: number;
}

/** Finding when the relative gap exceeds the tolerance (hundredths of a percent), either way; null otherwise. */
export function relativeFinding(
  pair: Pair,
  tolerance: number,
  figure: (value: number) => Figure,
  referenceExercise: number,
  more: Pick<Finding, 'field' | 'inputs' | 'detail' | 'adjusted'> = {},
): Finding | null {
  const gap = relativeGap(pair.measured, pair.reference);
  if (gap !== null && Math.abs(gap) <= tolerance) return null;
  return {
    measured: figure(pair.measured),
    reference: figure(pair.reference),
    referenceExercise,
    gap: gap === null ? undefined : percent(gap),
    threshold: percent(tolerance),
    ...more,
  };
}

/** Finding when the absolute gap exceeds the tolerance, in the unit given; null otherwise. */
export function absoluteFinding(
  pair: Pair,
  tolerance: number,
  figure: (value: number) => Figure,
  gapFigure: (value: number) => Figure,
  referenceExercise: number,
  more: Pick<Finding, 'field' | 'inputs' | 'detail' | 'adjusted'> = {},
): Finding | null {
  const gap = pair.measured - pair.reference;
  if (Math.abs(gap) <= tolerance) return null;
  return {
    measured: figure(pair.measured),
    reference: figure(pair.reference),
    referenceExercise,
    gap: gapFigure(gap),
    threshold: gapFigure(tolerance),
    ...more,
  };
}

/** Finding when a value lies outside [min, max]; the threshold is the bound that is crossed. */
export function rangeFinding(
  value: number,
  bounds: { readonly min: number; readonly max: number },
  figure: (value: number) => Figure,
  more: Pick<Finding, 'field' | 'inputs' | 'detail' | 'adjusted'> = {},
): Finding | null {
  if (value >= bounds.min && value <= bounds.max) return null;
  return { measured: figure(value), threshold: figure(value < bounds.min ? bounds.min : bounds.max), ...more };
}
