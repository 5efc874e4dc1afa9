import { atPresentCapacity, isAdjusted } from './comparable.ts';
import { EXPENSE_LINES, type ExpenseLine, INCOME_LINES, type IncomeLine, sumOf } from './declaration-data.ts';
import { percentOf, perUnit } from './exact.ts';
import type { Facts, Past } from './facts.ts';
import { euros, eurosPerHour, percent } from './figure.ts';
import { formatFigure, NARROW } from '@portail/platform/pure/french.ts';
import {
  type Finding,
  type Outcome,
  type Predicate,
  predicate,
  rangeFinding,
  relativeFinding,
  relativeGap,
  skip,
} from './predicate.ts';

/** Main accounts followed one by one from year to year (FIN-17), with their number. */
const MAIN_ACCOUNTS: readonly (readonly [ExpenseLine, string])[] = [
  ['c60Purchases', '60'],
  ['c61ExternalServices', '61'],
  ['c62OtherExternalServices', '62'],
  ['c64Staff', '64'],
];

/**
 * Controls of the financial section (domain.md 4.4). Those that also need activity figures answer OTHER_SECTION until
 * they are there (« à réévaluer », 9.5).
 */
export const FINANCIAL_RULES: Readonly<Record<string, Predicate>> = {
  'FIN-01': predicate(['min', 'max'], (f, t) =>
    needs(f, f.indicators.hourlyCost, (cost) =>
      rangeFinding(cost, t, eurosPerHour, { inputs: [f.indicators.totalExpenses, f.activity.invoicedHours ?? null] }),
    ),
  ),
  'FIN-02': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) =>
      needs(f, f.indicators.hourlyCost, (measured) =>
        compared(past.indicators.hourlyCost, (reference) =>
          relativeFinding({ measured, reference }, t.tolerance, eurosPerHour, past.exercise, {
            inputs: [f.indicators.totalExpenses, f.activity.invoicedHours ?? null],
          }),
        ),
      ),
    ),
  ),
  'FIN-03': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) =>
      needs(f, f.indicators.costPerPlace, (measured) =>
        compared(yearlyCostPerPlace(f, past), (reference) =>
          relativeFinding({ measured, reference }, t.tolerance, euros, past.exercise, {
            inputs: [f.indicators.totalExpenses, f.activity.places ?? null],
            adjusted: isAdjusted(f, past),
          }),
        ),
      ),
    ),
  ),
  'FIN-04': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) =>
      yearly(f, past, f.indicators.totalExpenses, past.indicators.totalExpenses, (measured, reference) =>
        relativeFinding({ measured, reference }, t.tolerance, euros, past.exercise, { adjusted: isAdjusted(f, past) }),
      ),
    ),
  ),
  'FIN-05': predicate(['min', 'max'], (f, t) => {
    const staff = staffCost(f);
    return shareOfExpenses(f, staff === 0 ? (f.financial.c86InKindUse ?? 0) : staff, (share, inputs) =>
      rangeFinding(share, t, percent, { field: 'c64Staff', inputs }),
    );
  }),
  'FIN-06': predicate([], (f) =>
    hasExpenses(f) && staffCost(f) === 0 && !f.financial.c86InKindUse
      ? { field: 'c64Staff', measured: euros(0) }
      : null,
  ),
  'FIN-07': predicate([], (f) => {
    if (!hasExpenses(f)) return null;
    const { suppliesNappies, suppliesMeals } = f.activity;
    if (suppliesNappies === undefined && suppliesMeals === undefined) return skip('OTHER_SECTION');
    if (suppliesNappies !== true && suppliesMeals !== true) return null;
    if (sumOf(f.financial, ['c60Purchases', 'c61ExternalServices', 'c62OtherExternalServices']) !== 0) return null;
    const supplied = [suppliesNappies === true ? 'couches' : '', suppliesMeals === true ? 'repas' : ''];
    return { field: 'c60Purchases', measured: euros(0), detail: supplied.filter((name) => name !== '').join(' et ') };
  }),
  'FIN-08': predicate(['tolerance'], (f, t) => {
    if (!f.financialFilled) return null;
    const used = f.financial.c86InKindUse ?? 0;
    const source = f.financial.p87InKindSource ?? 0;
    if (Math.abs(used - source) <= t.tolerance) return null;
    return {
      field: 'p87InKindSource',
      measured: euros(used),
      reference: euros(source),
      gap: euros(used - source),
      threshold: euros(t.tolerance),
    };
  }),
  'FIN-09': predicate(['min', 'max'], (f, t) =>
    needsContribution(f, (contribution, inputs) =>
      rangeFinding(contribution, t, eurosPerHour, { field: 'p70641FamilyContributions', inputs }),
    ),
  ),
  'FIN-10': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) =>
      needsContribution(f, (measured, inputs) =>
        compared(past.indicators.contributionPerHour, (reference) =>
          relativeFinding({ measured, reference }, t.tolerance, eurosPerHour, past.exercise, {
            field: 'p70641FamilyContributions',
            inputs,
          }),
        ),
      ),
    ),
  ),
  'FIN-11': predicate(['tolerance'], (f, t) =>
    withPrevious(f, (past) =>
      yearly(f, past, f.indicators.contributions, past.indicators.contributions, (measured, reference) =>
        relativeFinding({ measured, reference }, t.tolerance, euros, past.exercise, {
          field: 'p70641FamilyContributions',
          adjusted: isAdjusted(f, past),
        }),
      ),
    ),
  ),
  'FIN-12': predicate(['max'], (f, t) => {
    const other = f.financial.p70642OtherFamilyIncome ?? 0;
    const deductible = f.financial.p70641FamilyContributions;
    if (deductible === undefined || other === 0) return null;
    const share = percentOf(other, deductible);
    if (share !== null && share <= t.max) return null;
    return {
      field: 'p70642OtherFamilyIncome',
      measured: share === null ? euros(other) : percent(share),
      threshold: percent(t.max),
      inputs: [other, deductible],
    };
  }),
  'FIN-13': predicate(['tolerance'], (f, t) => {
    const booked = f.financial.p70623Psu;
    if (booked === undefined) return null;
    if (f.estimate.outcome.available) {
      const reference = f.estimate.outcome.result.entitlement;
      return relativeFinding({ measured: booked, reference }, t.tolerance, euros, f.exercise, { field: 'p70623Psu' });
    }
    return f.activityFilled ? skip('NO_ESTIMATE') : skip('OTHER_SECTION');
  }),
  'FIN-14': predicate(['min', 'max'], (f, t) => {
    const { totalIncome, totalExpenses } = f.indicators;
    if (totalIncome === null || totalExpenses === null) return null;
    return shareOfExpenses(f, totalIncome - totalExpenses, (share, inputs) =>
      rangeFinding(share, t, percent, { inputs }),
    );
  }),
  'FIN-15': predicate(['max'], (f, t) => lineShare(f, 'c67Exceptional', t.max)),
  'FIN-16': predicate(['max'], (f, t) => lineShare(f, 'c68Depreciation', t.max)),
  'FIN-17': predicate(['tolerance', 'amount'], (f, t) =>
    withPrevious(f, (past) => mainAccounts(f, past, t.tolerance, t.amount)),
  ),
  'FIN-18': predicate([], (f) => withPrevious(f, (past) => identicalLines(f, past))),
  'FIN-19': predicate([], (f) => {
    if (!hasExpenses(f) || f.equipment?.partnerStatus !== 'PUBLIC') return null;
    const full = ['c61ExternalServices', 'c62OtherExternalServices', 'c65OtherCurrent', 'c86InKindUse'] as const;
    return sumOf(f.financial, full) === 0 ? { field: 'c61ExternalServices', measured: euros(0) } : null;
  }),
};

