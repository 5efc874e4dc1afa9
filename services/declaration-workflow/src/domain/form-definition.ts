import { divideHalfUp } from '@portail/platform/pure/fixed.ts';
import type { FieldRefusal } from '@portail/platform/pure/refusal.ts';
import type { Values } from './declaration.ts';
import type { DeclarationType, SectionKey } from './vocabulary.ts';

/** How a value is typed. DECIMAL is integer hundredths; INTEGER a plain count; DATE an ISO day. */
export type FieldKind = 'DECIMAL' | 'INTEGER' | 'BOOLEAN' | 'DATE' | 'TEXT';

/** Unit shown beside the field. */
export type FieldUnit = 'PLACES' | 'DAYS' | 'HOURS_PER_DAY' | 'HOURS' | 'EURO' | 'COUNT' | 'DATE' | 'YES_NO' | 'TEXT';

/** What a line asks for in one type of declaration; ABSENT lines do not show. */
export type Requirement = 'MANDATORY' | 'OPTIONAL' | 'DERIVED' | 'ABSENT';

/** A line of the national forms as dated reference data (domain.md sections 2.2 and 2.4). */
export interface FormLineRow {
  readonly section: SectionKey;
  /** Identifier of the field in values. */
  readonly field: string;
  /** Code people know: A08, 70641. */
  readonly code: string;
  readonly label: string;
  readonly help: string;
  readonly unit: FieldUnit;
  readonly kind: FieldKind;
  readonly group: string;
  readonly side: 'CHARGES' | 'PRODUITS' | null;
  readonly requirement: { readonly [type in DeclarationType]: Requirement };
  /** Typed, mandatory, under a modulated approval; derived otherwise (A05). */
  readonly typedWhenModulated: boolean;
  /** How a derived value is obtained, in words. */
  readonly formula: string | null;
  /** Value the form starts with; null for an empty field. */
  readonly initial: number | null;
  readonly fromExercise: number;
  readonly toExercise: number | null;
  readonly position: number;
}

/** A line as it stands in one form. */
export interface FormLine extends Omit<
  FormLineRow,
  'requirement' | 'typedWhenModulated' | 'fromExercise' | 'toExercise'
> {
  readonly requirement: Exclude<Requirement, 'ABSENT'>;
}

/** The form of one section for an exercise and a type. */
export interface FormDefinition {
  readonly section: SectionKey;
  readonly lines: readonly FormLine[];
}

/** The lines of a form: those of the exercise that the type shows, in their order. */
export function formDefinition(
  rows: readonly FormLineRow[],
  section: SectionKey,
  exercise: number,
  type: DeclarationType,
  modulated: boolean,
): FormDefinition {
  const lines: FormLine[] = [];
  for (const row of rows) {
    const { requirement: byType, typedWhenModulated, fromExercise, toExercise } = row;
    if (row.section !== section || fromExercise > exercise || (toExercise !== null && toExercise < exercise)) continue;
    const requirement = typedWhenModulated && modulated ? 'MANDATORY' : byType[type];
    if (requirement === 'ABSENT') continue;
    // Each act asks for a form: only the lines that it shows are copied, member by member.
    const { field, code, label, help, unit, kind, group, side, formula, initial, position } = row;
    lines.push({ section, field, code, label, help, unit, kind, group, side, formula, initial, position, requirement });
  }
  return { section, lines: lines.sort((one, other) => one.position - other.position) };
}

/** Values a new declaration starts with. */
export function initialValues(definition: FormDefinition): Values {
  return Object.fromEntries(
    definition.lines.filter((line) => line.initial !== null).map((line) => [line.field, line.initial]),
  );
}

const billion = 1_000_000_000;
const longestText = 2_000;

/**
 * What cannot be kept as typed: unknown or computed fields, wrong types, negatives, more than 10^9, impossible dates
 * (ACT-B10, FIN-B04). Empty values are always accepted: saving is never blocked by what is still missing.
 */
export function valueFaults(definition: FormDefinition, values: Values): FieldRefusal[] {
  const lines = new Map(definition.lines.map((line) => [line.field, line]));
  const formatCode = definition.section === 'activity' ? 'ACT-B10' : 'FIN-B04';
  return Object.entries(values).flatMap(([field, value]): FieldRefusal[] => {
    const path = `/values/${field}`;
    const line = lines.get(field);
    if (!line)
      return [{ path, code: 'UNKNOWN_FIELD', message: `Le champ « ${field} » n’existe pas dans ce formulaire.` }];
    if (line.requirement === 'DERIVED') {
      return [{ path, code: 'DERIVED_FIELD', message: `« ${line.label} » est calculé : il ne se saisit pas.` }];
    }
    if (value === null) return [];
    const fault = faultOf(line, value);
    return fault === undefined ? [] : [{ path, code: formatCode, message: `« ${line.label} » : ${fault}` }];
  });
}

/**
 * Dates of opening and closing that cannot be (ACT-B11): outside the period, or a closing before the opening. Told at the
 * date itself: days counted from it would blame a right figure (ACT-B02).
 * @param changed values of a save that differ from those stored
 */
