import type { ActivityData, DeclarationType, FinancialData, Period } from '../domain/declaration-data.ts';
import type { DeclarationVersion } from '../domain/declaration-version.ts';
import type { Equipment } from '../domain/equipment.ts';
import {
  type ControlResult,
  compileRuleSheet,
  evaluate,
  type Evaluation,
  type RuleSheet,
} from '../domain/evaluation.ts';
import type { EvaluationInput } from '../domain/facts.ts';
import { digestOf } from '../domain/fingerprint.ts';
import type { PsuReference } from '../domain/psu-scale.ts';
import { fixtureLinearScale, fixtureScale } from '../store/reference/fixture-scale.ts';
import { CONTROL_RULES } from '../store/reference/control-rules.ts';
import { FIELD_REQUIREMENTS } from '../store/reference/field-requirements.ts';

/** Digest of a section with nothing to explain. */
export const CLEAN_DIGEST = digestOf([]);

/** 30 places, 223 days, 11 h, 98 % general scheme: golden case G1 of domain.md 3.5, with accounts that add up to 540 000 €. */
export const ACTIVITY: ActivityData = {
  places: 3_000,
  openingDays: 223,
  dailyOpeningHours: 1_100,
  suppliesNappies: true,
  suppliesMeals: true,
  attendedHours: 5_000_000,
  invoicedHours: 5_300_000,
  enrolledChildren: 75,
  comment: 'Rien à signaler',
};

export const FINANCIAL: FinancialData = {
  c60Purchases: 3_800_000,
  c61ExternalServices: 2_700_000,
  c62OtherExternalServices: 2_000_000,
  c63aPayrollTaxes: 1_500_000,
  c63bOtherTaxes: 400_000,
  c64Staff: 38_000_000,
  c65OtherCurrent: 1_800_000,
  c66Financial: 200_000,
  c67Exceptional: 400_000,
  c68Depreciation: 2_800_000,
  c86InKindUse: 400_000,
  p70623Psu: 18_800_000,
  p70624PsuSupportFund: 0,
  p70641FamilyContributions: 8_851_000,
  p70642OtherFamilyIncome: 0,
  p708Ancillary: 0,
  p741State: 0,
  p742Region: 0,
  p743Department: 0,
  p744Municipality: 25_000_000,
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
  p87InKindSource: 400_000,
};

/** The year before, close to {@link ACTIVITY}: hours about 2 % lower. */
const PREVIOUS_ACTIVITY: ActivityData = { ...ACTIVITY, attendedHours: 4_900_000, invoicedHours: 5_200_000 };
/** Charges of the year before: 530 000 €. */
const PREVIOUS_FINANCIAL: FinancialData = { ...FINANCIAL, c64Staff: 37_000_000, p70641FamilyContributions: 8_650_000 };
const FORECAST_ACTIVITY: ActivityData = { ...ACTIVITY, attendedHours: 5_050_000, invoicedHours: 5_350_000 };

export const EQUIPMENT: Equipment = {
  id: 'moufletterie',
  cafCode: '381',
  partnerStatus: 'PUBLIC',
  openedOn: '2010-09-01',
  closedOn: null,
  authorizations: [{ validFrom: '2010-09-01', validTo: null, capacity: 3_000, modulated: false }],
  generalSchemeRates: [2015, 2016, 2023, 2024, 2025].map((exercise) => ({ exercise, rate: 9_800 })),
};

const FULL = (year: number): Period => ({ start: `${year}-01-01`, end: `${year}-12-31` });

function version(from: Partial<DeclarationVersion> & { readonly declarationId: string }): DeclarationVersion {
  return {
    version: 1,
    revision: 1,
    dataRevision: 1,
    status: 'VALIDATED',
    equipmentId: EQUIPMENT.id,
    exercise: 2016,
    type: 'ACTUAL',
    period: FULL(from.exercise ?? 2016),
    dueOn: null,
    activity: { state: 'LOCKED', values: ACTIVITY, lockedDigest: CLEAN_DIGEST, required: true },
    financial: { state: 'LOCKED', values: FINANCIAL, lockedDigest: CLEAN_DIGEST, required: true },
    transmittedAt: '2016-03-20T10:00:00Z',
    generalSchemeRate: 9_800,
    ...from,
  };
}

const scales = new Map<number, PsuReference>();

/** The fixture scale of an exercise: banded until 2024, linear from 2025. */
function fixturePsu(exercise: number): PsuReference {
  const known = scales.get(exercise) ?? (exercise >= 2025 ? fixtureLinearScale(exercise) : fixtureScale(exercise));
  scales.set(exercise, known);
  return known;
}

