import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { divideHalfUp } from '@portail/platform/pure/fixed.ts';
import { figuresOf, SUMMED, type Sums } from './figures.ts';
import { INDICATORS, indicator, valueOf } from './indicators.ts';

/** An equipment as a sum of one. */
function equipment(activity: object, financial: object, entitlement: number | null = null): Sums {
  const figures = figuresOf({ ...activity }, { ...financial });
  const known = entitlement !== null;
  return {
    ...{ count: 1, ...figures, entitlement: entitlement ?? 0 },
    ...{ entitlementInvoiced: known ? figures.invoiced : 0, entitlementPlaces: known ? figures.places : 0 },
  };
}

const value = (sums: Sums, code: string) => valueOf(indicator(code), sums);

/** Golden cases of domain.md section 3.5, with the indicators printed under them. */
const g1 = equipment(
  { places: 3_000, openingDays: 223, dailyOpeningHours: 1_100, attendedHours: 5_000_000, invoicedHours: 5_300_000 },
  { c64Staff: 40_000_000, c63aPayrollTaxes: 500_000, c60Purchases: 13_500_000, p70641FamilyContributions: 8_851_000 },
  18_843_479,
);
const g2 = equipment(
  { places: 2_000, openingDays: 205, dailyOpeningHours: 1_000, attendedHours: 2_400_000, invoicedHours: 2_700_000 },
  { c64Staff: 17_550_000, p70641FamilyContributions: 3_105_000 },
);
const g3 = equipment(
  { places: 1_000, openingDays: 200, dailyOpeningHours: 1_000, attendedHours: 1_900_000, invoicedHours: 2_033_000 },
  { c86InKindUse: 26_000_000, p70641FamilyContributions: 6_099_000 },
);

describe('indicators of one equipment', () => {
  test.each([
    [
      'G1',
      g1,
      { capacity: 7_359_000, actual: 6_794, invoiced: 7_202, contribution: 167, place: 1_800_000, real: 1_080 },
    ],
    ['G2', g2, { capacity: 4_100_000, actual: 5_854, invoiced: 6_585, contribution: 115, place: 877_500, real: 731 }],
    [
      'G3',
      g3,
      { capacity: 2_000_000, actual: 9_500, invoiced: 10_165, contribution: 300, place: 2_600_000, real: 1_368 },
    ],
  ])('%s as domain.md prints it', (_, sums, golden) => {
    expect({
      capacity: value(sums, 'theoreticalCapacityHours'),
      actual: value(sums, 'actualOccupancyRate'),
      invoiced: value(sums, 'invoicedOccupancyRate'),
      contribution: value(sums, 'contributionPerHour'),
      place: value(sums, 'costPerPlace'),
      real: value(sums, 'costPerAttendedHour'),
    }).toEqual(golden);
  });

  test('billing rates and costs of the worked calculations: 106,00 %, 112,50 %, 107,00 %; 10,19 €, 6,50 €, 12,79 €', () => {
    expect([g1, g2, g3].map((sums) => value(sums, 'billingRate'))).toEqual([10_600, 11_250, 10_700]);
    expect([g1, g2, g3].map((sums) => value(sums, 'costPerInvoicedHour'))).toEqual([1_019, 650, 1_279]);
  });

  test('staff is accounts 64 and 63A; the entitlement is that of the estimate', () => {
    expect(value(g1, 'staffShare')).toBe(7_500);
    expect(value(g1, 'purchasesPerHour')).toBe(270);
    // 188 434,79 € ÷ 53 000 h = 3,555…; ÷ 30 places = 6 281,159…
    expect(value(g1, 'psuPerHour')).toBe(356);
    expect(value(g1, 'psuPerPlace')).toBe(628_116);
  });

  test('without an estimate there is no Psu, not a zero', () => {
    expect(value(g2, 'psuPerHour')).toBeNull();
  });

  test('X1: the capacity typed under a modulated approval replaces places × days × span', () => {
    const slots = { places: 2_000, openingDays: 215, dailyOpeningHours: 1_100 };
    expect(figuresOf(slots, {}).capacity).toBe(4_730_000);
    expect(figuresOf({ ...slots, theoreticalCapacityHours: 4_149_500 }, {}).capacity).toBe(4_149_500);
  });

  test('who pays: families, Caf, local authorities and the others share the produits', () => {
    const sums = equipment(
      {},
      {
        ...{ c64Staff: 900, c86InKindUse: 100, p87InKindSource: 100, p70641FamilyContributions: 200, p70623Psu: 300 },
        ...{ p70624PsuSupportFund: 10, p7452CafGrants: 40, p742Region: 5, p743Department: 15, p744Municipality: 250 },
        ...{ p746Epci: 30, p741State: 20, p79Transfers: 50 },
      },
    );
    expect(['shareFamilies', 'shareCaf', 'shareLocal', 'shareOthers'].map((code) => value(sums, code))).toEqual([
      2_000, 3_500, 3_000, 1_700,
    ]);
    expect(value(sums, 'resultRate')).toBe(200);
  });

  test('nothing to divide by is no value', () => {
    const empty = equipment({}, {});
    expect(value(empty, 'billingRate')).toBeNull();
    expect(value(empty, 'totalExpenses')).toBe(0);
  });
});

test('a value is the exact quotient rounded half up once, whatever its size and sign', () => {
  const amount = fc.integer({ min: 0, max: 4_000_000_000 });
  const any = fc.record(Object.fromEntries(SUMMED.map((name) => [name, amount])));
  fc.assert(
    fc.property(any, (record) => {
      const sums = { ...(record as unknown as Sums), count: 3 };
      for (const each of INDICATORS) {
        const divisor = BigInt(each.per(sums));
        const exact = divisor === 0n ? null : Number(divideHalfUp(BigInt(each.of(sums)) * each.times, divisor));
        expect(valueOf(each, sums)).toBe(exact);
      }
    }),
  );
});

describe('means', () => {
  test('are a ratio of sums, not a mean of ratios', () => {
    const both = added([g1, g2]);
    // (540 000 + 175 500) ÷ (53 000 + 27 000) = 8,94375; the mean of 10,19 and 6,50 would be 8,345.
    expect(value(both, 'costPerInvoicedHour')).toBe(894);
    expect(value(both, 'places')).toBe(2_500);
    expect(value(both, 'openingDays')).toBe(21_400);
  });

  test('hold the Psu of those that have an estimate, over their own hours', () => {
    expect(value(added([g1, g2]), 'psuPerHour')).toBe(356);
  });

  test('lie between the lowest and the highest, whatever the order, and ten times the same is the same', () => {
    const figure = fc.integer({ min: 1, max: 1_000_000_000 });
    const one = fc.record(Object.fromEntries(SUMMED.map((name) => [name, figure]))).map((record) => ({
      ...(record as unknown as Sums),
      count: 1,
    }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 12 }), (all) => {
        for (const each of INDICATORS) {
          const values = all.map((sums) => valueOf(each, sums)!);
          const mean = valueOf(each, added(all))!;
          expect(mean).toBeGreaterThanOrEqual(Math.min(...values));
          expect(mean).toBeLessThanOrEqual(Math.max(...values));
          expect(valueOf(each, added([...all].reverse()))).toBe(mean);
          expect(valueOf(each, added(Array.from({ length: 10 }, () => all[0]!)))).toBe(values[0]);
        }
      }),
      { numRuns: 50 },
    );
  });
});

function added(all: readonly Sums[]): Sums {
  return Object.fromEntries(
    ['count', ...SUMMED].map((name) => [name, all.reduce((sum, one) => sum + one[name as keyof Sums], 0)]),
  ) as unknown as Sums;
}
