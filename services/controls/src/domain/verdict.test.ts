import { describe, expect, test } from '@jest/globals';
import { BONUS_INCLUSION, BONUS_MIXITE } from '../store/reference/bonus-parameters.ts';
import { PSU_PARAMETERS, PSU_SCALE_ROWS } from '../store/reference/psu-scales.ts';
import { type Change, nationalSheet, sampleInput } from '../testing/sample-declaration.ts';
import type { CalculationLine } from './calculation-line.ts';
import { formatFigure } from '@portail/platform/pure/french.ts';
import { giveVerdict, type Verdict } from './verdict.ts';

const BONUSES = { inclusion: BONUS_INCLUSION, mixite: BONUS_MIXITE };
/** The scales that the product starts with, not the fixture. */
const published = (exercise: number) => ({
  exercise,
  parameters: PSU_PARAMETERS.find((each) => each.exercise === exercise) ?? null,
  rows: PSU_SCALE_ROWS.filter((row) => row.exercise === exercise),
});

function verdict(change: Change = {}): Verdict {
  const input = sampleInput(change);
  return giveVerdict(input, nationalSheet(input), BONUSES);
}

const written = (lines: readonly CalculationLine[]) =>
  Object.fromEntries(lines.map((line) => [line.code, formatFigure(line.figure).replace(/[\u202F\u00A0]/g, ' ')]));
const operations = (lines: readonly CalculationLine[]) =>
  Object.fromEntries(lines.map((line) => [line.code, line.operation.replace(/[\u202F\u00A0]/g, ' ')]));

describe('the estimate is redone by hand from its lines', () => {
  test('G1, figure by figure', () =>
    expect(written(verdict().estimate.lines)).toEqual({
      invoicedHours: '53 000,00 h',
      attendedHours: '50 000,00 h',
      theoreticalCapacityHours: '73 590,00 h',
      places: '30 places',
      totalExpenses: '540 000,00 €',
      familyContributions: '88 510,00 €',
      generalSchemeRate: '98,00 %',
      billingRate: '106,00 %',
      band: '1',
      priceCap: '8,00 €/h',
      hourlyCost: '10,19 €/h',
      retainedCost: '8,00 €/h',
      psuPerHour: '5,28 €/h',
      eligibleHours: '53 000,00 h',
      gross: '279 840,00 €',
      net: '191 330,00 €',
      psu: '187 503,40 €',
      meeting: '931,39 €',
      entitlement: '188 434,79 €',
    }));

  test('G1, operation by operation', () =>
    expect(operations(verdict().estimate.lines)).toMatchObject({
      billingRate: '100 × 53 000,00 h ÷ 50 000,00 h',
      hourlyCost: '540 000,00 € ÷ 53 000,00 h',
      retainedCost: 'le plus petit de 10,19 €/h et 8,00 €/h',
      psuPerHour: '66,00 % × 8,00 €/h',
      gross: '53 000,00 h × 5,28 €/h',
      net: '279 840,00 € − 88 510,00 €',
      psu: '191 330,00 € × 98,00 %',
      meeting: '6,00 h × 30 places × 5,28 €/h × 98,00 %',
      entitlement: '187 503,40 € + 931,39 €',
    }));

  test('each parameter names its date and status, each field its line', () => {
    const lines = Object.fromEntries(verdict().estimate.lines.map((line) => [line.code, line.source]));
    expect(lines['priceCap']).toMatch(
      /^Barème 2016, couches et repas fournis, tranche 1 \(démonstration, non officiel, saisi le 01\/07\/2016\)/,
    );
    expect(lines['invoicedHours']).toContain('A09');
    expect(verdict().estimate).toMatchObject({ scaleRowId: 'fixture-2016-both-1', scaleStatus: 'FIXTURE' });
  });

  test('the floor at zero is said', () =>
    expect(operations(verdict({ financial: { p70641FamilyContributions: 28_000_000 } }).estimate.lines)['net']).toBe(
      '279 840,00 € − 280 000,00 € = −160,00 €, ramené à zéro',
    ));

  test('a linear cap shows its interpolation and both ends', () => {
    const { estimate } = verdict({ exercise: 2025, activity: { invoicedHours: 5_525_000 } });
    expect(operations(estimate.lines)['priceCap']).toBe(
      '10,00 − (10,00 − 8,70) × (110,50 − 107,00) ÷ (120,00 − 107,00)',
    );
    expect(written(estimate.lines)).toMatchObject({ priceCap: '9,65 €/h', psuPerHour: '6,37 €/h' });
    expect(estimate.scaleRowId).toBe('fixture-2025-both-1,fixture-2025-both-2');
  });
});

