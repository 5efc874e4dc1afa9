import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { line } from '@testing/examples/declaration';
import { activityFigures, financialFigures } from './live-figures';

const plain = { modulated: false, contributions: null };

describe('indicators of the activity (domain 2.2)', () => {
  test('they are integers in hundredths, half-up', () => {
    const values = {
      places: 2800,
      openingDays: 220,
      dailyOpeningHours: 1100,
      attendedHours: 4500000,
      invoicedHours: 5000000,
    };
    expect(activityFigures(values, { modulated: false, contributions: 8000000 })).toEqual({
      theoreticalCapacityHours: 6776000,
      billingRate: 11111,
      actualOccupancyRate: 6641,
      invoicedOccupancyRate: 7379,
      contributionPerHour: 160,
    });
  });

  test('a missing or nil term gives no figure, never zero or infinity', () => {
    const figures = activityFigures({ attendedHours: 0, invoicedHours: 100 }, plain);
    expect(figures).toEqual({
      theoreticalCapacityHours: null,
      billingRate: null,
      actualOccupancyRate: null,
      invoicedOccupancyRate: null,
      contributionPerHour: null,
    });
  });

  test('a modulated approval takes the capacity typed, not the product', () => {
    const values = { places: 2800, openingDays: 220, dailyOpeningHours: 1100, theoreticalCapacityHours: 5000000 };
    expect(activityFigures(values, { modulated: true, contributions: null }).theoreticalCapacityHours).toBe(5000000);
    expect(activityFigures(values, plain).theoreticalCapacityHours).toBe(6776000);
  });

  test('the contributions typed in an actualisée win over the reminder', () => {
    const values = { invoicedHours: 100_00, familyContributionsReminder: 150_00 };
    expect(activityFigures(values, { modulated: false, contributions: 900_00 }).contributionPerHour).toBe(150);
  });

  test('half a hundredth goes up', () => {
    // 1,00 × 1 day × 0,05 = 0,05 h exactly; 0,50 × 1 × 0,01 = 0,005 h → 0,01 h
    expect(activityFigures({ places: 50, openingDays: 1, dailyOpeningHours: 1 }, plain).theoreticalCapacityHours).toBe(
      1,
    );
    expect(activityFigures({ places: 49, openingDays: 1, dailyOpeningHours: 1 }, plain).theoreticalCapacityHours).toBe(
      0,
    );
  });
});

describe('totals of the accounts (domain 2.4)', () => {
  const lines = [
    line({ field: 'c60Purchases', side: 'CHARGES' }),
    line({ field: 'c66Financial', side: 'CHARGES', requirement: 'OPTIONAL' }),
    line({ field: 'totalExpenses', side: 'CHARGES', requirement: 'DERIVED' }),
    line({ field: 'p744Municipality', side: 'PRODUITS' }),
    line({ field: 'comment', kind: 'TEXT' }),
  ];

  test('each side is the sum of its typed lines; an empty line counts for nothing', () => {
    const values = { c60Purchases: 1050, c66Financial: null, totalExpenses: 999, p744Municipality: 2000, comment: 'x' };
    expect(financialFigures(lines, values, 100_00)).toEqual({
      totalExpenses: 1050,
      totalIncome: 2000,
      surplus: 950,
      deficit: 0,
      hourlyCost: 11,
    });
  });

  test('without hours, or without charges, there is no hourly cost', () => {
    expect(financialFigures(lines, { c60Purchases: 1 }, null).hourlyCost).toBeNull();
    expect(financialFigures(lines, { c60Purchases: 1 }, 0).hourlyCost).toBeNull();
    expect(financialFigures(lines, {}, 100).hourlyCost).toBeNull();
  });

  test('charges plus surplus always equal income plus deficit', () => {
    const amount = fc.option(fc.integer({ min: 0, max: 100_000_000_000 }));
    fc.assert(
      fc.property(amount, amount, amount, (c60Purchases, c66Financial, p744Municipality) => {
        const total = financialFigures(lines, { c60Purchases, c66Financial, p744Municipality }, null);
        expect(total.totalExpenses + total.surplus).toBe(total.totalIncome + total.deficit);
      }),
    );
  });
});
