import { describe, expect, test } from '@jest/globals';
import { fixtureLinearScale, fixtureScale } from '../store/reference/fixture-scale.ts';
import { estimateCases } from './estimate-cases.ts';

const G1 = {
  id: 'G1',
  type: 'ACTUAL',
  places: '30.00',
  theoreticalCapacityHours: '73590.00',
  attendedHours: '50000.00',
  invoicedHours: '53000',
  totalExpenses: '540000.0',
  familyContributions: '88510.00',
  generalSchemeRate: '98.00',
  suppliesNappiesAndMeals: true,
};
const G5 = {
  ...G1,
  id: 'G5',
  type: 'UPDATED',
  theoreticalCapacityHours: '36960.00',
  attendedHours: '25800.00',
  invoicedHours: '27500.00',
  totalExpenses: '0.00',
  familyContributions: '45000.00',
  hourlyCost: '10.05',
  periodRatio: '0.50',
};
const estimate = (...cases: unknown[]) => estimateCases(cases, fixtureScale(2016));
const refusal = (change: Record<string, unknown>) => {
  try {
    estimate(G1, { ...G1, id: 'second', ...change });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('the answer', () => {
  test('G1 and G5, every decimal as a text with two digits', () =>
    expect(estimate(G1, G5)).toEqual([
      {
        id: 'G1',
        billingRate: '106.00',
        band: 1,
        priceCap: '8.00',
        hourlyCost: '10.19',
        retainedCost: '8.00',
        psuPerHour: '5.28',
        eligibleHours: '53000.00',
        gross: '279840.00',
        net: '191330.00',
        psu: '187503.40',
        meeting: '931.39',
        entitlement: '188434.79',
      },
      {
        id: 'G5',
        billingRate: '106.59',
        band: 1,
        priceCap: '8.00',
        hourlyCost: '10.05',
        retainedCost: '8.00',
        psuPerHour: '5.28',
        eligibleHours: '27500.00',
        gross: '145200.00',
        net: '100200.00',
        psu: '98196.00',
        meeting: '465.70',
        entitlement: '98661.70',
      },
    ]));
  test('an actualisée without an hourly cost takes the cap, with or without charges', () => {
    const { hourlyCost: _given, totalExpenses: _none, ...bare } = G5;
    expect(estimate(bare, { ...bare, totalExpenses: '275000.00' })).toMatchObject([
      { hourlyCost: '8.00', entitlement: '98661.70' },
      { hourlyCost: '8.00', entitlement: '98661.70' },
    ]);
  });
  test('a linear scale has no band', () =>
    expect(estimateCases([{ ...G1, invoicedHours: '55250.00' }], fixtureLinearScale(2025))).toMatchObject([
      { billingRate: '110.50', band: null, priceCap: '9.65', psuPerHour: '6.37' },
    ]));
  test('what cannot be calculated says why, the others are calculated', () =>
    expect(
      estimate({ ...G1, attendedHours: '0.00' }, { ...G1, invoicedHours: '0' }, { ...G1, id: 'third' }),
    ).toMatchObject([
      { id: 'G1', unavailable: 'taux de facturation non calculable' },
      { id: 'G1', unavailable: 'prix de revient horaire non calculable' },
      { id: 'third', entitlement: '188434.79' },
    ]));
  test('no case, no answer', () => expect(estimate()).toEqual([]));
});

describe('malformed input names the case and the field', () => {
  test.each<[Record<string, unknown>, string, RegExp]>([
    [{ invoicedHours: '1.234' }, 'invoicedHours', /at most two digits/],
    [{ invoicedHours: '-1.00' }, 'invoicedHours', /negative/],
    [{ invoicedHours: '-0.00' }, 'invoicedHours', /negative/],
    [{ invoicedHours: '1,5' }, 'invoicedHours', /not a decimal/],
    [{ invoicedHours: '1e3' }, 'invoicedHours', /not a decimal/],
    [{ invoicedHours: '' }, 'invoicedHours', /not a decimal/],
    [{ invoicedHours: '10000000000' }, 'invoicedHours', /more than 1000000000.00/],
    [{ invoicedHours: 53_000 }, 'invoicedHours', /written as text/],
    [{ invoicedHours: undefined }, 'invoicedHours', /missing/],
    [{ invoicedHours: null }, 'invoicedHours', /missing/],
    [{ totalExpenses: null }, 'totalExpenses', /missing/],
    [{ generalSchemeRate: '100.01' }, 'generalSchemeRate', /more than 100.00/],
    [{ periodRatio: '1.01' }, 'periodRatio', /more than 1.00/],
    [{ periodRatio: '0.00' }, 'periodRatio', /more than 0/],
    [{ type: 'REAL' }, 'type', /one of FORECAST, UPDATED, ACTUAL/],
    [{ suppliesNappiesAndMeals: 'yes' }, 'suppliesNappiesAndMeals', /true or false/],
    [{ exercise: '2016' }, 'exercise', /not a known field/],
  ])('%j', (change, field, fault) => {
    const message = refusal(change);
    expect(message).toContain(`case 2 (id "second"), field "${field}"`);
    expect(message).toMatch(fault);
  });
  test.each([[{ id: 7 }], [{ id: '' }], [{ id: undefined }]])('%j', (change) =>
    expect(refusal(change)).toBe('case 2, field "id": must be a non-empty text'),
  );
  test('a case that is not an object', () => expect(() => estimate(G1, [])).toThrow('case 2: must be an object'));
  test('a document that is not an array', () =>
    expect(() => estimateCases({ cases: [] }, fixtureScale(2016))).toThrow('document: must be an array of cases'));
});
