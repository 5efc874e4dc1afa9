import { EXPENSE_LINES, sumOf } from './declaration-data.ts';
import type { Facts } from './facts.ts';
import { count, days, euros, hours, hoursPerDay } from './figure.ts';
import { formatDate } from '@portail/platform/pure/french.ts';
import { type Finding, type Outcome, type Predicate, predicate, type RuleContext } from './predicate.ts';
import { covers, type FieldRequirement } from './rule-sheet.ts';

/** Controls inside the forms (domain.md 4.2): all blocking, at most one finding per field. */
export const FIELD_RULES: Readonly<Record<string, Predicate>> = {
  'ACT-B01': predicate([], (f, _t, context) => emptyFields(f, context, 'ACTIVITY', [])),
  'ACT-B02': predicate([], (f) => {
    const { openingDays } = f.activity;
    if (openingDays === undefined || openingDays <= f.openDays) return null;
    return { field: 'openingDays', measured: days(openingDays * 100), threshold: days(f.openDays * 100) };
  }),
  'ACT-B03': predicate(['max'], (f, t) => {
    const span = f.activity.dailyOpeningHours;
    if (span === undefined || (span > 0 && span <= t.max)) return null;
    return { field: 'dailyOpeningHours', measured: hoursPerDay(span), threshold: hoursPerDay(t.max) };
  }),
  'ACT-B04': predicate([], (f) => {
    const { attendedHours, invoicedHours } = f.activity;
    if (attendedHours === undefined || invoicedHours === undefined) return null;
    if (attendedHours > 0 === invoicedHours > 0) return null;
    const field = attendedHours > 0 ? 'invoicedHours' : 'attendedHours';
    return { field, measured: hours(invoicedHours), reference: hours(attendedHours) };
  }),
  'ACT-B05': predicate([], (f) => {
    const { enrolledChildren, childrenWithDisability, childrenLowContribution } = f.activity;
    if (enrolledChildren === undefined) return null;
    const parts = { childrenWithDisability, childrenLowContribution };
    return Object.entries(parts).flatMap(([field, part]) =>
      part !== undefined && part > enrolledChildren
        ? [{ field, measured: count(part), reference: count(enrolledChildren) }]
        : [],
    );
  }),
  'ACT-B06': predicate(['tolerance'], (f, t) => {
    const { hoursRegular, hoursOccasional, hoursEmergency, invoicedHours } = f.activity;
    const parts = [hoursRegular, hoursOccasional, hoursEmergency].filter((part) => part !== undefined);
    if (parts.length === 0 || invoicedHours === undefined) return null;
    const sum = parts.reduce((total, part) => total + part, 0);
    if (Math.abs(sum - invoicedHours) <= t.tolerance) return null;
    return {
      field: 'hoursRegular',
      measured: hours(sum),
      reference: hours(invoicedHours),
      gap: hours(sum - invoicedHours),
      threshold: hours(t.tolerance),
    };
  }),
  'ACT-B07': predicate([], (f) => {
    const { exceptionalHours } = f.activity;
    if (exceptionalHours === undefined || exceptionalHours <= 0) return null;
    if (f.estimate.reference.parameters?.exceptionalHoursDecision === true) return null;
    return { field: 'exceptionalHours', measured: hours(exceptionalHours) };
  }),
  'ACT-B08': predicate([], (f) =>
    f.modulated && f.activity.theoreticalCapacityHours === undefined ? { field: 'theoreticalCapacityHours' } : null,
  ),
  'ACT-B09': predicate([], (f) =>
    f.activity.familyContributionsReminder === undefined ? { field: 'familyContributionsReminder' } : null,
  ),
  'ACT-B10': predicate(['max'], (f, t, context) => malformedFields(f, context, 'ACTIVITY', t.max)),
  'FIN-B01': predicate([], (f) =>
    f.financial.p70641FamilyContributions === undefined ? { field: 'p70641FamilyContributions' } : null,
  ),
  'FIN-B02': predicate([], (f, _t, context) => emptyFields(f, context, 'FINANCIAL', ['p70641FamilyContributions'])),
  'FIN-B03': predicate([], (f) =>
    f.financialFilled && sumOf(f.financial, EXPENSE_LINES) === 0 ? { field: 'c60Purchases', measured: euros(0) } : null,
  ),
  'FIN-B04': predicate(['max'], (f, t, context) => malformedFields(f, context, 'FINANCIAL', t.max)),
};

function fieldsOf(f: Facts, context: RuleContext, section: FieldRequirement['section']): readonly FieldRequirement[] {
  return context.fields.filter((field) => field.section === section && covers(field, f.exercise));
}

function valueOf(f: Facts, field: FieldRequirement): unknown {
  const values: Readonly<Record<string, unknown>> = field.section === 'ACTIVITY' ? f.activity : f.financial;
  return values[field.field];
}

function emptyFields(
  f: Facts,
  context: RuleContext,
  section: FieldRequirement['section'],
  except: readonly string[],
): Outcome {
  const found: Finding[] = [];
  for (const field of fieldsOf(f, context, section)) {
    if (!field.mandatoryFor.includes(f.type) || except.includes(field.field)) continue;
    if (isEmpty(valueOf(f, field))) found.push({ field: field.field, fieldLabel: field.label });
  }
  return found;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** A stored figure that the forms would refuse: not an integer of hundredths, negative, or over the largest one. */
function malformedFields(f: Facts, context: RuleContext, section: FieldRequirement['section'], max: number): Outcome {
  const found: Finding[] = [];
  for (const field of fieldsOf(f, context, section)) {
    const value = valueOf(f, field);
    if (isEmpty(value) || !isMalformed(field, value, max)) continue;
    found.push({ field: field.field, fieldLabel: field.label, inputs: [String(value)] });
  }
  return found;
}

function isMalformed(field: FieldRequirement, value: unknown, max: number): boolean {
  if (field.kind !== 'HUNDREDTHS' && field.kind !== 'WHOLE') return false;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return true;
  return value > (field.kind === 'HUNDREDTHS' ? max : max / 100);
}

/** Days of a period as written in a message: « du 01/01/2016 au 30/06/2016 ». */
export function periodText(period: { readonly start: string; readonly end: string }): string {
  return `du ${formatDate(period.start)} au ${formatDate(period.end)}`;
}
