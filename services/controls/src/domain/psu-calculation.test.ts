import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fixtureLinearScale, fixtureParameters, fixtureScale } from '../store/reference/fixture-scale.ts';
import { applyRate } from './exact.ts';
import { calculatePsu, type PsuInputs, type PsuResult } from './psu-calculation.ts';
import { findPriceCap, type PsuReference } from './psu-scale.ts';

const FIXTURE = fixtureScale(2016);
const LINEAR = fixtureLinearScale(2025);
const FULL_YEAR = { numerator: 1, denominator: 1 };

function computed(inputs: PsuInputs, reference: PsuReference = FIXTURE): PsuResult {
  const outcome = calculatePsu(inputs, reference);
  if (!outcome.available) throw new Error(outcome.reason);
  return outcome.result;
}

/** Whole hours, euros and percents of domain.md 3.5 as they are printed there. */
function inputs(from: {
  places: number;
  capacity: number;
  attended: number;
  invoiced: number;
  expenses: number;
  contributions: number;
  rate: number;
  both: boolean;
}): PsuInputs {
  return {
    type: 'ACTUAL',
    places: from.places * 100,
    theoreticalCapacityHours: from.capacity * 100,
    attendedHours: from.attended * 100,
    invoicedHours: from.invoiced * 100,
    totalExpenses: from.expenses * 100,
    familyContributions: from.contributions * 100,
    generalSchemeRate: from.rate * 100,
    suppliesBoth: from.both,
    periodRatio: FULL_YEAR,
  };
}

const G1 = inputs({
  places: 30,
  capacity: 73_590,
  attended: 50_000,
  invoiced: 53_000,
  expenses: 540_000,
  contributions: 88_510,
  rate: 98,
  both: true,
});
const G2 = inputs({
  places: 20,
  capacity: 41_000,
  attended: 24_000,
  invoiced: 27_000,
  expenses: 175_500,
  contributions: 31_050,
  rate: 95.5,
  both: false,
});
const G3 = inputs({
  places: 10,
  capacity: 20_000,
  attended: 19_000,
  invoiced: 20_330,
  expenses: 260_000,
  contributions: 60_990,
  rate: 100,
  both: true,
});
const G4 = inputs({
  places: 10,
  capacity: 20_000,
  attended: 9_500,
  invoiced: 10_000,
  expenses: 120_000,
  contributions: 60_000,
  rate: 100,
  both: true,
});
const G5: PsuInputs = {
  ...inputs({
    places: 30,
    capacity: 36_960,
    attended: 25_800,
    invoiced: 27_500,
    expenses: 0,
    contributions: 45_000,
    rate: 98,
    both: true,
  }),
  type: 'UPDATED',
  totalExpenses: null,
  periodRatio: { numerator: 6, denominator: 12 },
  knownHourlyCost: { value: 1_005, origin: 'FORECAST' },
};
const G6 = inputs({
  places: 15,
  capacity: 33_075,
  attended: 18_000,
  invoiced: 21_420,
  expenses: 199_206,
  contributions: 23_562,
  rate: 97,
  both: false,
});

describe('golden cases of domain.md 3.5, to the cent', () => {
  // t, band, hourlyCost, retained, psuHour, H_elig, gross, net, × RG, meeting, entitlement; all in hundredths but the band.
  const table: [string, PsuInputs, number[]][] = [
    ['G1', G1, [10600, 1, 1019, 800, 528, 5300000, 27984000, 19133000, 18750340, 93139, 18843479]],
    ['G2', G2, [11250, 2, 650, 650, 429, 2700000, 11583000, 8478000, 8096490, 49163, 8145653]],
    ['G3', G3, [10700, 1, 1279, 800, 528, 2000000, 10560000, 4461000, 4461000, 31680, 4492680]],
    ['G4', G4, [10526, 1, 1200, 800, 528, 1000000, 5280000, 0, 0, 31680, 31680]],
    ['G5', G5, [10659, 1, 1005, 800, 528, 2750000, 14520000, 10020000, 9819600, 46570, 9866170]],
    ['G6', G6, [11900, 3, 930, 650, 429, 2142000, 9189180, 6832980, 6627991, 37452, 6665443]],
  ];

  test.each(table)('%s', (_id, given, expected) => {
    const r = computed(given);
    expect([
      r.billingRate,
      r.band,
      r.hourlyCost,
      r.retainedCost,
      r.psuPerHour,
      r.eligibleHours,
      r.gross,
      r.net,
      r.psu,
      r.meeting,
      r.entitlement,
    ]).toEqual(expected);
  });

  test('G4 keeps the negative amount that the floor hides', () => expect(computed(G4).netBeforeFloor).toBe(-720_000));
});