function withPrevious(f: Facts, compare: (past: Past) => Outcome): Outcome {
  return f.previous === null ? skip('NO_HISTORY') : compare(f.previous);
}

function hasExpenses(f: Facts): boolean {
  return f.indicators.totalExpenses !== null && f.indicators.totalExpenses > 0;
}

/** A figure made of both sections: silent while this section is empty, to be run again while the other one is. */
function needs(f: Facts, value: number | null, test: (value: number) => Outcome): Outcome {
  if (f.indicators.totalExpenses === null) return null;
  return value === null ? skip('OTHER_SECTION') : test(value);
}

function needsContribution(f: Facts, test: (value: number, inputs: Finding['inputs']) => Outcome): Outcome {
  const { contributions, contributionPerHour } = f.indicators;
  if (contributions === null) return null;
  if (contributionPerHour === null) return skip('OTHER_SECTION');
  return test(contributionPerHour, [contributions, f.activity.invoicedHours ?? null]);
}

function compared(reference: number | null, test: (reference: number) => Outcome): Outcome {
  return reference === null ? null : test(reference);
}

/** An amount of the year against N-1’s, brought to the present capacity when one of the years is partial. */
function yearly(
  f: Facts,
  past: Past,
  measured: number | null,
  before: number | null,
  test: (measured: number, reference: number) => Outcome,
): Outcome {
  if (measured === null || before === null) return null;
  const reference = atPresentCapacity(f, past, before);
  return reference === null ? skip('OTHER_SECTION') : test(measured, reference);
}

