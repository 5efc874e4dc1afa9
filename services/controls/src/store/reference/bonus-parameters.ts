import type { BonusInclusionParameters } from '../../domain/bonus-inclusion.ts';
import type { BonusMixiteParameters } from '../../domain/bonus-mixite.ts';

/**
 * « Bonus inclusion handicap », circular 2018-002. The rates are published, the breakpoints of 5 % and 7.5 % and the
 * absence of a cap on the cost per place are an assumption to have confirmed (domain.md 3.3).
 */
export const BONUS_INCLUSION: readonly BonusInclusionParameters[] = [
  {
    fromExercise: 2019,
    toExercise: null,
    ceilingPerPlace: 130_000,
    costPerPlaceCap: null,
    tiers: [
      { fromPercent: 0, financingRate: 1_500 },
      { fromPercent: 500, financingRate: 3_000 },
      { fromPercent: 750, financingRate: 4_500 },
    ],
  },
];

/**
 * « Bonus mixité sociale ». The thresholds from 2024 come from an unofficial tool; the exercise from which they apply is
 * an assumption (domain.md 3.3).
 */
export const BONUS_MIXITE: readonly BonusMixiteParameters[] = [
  {
    fromExercise: 2019,
    toExercise: 2023,
    steps: [
      { upTo: 75, perPlace: 210_000 },
      { upTo: 100, perPlace: 80_000 },
      { upTo: 125, perPlace: 30_000 },
    ],
  },
  {
    fromExercise: 2024,
    toExercise: null,
    steps: [
      { upTo: 91, perPlace: 210_000 },
      { upTo: 120, perPlace: 80_000 },
      { upTo: 152, perPlace: 30_000 },
    ],
  },
];
