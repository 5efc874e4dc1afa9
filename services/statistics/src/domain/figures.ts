/**
 * What the statistics keep of a validated réelle, or of many added up: integers in hundredths (places, hours, hours a day)
 * and cents; days, children and yes-or-no (0 or 1) are counted as they are.
 */
export const FIGURES = [
  'places',
  'openingDays',
  'dailyOpeningHours',
  'capacity',
  'attended',
  'invoiced',
  'children',
  'nappies',
  'meals',
  'expenses',
  'staff',
  'purchases',
  'families',
  'caf',
  'local',
  'income',
] as const;

/** The figures of a declaration. */
export type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;

/**
 * With the entitlement, which is not known for all: its hours and places are those of the declarations that have one, so
 * that a mean divides what belongs together.
 */
export const SUMMED = [...FIGURES, 'entitlement', 'entitlementInvoiced', 'entitlementPlaces'] as const;

/** Figures of `count` EAJE added up; an equipment is the sum of one. */
export type Sums = Readonly<Record<(typeof SUMMED)[number], number>> & { readonly count: number };

/** Values of a section by field, as the workflow says them. */
export type SectionValues = Readonly<Record<string, number | boolean | string | undefined>>;

const EXPENSES = /^c(6|86)/;
const INCOME = /^p[78]/;

/** The typed figures of a réelle (domain.md sections 2 and 6); an empty line counts for nothing. */
export function figuresOf(activity: SectionValues, financial: SectionValues): Figures {
  const number = (value: SectionValues[string]) => (typeof value === 'number' ? value : 0);
  const of = (field: string) => number(financial[field]);
  const total = (side: RegExp) =>
    Object.entries(financial).reduce((sum, [field, value]) => (side.test(field) ? sum + number(value) : sum), 0);
  const places = number(activity['places']);
  const openingDays = number(activity['openingDays']);
  const dailyOpeningHours = number(activity['dailyOpeningHours']);
  return {
    places,
    openingDays,
    dailyOpeningHours,
    // Typed under a modulated approval only; otherwise places × days × daily span (A05).
    capacity: capacityOf(activity['theoreticalCapacityHours'], places, openingDays, dailyOpeningHours),
    attended: number(activity['attendedHours']),
    invoiced: number(activity['invoicedHours']),
    children: number(activity['enrolledChildren']),
    nappies: activity['suppliesNappies'] === true ? 1 : 0,
    meals: activity['suppliesMeals'] === true ? 1 : 0,
    expenses: total(EXPENSES),
    staff: of('c64Staff') + of('c63aPayrollTaxes'),
    purchases: of('c60Purchases'),
    families: of('p70641FamilyContributions'),
    caf: of('p70623Psu') + of('p70624PsuSupportFund') + of('p7452CafGrants'),
    local: of('p742Region') + of('p743Department') + of('p744Municipality') + of('p746Epci'),
    income: total(INCOME),
  };
}

function capacityOf(typed: SectionValues[string], places: number, days: number, span: number): number {
  if (typeof typed === 'number') return typed;
  // Hundredths of a place × hundredths of an hour a day: four decimals, rounded half up to two.
  return Math.floor((places * days * span + 50) / 100);
}
