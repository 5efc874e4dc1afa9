import { activePart, isFullYear, monthsTouched } from './calendar.ts';
import type { Period } from './declaration-data.ts';
import type { DeclarationVersion } from './declaration-version.ts';
import type { Indicators } from './indicators.ts';
import { perUnit } from './exact.ts';
import { calculatePsu, type PsuInputs, type PsuOutcome, type UnavailableReason } from './psu-calculation.ts';
import type { PsuReference } from './psu-scale.ts';
import { NARROW } from '@portail/platform/pure/french.ts';

/** A past declaration from which a missing figure may be taken. */
export interface Source {
  readonly declaration: DeclarationVersion;
  readonly indicators: Indicators;
}

/** The estimate of an entitlement (« estimation du droit ») and the inputs it was made from. */
export interface Estimate {
  readonly outcome: PsuOutcome;
  /** Null when a figure of the forms is missing. */
  readonly inputs: PsuInputs | null;
  readonly reference: PsuReference;
}

export interface EstimateContext {
  readonly declaration: DeclarationVersion;
  readonly indicators: Indicators;
  /** Hundredths of a percent, null when the Caf has not entered it. */
  readonly generalSchemeRate: number | null;
  readonly reference: PsuReference;
  /** Same exercise. */
  readonly forecast: Source | null;
  readonly previousActual: Source | null;
}

/** Months over which the equipment was open in the declared period, and over the whole period. */
export function monthsOf(declaration: DeclarationVersion): { active: number; period: number } {
  const { activeFrom, activeTo } = declaration.activity.values;
  return {
    active: monthsTouched(activePart(declaration.period, activeFrom, activeTo)),
    period: monthsTouched(declaration.period),
  };
}

/**
 * Estimates the entitlement of a declaration from its own figures (domain.md 3.2), with the substitutes it allows: N-1
 * billing rate for a prévisionnelle, hourly cost of the prévisionnelle, of N-1 or the cap for an actualisée.
 * Assumption: a year opened or closed under way (A01) counts the months of opening in the meeting hours.
 */
export function estimateEntitlement(context: EstimateContext): Estimate {
  const { declaration, indicators, reference } = context;
  const a = declaration.activity.values;
  const complete =
    a.places !== undefined &&
    a.invoicedHours !== undefined &&
    indicators.capacity !== null &&
    indicators.contributions !== null &&
    indicators.suppliesBoth !== null &&
    (declaration.type === 'UPDATED' || indicators.totalExpenses !== null) &&
    (declaration.type === 'FORECAST' || a.attendedHours !== undefined);
  if (!complete) return { outcome: missing('DATA_MISSING'), inputs: null, reference };
  if (context.generalSchemeRate === null) {
    return { outcome: missing('GENERAL_SCHEME_RATE_MISSING'), inputs: null, reference };
  }
  const inputs: PsuInputs = {
    type: declaration.type,
    places: a.places,
    theoreticalCapacityHours: indicators.capacity,
    attendedHours: a.attendedHours ?? null,
    invoicedHours: a.invoicedHours,
    totalExpenses: indicators.totalExpenses,
    familyContributions: indicators.contributions,
    generalSchemeRate: context.generalSchemeRate,
    suppliesBoth: indicators.suppliesBoth,
    periodRatio: periodRatio(declaration.period, declaration),
    knownHourlyCost: declaration.type === 'UPDATED' ? hourlyCostFrom(context) : undefined,
    knownBillingRate: billingRateFrom(context.previousActual),
  };
  return { outcome: calculatePsu(inputs, reference), inputs, reference };
}

function missing(reason: UnavailableReason): PsuOutcome {
  return { available: false, reason };
}

function periodRatio(period: Period, declaration: DeclarationVersion): PsuInputs['periodRatio'] {
  const { activeFrom, activeTo } = declaration.activity.values;
  const open = activePart(period, activeFrom, activeTo);
  return isFullYear(open, declaration.exercise)
    ? { numerator: 1, denominator: 1 }
    : { numerator: monthsTouched(open), denominator: 12 };
}

function hourlyCostFrom({ forecast, previousActual, reference }: EstimateContext): PsuInputs['knownHourlyCost'] {
  const fromForecast = costOf(forecast, reference);
  if (fromForecast !== null)
    return { value: fromForecast, origin: 'FORECAST', exercise: forecast!.declaration.exercise };
  const validated = previousActual?.declaration.status === 'VALIDATED' ? previousActual : null;
  const fromActual = costOf(validated, reference);
  if (fromActual === null) return undefined;
  return { value: fromActual, origin: 'PREVIOUS_ACTUAL', exercise: validated!.declaration.exercise };
}

function costOf(source: Source | null, reference: PsuReference): number | null {
  if (source === null || source.indicators.totalExpenses === null) return null;
  const a = source.declaration.activity.values;
  const hours = reference.parameters?.costBasis === 'ATTENDED' ? a.attendedHours : a.invoicedHours;
  return hours === undefined ? null : perUnit(source.indicators.totalExpenses, hours);
}

function billingRateFrom(source: Source | null): PsuInputs['knownBillingRate'] {
  const value = source?.indicators.billingRate ?? null;
  return value === null ? undefined : { value, exercise: source!.declaration.exercise };
}

const REASONS: Record<UnavailableReason, (exercise: number) => string> = {
  SCALE_INCOMPLETE: (exercise) => `barème ${exercise} incomplet`,
  BILLING_RATE_NOT_COMPUTABLE: () => 'taux de facturation non calculable',
  HOURLY_COST_NOT_COMPUTABLE: () => 'prix de revient horaire non calculable',
  DATA_MISSING: () => 'des données de la déclaration ne sont pas encore renseignées',
  GENERAL_SCHEME_RATE_MISSING: (exercise) =>
    `taux de ressortissants du régime général ${exercise} non renseigné par la Caf`,
};

/** French sentence that says why there is no estimate: « Estimation indisponible : barème 2016 incomplet ». */
export function unavailableSentence(reason: UnavailableReason, exercise: number): string {
  return `Estimation indisponible${NARROW}: ${REASONS[reason](exercise)}`;
}
