import type { FormLine, Values } from '@api/workflow/workflow.types';

/** Integers in hundredths of their unit; null when a term is missing or the division has no meaning. */
export interface ActivityFigures {
  /** Hours. */
  readonly theoreticalCapacityHours: number | null;
  /** Percent, A09/A08. */
  readonly billingRate: number | null;
  /** Percent, A08/A05. */
  readonly actualOccupancyRate: number | null;
  /** Percent, A09/A05. */
  readonly invoicedOccupancyRate: number | null;
  /** Euros per invoiced hour, H05/A09. */
  readonly contributionPerHour: number | null;
}

export interface FinancialFigures {
  /** Cents. */
  readonly totalExpenses: number;
  readonly totalIncome: number;
  readonly surplus: number;
  readonly deficit: number;
  /** Euros per invoiced hour; null when the activity is unknown or not this person's to read. */
  readonly hourlyCost: number | null;
}

/**
 * Indicators of domain.md 2.2 as one types. Half-up at the second decimal, in integers only.
 * @param known contributions of the other section (H05), cents; a typed reminder (actualisée) wins
 */
export function activityFigures(
  values: Values,
  known: { modulated: boolean; contributions: number | null },
): ActivityFigures {
  const attended = figure(values, 'attendedHours');
  const invoiced = figure(values, 'invoicedHours');
  const capacity = known.modulated
    ? figure(values, 'theoreticalCapacityHours')
    : capacityHours(figure(values, 'places'), figure(values, 'openingDays'), figure(values, 'dailyOpeningHours'));
  const contributions = figure(values, 'familyContributionsReminder') ?? known.contributions;
  return {
    theoreticalCapacityHours: capacity,
    billingRate: percent(invoiced, attended),
    actualOccupancyRate: percent(attended, capacity),
    invoicedOccupancyRate: percent(invoiced, capacity),
    contributionPerHour: ratio(contributions, invoiced),
  };
}

/** Totals of domain.md 2.4: every typed line of a side counts, an empty one for nothing. */
export function financialFigures(
  lines: readonly FormLine[],
  values: Values,
  invoicedHours: number | null,
): FinancialFigures {
  const total = (side: 'CHARGES' | 'PRODUITS') =>
    lines
      .filter((line) => line.side === side && (line.requirement === 'MANDATORY' || line.requirement === 'OPTIONAL'))
      .reduce((sum, line) => sum + (figure(values, line.field) ?? 0), 0);
  const totalExpenses = total('CHARGES');
  const totalIncome = total('PRODUITS');
  return {
    totalExpenses,
    totalIncome,
    surplus: Math.max(0, totalIncome - totalExpenses),
    deficit: Math.max(0, totalExpenses - totalIncome),
    hourlyCost: totalExpenses === 0 ? null : ratio(totalExpenses, invoicedHours),
  };
}

/** Places (hundredths) × days × amplitude (hundredths) → hours in hundredths. */
function capacityHours(places: number | null, days: number | null, amplitude: number | null): number | null {
  if (places === null || days === null || amplitude === null) return null;
  return halfUp(BigInt(places) * BigInt(days) * BigInt(amplitude), 100n);
}

/** 100 × part / whole with two decimals, as hundredths of a percent. */
function percent(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null;
  return halfUp(BigInt(part) * 10_000n, BigInt(whole));
}

/** Amount per hour, both in hundredths, as hundredths. */
function ratio(amount: number | null, hours: number | null): number | null {
  if (amount === null || hours === null || hours === 0) return null;
  return halfUp(BigInt(amount) * 100n, BigInt(hours));
}

/** Half-up division of non-negative integers. */
function halfUp(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

function figure(values: Values, field: string): number | null {
  const value = values[field];
  return typeof value === 'number' ? value : null;
}