describe('information beside the entitlement', () => {
  test('a prévisionnelle shows the largest advance, 70 %', () =>
    expect(written(verdict({ type: 'FORECAST' }).estimate.information)['maximumAdvance']).toBe('131 904,35 €'));
  test('an actualisée shows the projection over twelve months and where its cost comes from', () => {
    const { estimate } = verdict({ type: 'UPDATED' });
    expect(estimate.entitlement).not.toBeNull();
    expect(estimate.information.find((line) => line.code === 'annualProjection')?.figure.value).toBe(
      estimate.entitlement! * 2,
    );
    expect(estimate.lines.find((line) => line.code === 'hourlyCost')?.source).toBe('Déclaration prévisionnelle 2016');
  });
  test('a réelle shows the settlement against the largest advance', () =>
    expect(written(verdict().estimate.information)['settlement']).toBe('54 719,40 €'));
  test('bonuses appear from 2019 on, outside the entitlement', () => {
    const change: Change = { activity: { childrenWithDisability: 3, enrolledChildren: 60 } };
    expect(written(verdict({ ...change, exercise: 2016 }).estimate.information)).not.toHaveProperty('bonusInclusion');
    // 540 000 € for 30 places is 18 000 € a place, 1.67 € an hour earns no bonus mixité.
    expect(written(verdict({ ...change, exercise: 2023 }).estimate.information)).toMatchObject({
      bonusInclusion: '8 100,00 €',
      bonusMixite: '0,00 €',
    });
  });
});

describe('an estimate that cannot be given says why', () => {
  const reason = (change: Change) => {
    const { available, unavailableReason, lines } = verdict(change).estimate;
    expect([available, lines]).toEqual([false, []]);
    return unavailableReason?.replace('\u202F', ' ');
  };
  const psu = published;

  test('the scale of the year is incomplete', () => {
    expect(reason({ input: { psu }, activity: { invoicedHours: 5_400_000 } })).toBe(
      'Estimation indisponible : barème 2016 incomplet',
    );
    expect(reason({ exercise: 2018, input: { psu } })).toBe('Estimation indisponible : barème 2018 incomplet');
  });
  test('a known cell of an incomplete scale is enough, with its status', () => {
    expect(verdict({ input: { psu } }).estimate).toMatchObject({ available: true, scaleStatus: 'RECONSTRUCTED' });
    const without = verdict({ input: { psu }, activity: { suppliesMeals: false } }).estimate;
    expect(without).toMatchObject({ available: true, scaleStatus: 'TO_CONFIRM' });
    expect(written(without.lines)['priceCap']).toBe('6,89 €/h');
  });
  test('the billing rate cannot be computed', () =>
    expect(reason({ activity: { attendedHours: 0 } })).toBe(
      'Estimation indisponible : taux de facturation non calculable',
    ));
  test('the general-scheme rate is not known', () =>
    expect(reason({ equipment: { generalSchemeRates: [] }, declaration: { generalSchemeRate: null } })).toContain(
      'taux de ressortissants du régime général 2016 non renseigné',
    ));
  test('figures are missing', () =>
    expect(reason({ activity: { places: undefined } })).toContain('pas encore renseignées'));
});

describe('indicators of domain.md 3.5', () => {
  test('G1', () =>
    expect(written(verdict().indicators)).toMatchObject({
      billingRate: '106,00 %',
      actualOccupancyRate: '67,94 %',
      invoicedOccupancyRate: '72,02 %',
      contributionPerHour: '1,67 €/h',
      costPerPlace: '18 000,00 €',
      attendedHourlyCost: '10,80 €/h',
    }));
  test('G2', () => {
    const { indicators } = verdict({
      activity: {
        places: 2_000,
        openingDays: 205,
        dailyOpeningHours: 1_000,
        attendedHours: 2_400_000,
        invoicedHours: 2_700_000,
      },
      declaration: {
        financial: {
          state: 'DRAFT',
          values: { c64Staff: 17_550_000, p70641FamilyContributions: 3_105_000 },
          lockedDigest: null,
          required: true,
        },
      },
    });
    expect(written(indicators)).toMatchObject({
      actualOccupancyRate: '58,54 %',
      invoicedOccupancyRate: '65,85 %',
      contributionPerHour: '1,15 €/h',
      costPerPlace: '8 775,00 €',
      attendedHourlyCost: '7,31 €/h',
    });
  });
  test('G3 goes over its capacity: ACT-04', () => {
    const { indicators, results } = verdict({
      activity: {
        places: 1_000,
        openingDays: 200,
        dailyOpeningHours: 1_000,
        attendedHours: 1_900_000,
        invoicedHours: 2_033_000,
      },
      financial: { p70641FamilyContributions: 6_099_000 },
    });
    expect(written(indicators)).toMatchObject({
      actualOccupancyRate: '95,00 %',
      invoicedOccupancyRate: '101,65 %',
      contributionPerHour: '3,00 €/h',
    });
    expect(results.map((each) => each.code)).toContain('ACT-04');
  });
});