function yearlyCostPerPlace(f: Facts, past: Past): number | null {
  const expenses = past.indicators.totalExpenses;
  const scaled = expenses === null ? null : atPresentCapacity(f, past, expenses);
  // At present capacity the places of a partial year are the present ones; otherwise its own.
  const places = f.partial || past.partial ? f.activity.places : past.activity.places;
  return scaled === null || places === undefined ? null : perUnit(scaled, places);
}

/**
 * Staff cost, accounts 64 and 63A. Account 86 is not split: assumption, it stands for staff made available only where no
 * staff is paid at all (FIN-05).
 */
function staffCost(f: Facts): number {
  return sumOf(f.financial, ['c64Staff', 'c63aPayrollTaxes']);
}

function shareOfExpenses(f: Facts, part: number, test: (share: number, inputs: Finding['inputs']) => Outcome): Outcome {
  const { totalExpenses } = f.indicators;
  const share = totalExpenses === null ? null : percentOf(part, totalExpenses);
  return share === null ? null : test(share, [part, totalExpenses]);
}

function lineShare(f: Facts, line: ExpenseLine, max: number): Outcome {
  return shareOfExpenses(f, f.financial[line] ?? 0, (share, inputs) =>
    share <= max ? null : { field: line, measured: percent(share), threshold: percent(max), inputs },
  );
}

/** The main account whose amount moved most, in euros; the detail names them all. */
function mainAccounts(f: Facts, past: Past, tolerance: number, amount: number): Outcome {
  if (!f.financialFilled) return null;
  const moved = MAIN_ACCOUNTS.flatMap(([line, number]) => {
    const before = past.financial[line];
    const measured = f.financial[line];
    const reference = before === undefined ? null : atPresentCapacity(f, past, before);
    if (measured === undefined || reference === null) return [];
    const gap = relativeGap(measured, reference);
    const far = Math.abs(measured - reference) > amount && (gap === null || Math.abs(gap) > tolerance);
    return far ? [{ line, number, measured, reference, gap }] : [];
  });
  const worst = moved.toSorted((a, b) => Math.abs(b.measured - b.reference) - Math.abs(a.measured - a.reference))[0];
  if (worst === undefined) return null;
  return {
    field: worst.line,
    measured: euros(worst.measured),
    reference: euros(worst.reference),
    referenceExercise: past.exercise,
    gap: worst.gap === null ? undefined : percent(worst.gap),
    threshold: percent(tolerance),
    adjusted: isAdjusted(f, past),
    detail: moved
      .map(
        (each) =>
          `compte ${each.number}, ${formatFigure(euros(each.measured))} contre ${formatFigure(euros(each.reference))}`,
      )
      .join(`${NARROW}; `),
    inputs: [amount, ...moved.flatMap((each) => [each.line, each.measured, each.reference])],
  };
}

function identicalLines(f: Facts, past: Past): Outcome {
  if (!hasExpenses(f)) return null;
  const lines: readonly (ExpenseLine | IncomeLine)[] = [...EXPENSE_LINES, ...INCOME_LINES];
  if (lines.some((line) => (f.financial[line] ?? 0) !== (past.financial[line] ?? 0))) return null;
  return {
    measured: euros(f.indicators.totalExpenses!),
    reference: euros(past.indicators.totalExpenses!),
    referenceExercise: past.exercise,
  };
}
