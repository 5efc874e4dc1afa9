import { formatHundredths, parseHundredths } from '@portail/platform/pure/fixed.ts';
import type { DeclarationType } from '../domain/declaration-data.ts';
import { calculatePsu, type PsuInputs, type UnavailableReason } from '../domain/psu-calculation.ts';
import type { PsuReference } from '../domain/psu-scale.ts';

/** One calculation as `npm run estimate` prints it: decimals as texts with two digits, `band` a number or null. */
export type EstimatedCase =
  | { readonly id: string; readonly unavailable: string }
  | {
      readonly id: string;
      readonly billingRate: string;
      readonly band: number | null;
      readonly priceCap: string;
      readonly hourlyCost: string;
      readonly retainedCost: string;
      readonly psuPerHour: string;
      readonly eligibleHours: string;
      readonly gross: string;
      readonly net: string;
      readonly psu: string;
      readonly meeting: string;
      readonly entitlement: string;
    };

/** What is wrong in a file of cases; the message names the case and the field. */
export class MalformedCase extends Error {
  constructor(place: string, field: string | null, fault: string) {
    super(field === null ? `${place}: ${fault}` : `${place}, field "${field}": ${fault}`);
    this.name = 'MalformedCase';
  }
}

const TYPES: readonly DeclarationType[] = ['FORECAST', 'UPDATED', 'ACTUAL'];
const FIELDS: ReadonlySet<string> = new Set([
  'id',
  'type',
  'places',
  'theoreticalCapacityHours',
  'attendedHours',
  'invoicedHours',
  'totalExpenses',
  'familyContributions',
  'generalSchemeRate',
  'suppliesNappiesAndMeals',
  'hourlyCost',
  'periodRatio',
]);
/** 10⁹ in hundredths: the largest figure of a form (ACT-B10). */
const LARGEST = 100_000_000_000n;
const FULL_RATE = 10_000n;
const WHOLE_YEAR = 100n;

const REASONS: Record<UnavailableReason, string> = {
  SCALE_INCOMPLETE: 'barème incomplet',
  BILLING_RATE_NOT_COMPUTABLE: 'taux de facturation non calculable',
  HOURLY_COST_NOT_COMPUTABLE: 'prix de revient horaire non calculable',
  DATA_MISSING: 'données manquantes',
  GENERAL_SCHEME_RATE_MISSING: 'taux de ressortissants du régime général manquant',
};

/**
 * Calculates an array of cases on one scale.
 * @param document parsed JSON.
 * @throws MalformedCase when the document is not an array of well-formed cases.
 */
export function estimateCases(document: unknown, reference: PsuReference): readonly EstimatedCase[] {
  if (!Array.isArray(document)) throw new MalformedCase('document', null, 'must be an array of cases');
  const cases = document.map((each: unknown, index) => readCase(each, index));
  return cases.map(({ id, inputs }) => estimateCase(id, inputs, reference));
}

function estimateCase(id: string, inputs: PsuInputs, reference: PsuReference): EstimatedCase {
  const outcome = calculatePsu(inputs, reference);
  if (!outcome.available) return { id, unavailable: REASONS[outcome.reason] };
  const { result } = outcome;
  return {
    id,
    billingRate: decimal(result.billingRate),
    band: result.band,
    priceCap: decimal(result.priceCap),
    hourlyCost: decimal(result.hourlyCost),
    retainedCost: decimal(result.retainedCost),
    psuPerHour: decimal(result.psuPerHour),
    eligibleHours: decimal(result.eligibleHours),
    gross: decimal(result.gross),
    net: decimal(result.net),
    psu: decimal(result.psu),
    meeting: decimal(result.meeting),
    entitlement: decimal(result.entitlement),
  };
}

function decimal(hundredths: number): string {
  return formatHundredths(BigInt(hundredths));
}

function readCase(value: unknown, index: number): { id: string; inputs: PsuInputs } {
  const ordinal = `case ${index + 1}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedCase(ordinal, null, 'must be an object');
  }
  const fields = value as Record<string, unknown>;
  if (typeof fields['id'] !== 'string' || fields['id'] === '') {
    throw new MalformedCase(ordinal, 'id', 'must be a non-empty text');
  }
  const id = fields['id'];
  const reader = caseReader(`${ordinal} (id "${id}")`, fields);
  const type = reader.oneOf('type', TYPES);
  const hourlyCost = reader.optional('hourlyCost', LARGEST);
  const ratio = reader.optional('periodRatio', WHOLE_YEAR);
  if (ratio === 0) throw new MalformedCase(`${ordinal} (id "${id}")`, 'periodRatio', 'must be more than 0');
  return {
    id,
    inputs: {
      type,
      places: reader.required('places', LARGEST),
      theoreticalCapacityHours: reader.required('theoreticalCapacityHours', LARGEST),
      attendedHours: reader.required('attendedHours', LARGEST),
      invoicedHours: reader.required('invoicedHours', LARGEST),
      // An actualisée has no charges; neither has a case whose hourly cost is given.
      totalExpenses:
        type === 'UPDATED' || hourlyCost !== null
          ? reader.optional('totalExpenses', LARGEST)
          : reader.required('totalExpenses', LARGEST),
      familyContributions: reader.required('familyContributions', LARGEST),
      generalSchemeRate: reader.required('generalSchemeRate', FULL_RATE),
      suppliesBoth: reader.flag('suppliesNappiesAndMeals'),
      periodRatio: { numerator: ratio ?? 1, denominator: ratio === null ? 1 : 100 },
      knownHourlyCost: hourlyCost === null ? undefined : { value: hourlyCost, origin: 'GIVEN' },
    },
  };
}

/** Reads the fields of one case, refusing unknown ones first. */
function caseReader(place: string, fields: Readonly<Record<string, unknown>>) {
  for (const field of Object.keys(fields)) {
    if (!FIELDS.has(field)) throw new MalformedCase(place, field, 'is not a known field');
  }
  const read = (field: string, largest: bigint): number => {
    const value = fields[field];
    if (value === undefined || value === null) throw new MalformedCase(place, field, 'is missing');
    if (typeof value !== 'string') throw new MalformedCase(place, field, 'must be a decimal written as text');
    const hundredths = parseHundredths(value);
    if (hundredths === undefined) {
      throw new MalformedCase(place, field, `"${value}" is not a decimal with at most two digits after the point`);
    }
    if (value.startsWith('-')) throw new MalformedCase(place, field, `"${value}" is negative`);
    if (hundredths > largest) {
      throw new MalformedCase(place, field, `"${value}" is more than ${formatHundredths(largest)}`);
    }
    return Number(hundredths);
  };
  return {
    required: read,
    optional: (field: string, largest: bigint) =>
      fields[field] === undefined || fields[field] === null ? null : read(field, largest),
    oneOf: <T extends string>(field: string, allowed: readonly T[]): T => {
      const found = allowed.find((each) => each === fields[field]);
      if (found === undefined) throw new MalformedCase(place, field, `must be one of ${allowed.join(', ')}`);
      return found;
    },
    flag: (field: string): boolean => {
      const value = fields[field];
      if (typeof value !== 'boolean') throw new MalformedCase(place, field, 'must be true or false');
      return value;
    },
  };
}
