import { divideHalfUp, percentOf, product } from './exact.ts';

/** Dated parameters of the « bonus inclusion handicap » (domain.md 3.3, from 2019). */
export interface BonusInclusionParameters {
  readonly fromExercise: number;
  readonly toExercise: number | null;
  /** Largest bonus per place, cents: 130 000. */
  readonly ceilingPerPlace: number;
  /** Largest cost per place taken into account, cents; null when none was published. */
  readonly costPerPlaceCap: number | null;
  /** Ascending; a tier applies from its own percentage of children, included. Rates in hundredths of a percent. */
  readonly tiers: readonly { readonly fromPercent: number; readonly financingRate: number }[];
}

export interface BonusInclusionInputs {
  readonly enrolledChildren: number;
  readonly childrenWithDisability: number;
  /** Largest number of places of the year, hundredths. */
  readonly places: number;
  /** Charges per place, cents. */
  readonly costPerPlace: number;
}

export interface BonusInclusion {
  /** Hundredths of a percent. */
  readonly shareOfChildren: number;
  readonly financingRate: number;
  /** Cents. */
  readonly perPlace: number;
  readonly amount: number;
}

/**
 * places × min(ceiling, % of children with a disability × financing rate × capped cost per place). The tier is chosen on
 * the percentage rounded to two decimals, the amount uses the exact fraction (golden figures of domain.md 3.5).
 * @returns null when no child is enrolled.
 */
export function bonusInclusion(
  inputs: BonusInclusionInputs,
  parameters: BonusInclusionParameters,
): BonusInclusion | null {
  const shareOfChildren = percentOf(inputs.childrenWithDisability, inputs.enrolledChildren);
  if (shareOfChildren === null) return null;
  const tier = parameters.tiers.findLast((each) => shareOfChildren >= each.fromPercent);
  const financingRate = tier === undefined || shareOfChildren === 0 ? 0 : tier.financingRate;
  const cost = Math.min(inputs.costPerPlace, parameters.costPerPlaceCap ?? inputs.costPerPlace);
  const uncapped = divideHalfUp(
    BigInt(inputs.childrenWithDisability) * BigInt(financingRate) * BigInt(cost),
    BigInt(inputs.enrolledChildren) * 10_000n,
  );
  const perPlace = Math.min(parameters.ceilingPerPlace, uncapped);
  return { shareOfChildren, financingRate, perPlace, amount: product(inputs.places, perPlace) };
}
