import type { Values } from './declaration-view.ts';

/**
 * Believable activity figures of a nursery of 20 places: 48 400 h of capacity, billing rate 106 %, occupancy 70 %.
 * Hours, places and amplitude are hundredths.
 * @param share multiplies the hours, in percent; another share makes historical alerts appear
 */
export function activityFigures(share = 100): Values {
  return {
    places: 2_000,
    openingDays: 220,
    dailyOpeningHours: 1_100,
    suppliesNappies: true,
    suppliesMeals: true,
    attendedHours: 34_000 * share,
    invoicedHours: 36_000 * share,
    enrolledChildren: 50,
  };
}

/** Activity figures of a half year, with the families’ contributions that an actualisée asks for (cents). */
export function updatedFigures(): Values {
  return {
    places: 2_000,
    openingDays: 110,
    dailyOpeningHours: 1_100,
    suppliesNappies: true,
    suppliesMeals: true,
    attendedHours: 1_700_000,
    invoicedHours: 1_800_000,
    familyContributionsReminder: 2_970_000,
  };
}

/** Believable accounts for {@link activityFigures}, cents: 342 000 € on both sides, 9,50 € an hour. */
export function financialFigures(): Values {
  const euros = {
    c60Purchases: 30_000,
    c61ExternalServices: 20_000,
    c62OtherExternalServices: 10_000,
    c63aPayrollTaxes: 10_000,
    c63bOtherTaxes: 1_000,
    c64Staff: 250_000,
    c65OtherCurrent: 5_000,
    c66Financial: 0,
    c67Exceptional: 0,
    c68Depreciation: 11_000,
    c86InKindUse: 5_000,
    p70623Psu: 120_000,
    p70624PsuSupportFund: 0,
    p70641FamilyContributions: 59_400,
    p70642OtherFamilyIncome: 600,
    p708Ancillary: 0,
    p741State: 0,
    p742Region: 0,
    p743Department: 0,
    p744Municipality: 157_000,
    p7451NationalBodies: 0,
    p7452CafGrants: 0,
    p746Epci: 0,
    p747Companies: 0,
    p748Other: 0,
    p75OtherCurrent: 0,
    p76Financial: 0,
    p77Exceptional: 0,
    p78Reversals: 0,
    p79Transfers: 0,
    p87InKindSource: 5_000,
  };
  return Object.fromEntries(Object.entries(euros).map(([field, amount]) => [field, amount * 100]));
}