describe('price cap', () => {
  const banded = (rate: number) => findPriceCap(FIXTURE, fixtureParameters(2016), true, rate)?.value;
  test.each([
    [10_699, 800],
    [10_700, 800],
    [10_701, 750],
    [11_700, 750],
    [11_701, 700],
  ])('a billing rate of %i hundredths gives %i cents', (rate, cap) => expect(banded(rate)).toBe(cap));

  test('exactly 117 % goes to the third band when the bound is exclusive', () => {
    const rows = FIXTURE.rows.map((row) => ({ ...row, upperBoundInclusive: row.bandIndex === 1 }));
    expect(findPriceCap({ ...FIXTURE, rows }, fixtureParameters(2016), true, 11_700)?.value).toBe(700);
  });

  test.each([
    [10_600, 1_000],
    [10_700, 1_000],
    [11_050, 965],
    [11_350, 935],
    [11_999, 870],
    [12_000, 870],
    [13_000, 870],
  ])('linear mode at %i hundredths gives %i cents', (rate, cap) =>
    expect(findPriceCap(LINEAR, LINEAR.parameters!, true, rate)?.value).toBe(cap),
  );

  test.each([
    [965, 637],
    [935, 617],
    [870, 574],
  ])('66 %% of %i cents is %i', (cap, psu) => expect(applyRate(cap, 6_600)).toBe(psu));

  test('the published PSU amount is used when the cap applies, not when the cost is lower', () => {
    const rows = FIXTURE.rows.map((row) => ({ ...row, psuAmount: 529 }));
    expect(computed(G1, { ...FIXTURE, rows }).psuPerHour).toBe(529);
    expect(computed(G2, { ...FIXTURE, rows }).psuPerHour).toBe(429);
  });
});

describe('what cannot be calculated says why', () => {
  const reason = (given: PsuInputs, reference: PsuReference = FIXTURE) => {
    const outcome = calculatePsu(given, reference);
    return outcome.available ? 'available' : outcome.reason;
  };
  test('no attended hours', () => expect(reason({ ...G1, attendedHours: 0 })).toBe('BILLING_RATE_NOT_COMPUTABLE'));
  test('no invoiced hours', () => expect(reason({ ...G1, invoicedHours: 0 })).toBe('HOURLY_COST_NOT_COMPUTABLE'));
  test('no parameters', () => expect(reason(G1, { ...FIXTURE, parameters: null })).toBe('SCALE_INCOMPLETE'));
  test('the row of the service level is missing', () => {
    const rows = FIXTURE.rows.filter((row) => !row.suppliesBoth);
    expect(reason(G1, { ...FIXTURE, rows })).toBe('SCALE_INCOMPLETE');
    expect(reason(G2, { ...FIXTURE, rows })).toBe('available');
  });
  test('the price of the band is not known', () => {
    const rows = FIXTURE.rows.map((row) => (row.bandIndex === 2 ? { ...row, priceCap: null } : row));
    expect(reason(G2, { ...FIXTURE, rows })).toBe('SCALE_INCOMPLETE');
    expect(reason(G1, { ...FIXTURE, rows })).toBe('available');
  });
  test('linear mode without the price at 120 % still answers up to 107 %', () => {
    const rows = LINEAR.rows.map((row) => (row.bandIndex === 2 ? { ...row, priceCap: null } : row));
    expect(reason(G1, { ...LINEAR, rows })).toBe('available');
    expect(reason(G6, { ...LINEAR, rows })).toBe('SCALE_INCOMPLETE');
  });
});