/** What a test changes in the sample; a part left out stays as it is, a part set to null is absent. */
export interface Change {
  readonly type?: DeclarationType;
  readonly exercise?: number;
  readonly period?: Period;
  readonly activity?: ActivityData;
  readonly financial?: FinancialData;
  readonly declaration?: Partial<DeclarationVersion>;
  readonly equipment?: Partial<Equipment>;
  readonly previous?: { readonly activity?: ActivityData; readonly financial?: FinancialData } | null;
  readonly forecast?: { readonly activity?: ActivityData; readonly financial?: FinancialData } | null;
  /** The last actualisée, absent from the sample. */
  readonly updated?: ActivityData;
  readonly updatedPeriod?: Period;
  readonly input?: Partial<EvaluationInput>;
}

const JANUARY_TO_JUNE: Period = { start: '2016-01-01', end: '2016-06-30' };
/** Half a year of {@link ACTIVITY}, with the contributions an actualisée types. */
export const HALF_YEAR: ActivityData = {
  ...ACTIVITY,
  openingDays: 112,
  attendedHours: 2_500_000,
  invoicedHours: 2_650_000,
  familyContributionsReminder: 4_425_500,
};

/** A réelle 2016 that nothing is to be said about, changed as a test asks. */
export function sampleInput(change: Change = {}): EvaluationInput {
  const type = change.type ?? 'ACTUAL';
  const exercise = change.exercise ?? 2016;
  const updated = type === 'UPDATED';
  const period = change.period ?? (updated ? JANUARY_TO_JUNE : FULL(exercise));
  const section = { state: 'LOCKED', lockedDigest: CLEAN_DIGEST } as const;
  const activity = { ...(updated ? HALF_YEAR : ACTIVITY), ...change.activity };
  const financial = updated ? {} : { ...FINANCIAL, ...change.financial };
  const declaration = version({
    declarationId: 'present',
    status: 'IN_PROGRESS',
    transmittedAt: null,
    exercise,
    type,
    period,
    dueOn: '2017-03-31',
    activity: { ...section, values: activity, required: true },
    financial: updated
      ? { state: 'EMPTY', values: {}, lockedDigest: null, required: false }
      : { ...section, values: financial, required: true },
    ...change.declaration,
  });
  return {
    declaration,
    equipment: { ...EQUIPMENT, ...change.equipment },
    history: historyOf(change, exercise),
    psu: fixturePsu,
    evaluatedOn: '2017-03-20',
    ...change.input,
  };
}

function historyOf(change: Change, exercise: number): readonly DeclarationVersion[] {
  const known: DeclarationVersion[] = [];
  const locked = { state: 'LOCKED', lockedDigest: CLEAN_DIGEST, required: true } as const;
  if (change.previous !== null) {
    known.push(
      version({
        declarationId: 'previous',
        exercise: exercise - 1,
        activity: { ...locked, values: { ...PREVIOUS_ACTIVITY, ...change.previous?.activity } },
        financial: { ...locked, values: { ...PREVIOUS_FINANCIAL, ...change.previous?.financial } },
      }),
    );
  }
  if (change.forecast !== null && change.type !== 'FORECAST') {
    known.push(
      version({
        declarationId: 'forecast',
        exercise,
        type: 'FORECAST',
        activity: { ...locked, values: { ...FORECAST_ACTIVITY, ...change.forecast?.activity } },
        financial: { ...locked, values: { ...FINANCIAL, ...change.forecast?.financial } },
      }),
    );
  }
  if (change.updated !== undefined) {
    known.push(
      version({
        declarationId: 'updated',
        exercise,
        type: 'UPDATED',
        period: change.updatedPeriod ?? JANUARY_TO_JUNE,
        activity: { ...locked, values: { ...HALF_YEAR, ...change.updated } },
        financial: { state: 'EMPTY', values: {}, lockedDigest: null, required: false },
      }),
    );
  }
  return known;
}

/** The national sheet that applies to an input. */
export function nationalSheet(input: EvaluationInput): RuleSheet {
  const { exercise, type } = input.declaration;
  return compileRuleSheet(CONTROL_RULES, FIELD_REQUIREMENTS, { exercise, type, cafCode: '381' });
}

/** Evaluates the sample changed as asked, with the national rules. */
export function evaluateSample(change: Change = {}): Evaluation {
  const input = sampleInput(change);
  return evaluate(input, nationalSheet(input));
}

/** Results that are more than an information. */
export function findings(evaluation: Evaluation): readonly ControlResult[] {
  return evaluation.results.filter((result) => result.severity !== 'INFO');
}
