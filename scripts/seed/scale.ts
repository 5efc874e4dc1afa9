import type { ScaleCommand } from '../../services/controls/src/domain/scale-publication.ts';

/** Exercises that get the fixture scale; the others keep what is known of theirs, so that « estimation indisponible » shows. */
export const fixtureExercises = [2013, 2014, 2015, 2016] as const;

const bands = [
  { bandIndex: 1, bandUpperBound: 10_700, upperBoundInclusive: true },
  { bandIndex: 2, bandUpperBound: 11_700, upperBoundInclusive: true },
  { bandIndex: 3, bandUpperBound: null, upperBoundInclusive: true },
] as const;
const sourceNote = 'Barème de démonstration : prix ronds, non officiels';

/**
 * The deliberately round prices of domain.md section 3.5, marked FIXTURE: cents an hour, by band, with and without
 * nappies and meals.
 */
export function fixtureScale(exercise: number, expectedRevision: number): ScaleCommand {
  const prices = [
    [true, [800, 750, 700]],
    [false, [750, 700, 650]],
  ] as const;
  return {
    exercise,
    expectedRevision,
    sourceNote,
    parameters: {
      rate: 6_600,
      meetingHoursPerPlace: 600,
      costBasis: 'INVOICED',
      rgApplication: 'ON_NET',
      mode: 'BANDED',
      linearFrom: null,
      linearTo: null,
      advanceRate: 7_000,
      exceptionalHoursDecision: false,
    },
    rows: prices.flatMap(([suppliesBoth, caps]) =>
      bands.map((band, index) => ({
        suppliesBoth,
        ...band,
        priceCap: caps[index] ?? null,
        psuAmount: null,
        status: 'FIXTURE' as const,
        sourceNote,
      })),
    ),
  };
}