export function dateFaults(
  definition: FormDefinition,
  stored: Values,
  changed: Values,
  period: { readonly start: string; readonly end: string },
): FieldRefusal[] {
  const after = { ...stored, ...changed };
  const said = (field: string, fault: string): FieldRefusal[] => {
    const line = definition.lines.find((each) => each.field === field);
    if (!line) return [];
    return [{ path: `/values/${field}`, code: 'ACT-B11', message: `« ${line.label} » : ${fault}` }];
  };
  const outside = ['activeFrom', 'activeTo'].flatMap((field) => {
    const day = changed[field];
    if (typeof day !== 'string' || (day >= period.start && day <= period.end)) return [];
    return said(field, `la date est hors de la période, du ${dayWords(period.start)} au ${dayWords(period.end)}.`);
  });
  if (outside.length > 0) return outside;
  const { activeFrom, activeTo } = after;
  if (typeof activeFrom !== 'string' || typeof activeTo !== 'string' || activeFrom <= activeTo) return [];
  const field = 'activeTo' in changed ? 'activeTo' : 'activeFrom';
  return field in changed ? said(field, 'la fermeture ne peut précéder l’ouverture.') : [];
}

/** `2016-03-12` → `12/03/2016`. */
function dayWords(iso: string): string {
  return iso.split('-').toReversed().join('/');
}

function faultOf(line: FormLine, value: number | boolean | string): string | undefined {
  switch (line.kind) {
    case 'BOOLEAN':
      return typeof value === 'boolean' ? undefined : 'répondez par oui ou par non.';
    case 'TEXT':
      if (typeof value !== 'string') return 'un texte est attendu.';
      return value.length <= longestText ? undefined : `le texte dépasse ${longestText} caractères.`;
    case 'DATE':
      return typeof value === 'string' && isDay(value) ? undefined : 'indiquez une date existante, jour/mois/année.';
    case 'INTEGER':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'indiquez un nombre entier, sans décimale.';
      return rangeFault(value, billion);
    case 'DECIMAL':
      if (typeof value !== 'number' || !Number.isSafeInteger(value))
        return 'indiquez un nombre avec deux décimales au plus.';
      return rangeFault(value, billion * 100);
  }
}

function rangeFault(value: number, largest: number): string | undefined {
  if (value < 0) return 'un nombre négatif n’est pas accepté.';
  return value > largest ? 'le nombre dépasse un milliard.' : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Mandatory fields still empty, in the order of the form. */
export function missingFields(definition: FormDefinition, values: Values): FormLine[] {
  return definition.lines.filter((line) => line.requirement === 'MANDATORY' && isEmpty(values[line.field]));
}

function isEmpty(value: Values[string] | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** Computed figures by identifier; null while a term is missing. */
export type Derived = Readonly<Record<string, number | null>>;

/**
 * Capacity and live indicators of an activity form (domain.md section 2.2): hours in hundredths, rates in hundredths of a
 * percent, contribution in cents an hour.
 * @param familyContributions cents, from account 70641 or typed in an actualisée; null while unknown
 */
export function derivedActivity(values: Values, modulated: boolean, familyContributions: number | null): Derived {
  const places = figure(values, 'places');
  const attended = figure(values, 'attendedHours');
  const invoiced = figure(values, 'invoicedHours');
  const capacity = modulated
    ? figure(values, 'theoreticalCapacityHours')
    : product(places, figure(values, 'openingDays'), figure(values, 'dailyOpeningHours'));
  return {
    theoreticalCapacityHours: capacity,
    billingRate: ratio(invoiced, attended, 10_000),
    actualOccupancyRate: ratio(attended, capacity, 10_000),
    invoicedOccupancyRate: ratio(invoiced, capacity, 10_000),
    contributionPerHour: ratio(familyContributions, invoiced, 100),
    attendedPerPlace: ratio(attended, places, 100),
    childrenPerPlace: ratio(hundredfold(figure(values, 'enrolledChildren')), places, 100),
  };
}

/** Totals of a financial form in cents (domain.md section 2.4): charges + surplus = produits + deficit by construction. */
export function derivedFinancial(definition: FormDefinition, values: Values): Derived {
  const total = (side: 'CHARGES' | 'PRODUITS') =>
    definition.lines
      .filter((line) => line.side === side && line.requirement !== 'DERIVED')
      .reduce((sum, line) => sum + (figure(values, line.field) ?? 0), 0);
  const totalExpenses = total('CHARGES');
  const totalIncome = total('PRODUITS');
  return {
    totalExpenses,
    surplus: Math.max(0, totalIncome - totalExpenses),
    totalIncome,
    deficit: Math.max(0, totalExpenses - totalIncome),
  };
}

function figure(values: Values, field: string): number | null {
  const value = values[field];
  return typeof value === 'number' ? value : null;
}

/** places (hundredths) × days × hours a day (hundredths) → hundredths of an hour. */
function product(places: number | null, days: number | null, hours: number | null): number | null {
  if (places === null || days === null || hours === null) return null;
  return Number(divideHalfUp(BigInt(places) * BigInt(days) * BigInt(hours), 100n));
}

function ratio(dividend: number | null, divisor: number | null, scale: number): number | null {
  if (dividend === null || divisor === null || divisor === 0) return null;
  return Number(divideHalfUp(BigInt(dividend) * BigInt(scale), BigInt(divisor)));
}

function hundredfold(count: number | null): number | null {
  return count === null ? null : count * 100;
}
