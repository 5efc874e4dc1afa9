import { type DeclarationVersion } from './declaration-version.ts';
import { EXPENSE_LINES, INCOME_LINES, sumOf } from './declaration-data.ts';
import { percentOf, perUnit, product } from './exact.ts';

/** Derived figures of one declaration (domain.md 2.2 and 6); null when an operand is missing or a divisor is zero. */
export interface Indicators {
  /** A05, hundredths of an hour: typed under a modulated approval, otherwise places × days × daily span. */
  readonly capacity: number | null;
  /** places × days × daily span whatever the approval, hundredths of an hour. */
  readonly fullCapacity: number | null;
  readonly suppliesBoth: boolean | null;
  /** Rates in hundredths of a percent. */
  readonly billingRate: number | null;
  readonly actualOccupancyRate: number | null;
  readonly invoicedOccupancyRate: number | null;
  /** H05: account 70641, or what the actualisée types; cents. */
  readonly contributions: number | null;
  /** Cents per invoiced hour. */
  readonly contributionPerHour: number | null;
  /** Cents; null while the financial section is empty. */
  readonly totalExpenses: number | null;
  readonly totalIncome: number | null;
  /** Cents per invoiced hour, per attended hour, per place. */
  readonly hourlyCost: number | null;
  readonly attendedHourlyCost: number | null;
  readonly costPerPlace: number | null;
  /** Hundredths. */
  readonly attendedPerPlace: number | null;
  readonly childrenPerPlace: number | null;
}

/** True once something was saved in the section. */
export function isFilled(section: { readonly state: string }): boolean {
  return section.state !== 'EMPTY';
}

/** Derives every indicator of a declaration. */
export function deriveIndicators(declaration: DeclarationVersion, modulated: boolean): Indicators {
  const a = declaration.activity.values;
  const f = declaration.financial.values;
  const filled = isFilled(declaration.financial);
  const fullCapacity = fullCapacityOf(a.places, a.openingDays, a.dailyOpeningHours);
  const capacity = modulated ? (a.theoreticalCapacityHours ?? null) : fullCapacity;
  const contributions =
    (declaration.type === 'UPDATED' ? a.familyContributionsReminder : f.p70641FamilyContributions) ?? null;
  const totalExpenses = filled ? sumOf(f, EXPENSE_LINES) : null;
  return {
    capacity,
    fullCapacity,
    suppliesBoth:
      a.suppliesNappies === undefined || a.suppliesMeals === undefined ? null : a.suppliesNappies && a.suppliesMeals,
    billingRate: percentOrNull(a.invoicedHours, a.attendedHours),
    actualOccupancyRate: percentOrNull(a.attendedHours, capacity),
    invoicedOccupancyRate: percentOrNull(a.invoicedHours, capacity),
    contributions,
    contributionPerHour: perUnitOrNull(contributions, a.invoicedHours),
    totalExpenses,
    totalIncome: filled ? sumOf(f, INCOME_LINES) : null,
    hourlyCost: perUnitOrNull(totalExpenses, a.invoicedHours),
    attendedHourlyCost: perUnitOrNull(totalExpenses, a.attendedHours),
    costPerPlace: perUnitOrNull(totalExpenses, a.places),
    attendedPerPlace: perUnitOrNull(a.attendedHours, a.places),
    childrenPerPlace: perUnitOrNull(scaled(a.enrolledChildren), a.places),
  };
}

function scaled(count: number | undefined): number | null {
  return count === undefined ? null : count * 100;
}

function fullCapacityOf(places?: number, openingDays?: number, dailyOpeningHours?: number): number | null {
  if (places === undefined || openingDays === undefined || dailyOpeningHours === undefined) return null;
  return product(places * openingDays, dailyOpeningHours);
}

type Operand = number | null | undefined;

function isKnown(operand: Operand): operand is number {
  return operand !== null && operand !== undefined;
}

function percentOrNull(part: Operand, whole: Operand): number | null {
  return isKnown(part) && isKnown(whole) ? percentOf(part, whole) : null;
}

function perUnitOrNull(total: Operand, quantity: Operand): number | null {
  return isKnown(total) && isKnown(quantity) ? perUnit(total, quantity) : null;
}
