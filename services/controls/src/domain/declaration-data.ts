/** Type of declaration: prévisionnelle, actualisée, réelle (domain.md 1.2). */
export type DeclarationType = 'FORECAST' | 'UPDATED' | 'ACTUAL';

/** ISO dates (yyyy-mm-dd), both included. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/**
 * « Données d’activité » (domain.md 2.2). Hours, places and the daily span are integer hundredths; days and children are
 * plain integers; money is integer cents. An absent key is a field left empty.
 */
// A type alias rather than an interface: it stays assignable to an index signature, which the field rules need.
export type ActivityData = {
  readonly activeFrom?: string;
  readonly activeTo?: string;
  readonly places?: number;
  readonly openingDays?: number;
  readonly dailyOpeningHours?: number;
  /** Typed only under a modulated approval; otherwise places × days × daily span. */
  readonly theoreticalCapacityHours?: number;
  readonly suppliesNappies?: boolean;
  readonly suppliesMeals?: boolean;
  readonly attendedHours?: number;
  readonly invoicedHours?: number;
  readonly invoicedHoursGeneralScheme?: number;
  readonly hoursRegular?: number;
  readonly hoursOccasional?: number;
  readonly hoursEmergency?: number;
  readonly enrolledChildren?: number;
  readonly childrenLowContribution?: number;
  readonly childrenWithDisability?: number;
  readonly exceptionalHours?: number;
  readonly trainingDays?: number;
  /** H05, typed in the activity form of an actualisée only; elsewhere it is account 70641. */
  readonly familyContributionsReminder?: number;
  readonly comment?: string;
};

/** Accounts of the charges side, in the order of domain.md 2.4. */
export const EXPENSE_LINES = [
  'c60Purchases',
  'c61ExternalServices',
  'c62OtherExternalServices',
  'c63aPayrollTaxes',
  'c63bOtherTaxes',
  'c64Staff',
  'c65OtherCurrent',
  'c66Financial',
  'c67Exceptional',
  'c68Depreciation',
  'c69IncomeTax',
  'c86InKindUse',
] as const;

/** Accounts of the produits side, in the order of domain.md 2.4. */
export const INCOME_LINES = [
  'p70623Psu',
  'p70624PsuSupportFund',
  'p70641FamilyContributions',
  'p70642OtherFamilyIncome',
  'p708Ancillary',
  'p741State',
  'p742Region',
  'p743Department',
  'p744Municipality',
  'p7451NationalBodies',
  'p7452CafGrants',
  'p746Epci',
  'p747Companies',
  'p748Other',
  'p75OtherCurrent',
  'p76Financial',
  'p77Exceptional',
  'p78Reversals',
  'p79Transfers',
  'p87InKindSource',
] as const;

/** Accounts 74x: subsidies other than the PSU (DEC-04). */
export const SUBSIDY_LINES = [
  'p741State',
  'p742Region',
  'p743Department',
  'p744Municipality',
  'p7451NationalBodies',
  'p7452CafGrants',
  'p746Epci',
  'p747Companies',
  'p748Other',
] as const;

export type ExpenseLine = (typeof EXPENSE_LINES)[number];
export type IncomeLine = (typeof INCOME_LINES)[number];

/** « Données financières » (domain.md 2.4), integer cents. An absent key is a line left empty. */
export type FinancialData = { readonly [line in ExpenseLine | IncomeLine]?: number };

/** Sum of the lines given, an empty line counting for nothing; cents. */
export function sumOf(data: FinancialData, lines: readonly (ExpenseLine | IncomeLine)[]): number {
  let sum = 0;
  for (const line of lines) sum += data[line] ?? 0;
  return sum;
}
