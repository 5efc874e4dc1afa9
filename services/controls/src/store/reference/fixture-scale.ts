import type { PsuParameters, PsuReference, ScaleRow } from '../../domain/psu-scale.ts';

const SOURCE = 'Barème de démonstration, volontairement rond : ce n’est pas un barème officiel';
const ENTERED = { enteredBy: 'portail', enteredAt: '2016-07-01' };
/** Cents per hour for bands 1 to 3 (domain.md 3.5). */
const PRICES = { both: [800, 750, 700], without: [750, 700, 650] } as const;
/** Upper bounds in hundredths of a percent: 107 %, 117 %, none. */
const UPPER_BOUNDS = [10_700, 11_700, null] as const;
const PRICES_2025 = { from: 1_000, to: 870 } as const;

/** The round prices of domain.md 3.5, for the golden cases, the demonstration and `npm run estimate`. */
export function fixtureScale(exercise: number): PsuReference {
  const rows: ScaleRow[] = [];
  for (const suppliesBoth of [true, false]) {
    const prices = suppliesBoth ? PRICES.both : PRICES.without;
    prices.forEach((priceCap, index) =>
      rows.push({
        id: `fixture-${exercise}-${suppliesBoth ? 'both' : 'without'}-${index + 1}`,
        exercise,
        suppliesBoth,
        bandIndex: index + 1,
        bandUpperBound: UPPER_BOUNDS[index] ?? null,
        upperBoundInclusive: true,
        priceCap,
        psuAmount: null,
        status: 'FIXTURE',
        sourceNote: SOURCE,
        ...ENTERED,
      }),
    );
  }
  return { exercise, parameters: fixtureParameters(exercise), rows };
}

/** Parameters of domain.md 3.5: 66 %, 6 h per place, invoiced basis, general-scheme rate on the net amount. */
export function fixtureParameters(exercise: number): PsuParameters {
  return {
    exercise,
    rate: 6_600,
    meetingHoursPerPlace: 600,
    costBasis: 'INVOICED',
    rgApplication: 'ON_NET',
    mode: 'BANDED',
    linearFrom: null,
    linearTo: null,
    advanceRate: 7_000,
    exceptionalHoursDecision: false,
    status: 'FIXTURE',
    sourceNote: SOURCE,
    enteredAt: ENTERED.enteredAt,
  };
}

/** The linear mode of domain.md 3.5: 10.00 up to 107 %, 8.70 from 120 %. */
export function fixtureLinearScale(exercise: number): PsuReference {
  const rows = [true, false].flatMap((suppliesBoth) =>
    [PRICES_2025.from, PRICES_2025.to].map((priceCap, index): ScaleRow => ({
      id: `fixture-${exercise}-${suppliesBoth ? 'both' : 'without'}-${index + 1}`,
      exercise,
      suppliesBoth,
      bandIndex: index + 1,
      bandUpperBound: index === 0 ? 10_700 : null,
      upperBoundInclusive: true,
      priceCap,
      psuAmount: null,
      status: 'FIXTURE',
      sourceNote: SOURCE,
      ...ENTERED,
    })),
  );
  const parameters = { ...fixtureParameters(exercise), mode: 'LINEAR', linearFrom: 10_700, linearTo: 12_000 } as const;
  return { exercise, parameters, rows };
}
