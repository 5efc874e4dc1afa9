import { parseHundredths } from '@portail/platform/pure/fixed.ts';
import type { PsuParameters, PsuReference, ScaleRow } from '../domain/psu-scale.ts';

/** What is wrong in a file of parameters; the message names the field. */
export class MalformedParameters extends Error {
  constructor(field: string, fault: string) {
    super(`parameters, field "${field}": ${fault}`);
    this.name = 'MalformedParameters';
  }
}

const FIELDS: readonly string[] = [
  'exercise',
  'mode',
  'rate',
  'meetingHoursPerPlace',
  'costBasis',
  'rgApplication',
  'linearFrom',
  'linearTo',
  'rows',
];
const ROW_FIELDS: readonly string[] = [
  'suppliesNappiesAndMeals',
  'band',
  'upperBound',
  'upperBoundInclusive',
  'priceCap',
  'psuAmount',
];
const ENTERED = { status: 'TO_CONFIRM', sourceNote: '', enteredBy: 'file', enteredAt: '1970-01-01' } as const;

/**
 * A scale given as a file to `npm run estimate` (shape in the README of the service).
 * @throws MalformedParameters when the document has not that shape.
 */
export function readParameters(document: unknown): PsuReference {
  const fields = objectOf(document, 'document', FIELDS);
  const exercise = fields['exercise'];
  if (typeof exercise !== 'number' || !Number.isInteger(exercise)) {
    throw new MalformedParameters('exercise', 'must be a year');
  }
  const rows = fields['rows'];
  if (!Array.isArray(rows)) throw new MalformedParameters('rows', 'must be an array');
  const mode = oneOf('mode', fields['mode'], ['BANDED', 'LINEAR']);
  const linear = mode === 'LINEAR';
  const parameters: PsuParameters = {
    exercise,
    rate: decimal('rate', fields['rate']),
    meetingHoursPerPlace: decimal('meetingHoursPerPlace', fields['meetingHoursPerPlace']),
    costBasis: oneOf('costBasis', fields['costBasis'], ['INVOICED', 'ATTENDED']),
    rgApplication: oneOf('rgApplication', fields['rgApplication'], ['ON_NET', 'ON_GROSS']),
    mode,
    linearFrom: linear ? decimal('linearFrom', fields['linearFrom']) : null,
    linearTo: linear ? decimal('linearTo', fields['linearTo']) : null,
    advanceRate: 7_000,
    exceptionalHoursDecision: false,
    status: ENTERED.status,
    sourceNote: ENTERED.sourceNote,
    enteredAt: ENTERED.enteredAt,
  };
  if (linear && parameters.linearFrom! >= parameters.linearTo!) {
    throw new MalformedParameters('linearTo', 'must be more than linearFrom');
  }
  return { exercise, parameters, rows: rows.map((row: unknown, index) => readRow(row, index, exercise)) };
}

function readRow(value: unknown, index: number, exercise: number): ScaleRow {
  const place = (field: string) => `rows[${index}].${field}`;
  const fields = objectOf(value, `rows[${index}]`, ROW_FIELDS);
  const suppliesBoth = fields['suppliesNappiesAndMeals'];
  if (typeof suppliesBoth !== 'boolean') {
    throw new MalformedParameters(place('suppliesNappiesAndMeals'), 'must be true or false');
  }
  const band = fields['band'];
  if (typeof band !== 'number' || !Number.isInteger(band) || band < 1) {
    throw new MalformedParameters(place('band'), 'must be 1, 2, 3…');
  }
  const inclusive = fields['upperBoundInclusive'] ?? true;
  if (typeof inclusive !== 'boolean')
    throw new MalformedParameters(place('upperBoundInclusive'), 'must be true or false');
  const optional = (field: string) => ((fields[field] ?? null) === null ? null : decimal(place(field), fields[field]));
  return {
    id: `file-${exercise}-${index + 1}`,
    exercise,
    suppliesBoth,
    bandIndex: band,
    bandUpperBound: optional('upperBound'),
    upperBoundInclusive: inclusive,
    priceCap: optional('priceCap'),
    psuAmount: optional('psuAmount'),
    ...ENTERED,
  };
}

function objectOf(value: unknown, place: string, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedParameters(place, 'must be an object');
  }
  const unknown = Object.keys(value).find((field) => !known.includes(field));
  if (unknown !== undefined) throw new MalformedParameters(unknown, 'is not a known field');
  return value as Readonly<Record<string, unknown>>;
}

function oneOf<T extends string>(field: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new MalformedParameters(field, `must be one of ${allowed.join(', ')}`);
  return found;
}

function decimal(field: string, value: unknown): number {
  const hundredths = typeof value === 'string' ? parseHundredths(value) : undefined;
  if (hundredths === undefined || hundredths < 0n) {
    throw new MalformedParameters(
      field,
      'must be a positive decimal written as text, with at most two digits after the point',
    );
  }
  return Number(hundredths);
}