describe('the three types and the strategies', () => {
  test('a prévisionnelle without attended hours takes the N-1 billing rate', () => {
    const unknown: PsuInputs = { ...G1, type: 'FORECAST', attendedHours: null };
    expect(calculatePsu(unknown, FIXTURE)).toEqual({ available: false, reason: 'BILLING_RATE_NOT_COMPUTABLE' });
    const known = computed({ ...unknown, knownBillingRate: { value: 11_000, exercise: 2015 } });
    expect([known.billingRate, known.band]).toEqual([11_000, 2]);
  });
  test('an actualisée without any known cost takes the cap itself', () => {
    const r = computed({ ...G5, knownHourlyCost: undefined });
    expect([r.hourlyCost, r.hourlyCostOrigin]).toEqual([800, 'PRICE_CAP']);
  });
  test('costs over attended hours when the parameters say so', () => {
    const parameters = { ...fixtureParameters(2016), costBasis: 'ATTENDED' } as const;
    expect(computed(G1, { ...FIXTURE, parameters }).hourlyCost).toBe(1_080);
  });
  test('the general-scheme rate before the contributions when the parameters say so', () => {
    const parameters = { ...fixtureParameters(2016), rgApplication: 'ON_GROSS' } as const;
    // 279 840.00 × 0.98 = 274 243.20, minus 88 510.00.
    expect(computed(G1, { ...FIXTURE, parameters }).psu).toBe(18_573_320);
  });
});

describe('properties', () => {
  const cases = fc.record({
    type: fc.constant('ACTUAL' as const),
    places: fc.integer({ min: 100, max: 12_000 }),
    theoreticalCapacityHours: fc.integer({ min: 100_000, max: 30_000_000 }),
    attendedHours: fc.integer({ min: 1, max: 30_000_000 }),
    invoicedHours: fc.integer({ min: 1, max: 30_000_000 }),
    totalExpenses: fc.integer({ min: 0, max: 500_000_000 }),
    familyContributions: fc.integer({ min: 0, max: 100_000_000 }),
    generalSchemeRate: fc.integer({ min: 0, max: 10_000 }),
    suppliesBoth: fc.boolean(),
    periodRatio: fc.constant(FULL_YEAR),
  });
  const scales = fc.constantFrom(FIXTURE, LINEAR);
  const more = fc.integer({ min: 0, max: 10_000_000 });

  test('the entitlement is never negative', () =>
    fc.assert(fc.property(cases, scales, (c, s) => computed(c, s).entitlement >= 0)));

  test('it never grows with family contributions', () =>
    fc.assert(
      fc.property(cases, scales, more, (c, s, plus) => {
        const richer = { ...c, familyContributions: c.familyContributions + plus };
        return computed(richer, s).entitlement <= computed(c, s).entitlement;
      }),
    ));

  test('it never falls when the general-scheme rate grows', () =>
    fc.assert(
      fc.property(cases, scales, fc.integer({ min: 0, max: 10_000 }), (c, s, rate) => {
        const higher = { ...c, generalSchemeRate: Math.max(rate, c.generalSchemeRate) };
        return computed(higher, s).entitlement >= computed(c, s).entitlement;
      }),
    ));

  test('at constant invoiced hours it never grows when attended hours fall', () =>
    fc.assert(
      fc.property(cases, scales, fc.integer({ min: 1, max: 30_000_000 }), (c, s, attended) => {
        const emptier = { ...c, attendedHours: Math.min(attended, c.attendedHours) };
        return computed(emptier, s).entitlement <= computed(c, s).entitlement;
      }),
    ));

  test('the linear cap never jumps: one hundredth of a percent moves it by one cent at most, and it never rises', () =>
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 13_000 }), (rate) => {
        const cap = (at: number) => findPriceCap(LINEAR, LINEAR.parameters!, true, at)!.value;
        const step = cap(rate) - cap(rate + 1);
        return step === 0 || step === 1;
      }),
    ));

  test('the order in which fields were entered never changes the result', () =>
    fc.assert(
      fc.property(cases, scales, (c, s) => {
        const reversed = Object.fromEntries(Object.entries(c).reverse()) as unknown as PsuInputs;
        expect(calculatePsu(reversed, s)).toEqual(calculatePsu(c, s));
      }),
    ));
});
