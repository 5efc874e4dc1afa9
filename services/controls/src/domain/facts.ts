import { activePart, daysIncluded, daysOfYear, isFullYear } from './calendar.ts';
import type { ActivityData, DeclarationType, FinancialData, Period } from './declaration-data.ts';
import type { DeclarationVersion } from './declaration-version.ts';
import { authorizedCapacity, type Equipment, generalSchemeRate, isModulated } from './equipment.ts';
import { type Estimate, estimateEntitlement } from './estimate.ts';
import { deriveIndicators, type Indicators, isFilled } from './indicators.ts';
import type { PsuReference } from './psu-scale.ts';
import { selectReferences } from './references.ts';

/** Everything a verdict depends on; nothing else is read while evaluating. */
export interface EvaluationInput {
  readonly declaration: DeclarationVersion;
  /** Null while the equipment’s events have not arrived. */
  readonly equipment: Equipment | null;
  /** Known versions of the same equipment’s declarations, in any order. */
  readonly history: readonly DeclarationVersion[];
  /** Scales and parameters by exercise. */
  readonly psu: (exercise: number) => PsuReference;
  /** ISO date of the evaluation, Europe/Paris (DEC-09). */
  readonly evaluatedOn: string;
  /** Known only at transmission (DEC-12). */
  readonly termsAccepted?: boolean;
  readonly attested?: boolean;
}

/** A past declaration and what is derived from it. */
export interface Past {
  readonly declaration: DeclarationVersion;
  readonly indicators: Indicators;
  readonly activity: ActivityData;
  readonly financial: FinancialData;
  readonly exercise: number;
  readonly partial: boolean;
  readonly openDays: number;
  readonly estimate: () => Estimate;
}

/** The figures of one declaration under evaluation, derived once and read by every rule. */
export interface Facts {
  readonly input: EvaluationInput;
  readonly declaration: DeclarationVersion;
  readonly type: DeclarationType;
  readonly exercise: number;
  readonly activity: ActivityData;
  readonly financial: FinancialData;
  readonly activityFilled: boolean;
  readonly financialFilled: boolean;
  readonly indicators: Indicators;
  readonly equipment: Equipment | null;
  readonly modulated: boolean;
  /** H01, hundredths of a place; null when no authorisation is known. */
  readonly authorizedCapacity: number | null;
  readonly generalSchemeRate: number | null;
  /** The part of the period during which the equipment was open. */
  readonly openPeriod: Period;
  readonly openDays: number;
  readonly yearDays: number;
  readonly partial: boolean;
  readonly previous: Past | null;
  readonly forecast: Past | null;
  readonly lastUpdated: Past | null;
  readonly estimate: Estimate;
}

/** Derives the facts of an evaluation. */
export function buildFacts(input: EvaluationInput): Facts {
  const { declaration, equipment } = input;
  const references = selectReferences(declaration, input.history);
  const previous = pastOf(references.previousActual, input);
  const forecast = pastOf(references.forecast, input);
  const a = declaration.activity.values;
  const modulated = isModulated(equipment, declaration.period);
  const indicators = deriveIndicators(declaration, modulated);
  const rate = rateOf(declaration, equipment);
  const openPeriod = activePart(declaration.period, a.activeFrom, a.activeTo);
  return {
    input,
    declaration,
    type: declaration.type,
    exercise: declaration.exercise,
    activity: a,
    financial: declaration.financial.values,
    activityFilled: isFilled(declaration.activity),
    financialFilled: isFilled(declaration.financial),
    indicators,
    equipment,
    modulated,
    authorizedCapacity: equipment === null ? null : authorizedCapacity(equipment, declaration.period),
    generalSchemeRate: rate,
    openPeriod,
    openDays: daysIncluded(openPeriod.start, openPeriod.end),
    yearDays: daysOfYear(declaration.exercise),
    partial: !isFullYear(openPeriod, declaration.exercise),
    previous,
    forecast,
    lastUpdated: pastOf(references.lastUpdated, input),
    estimate: estimateEntitlement({
      declaration,
      indicators,
      generalSchemeRate: rate,
      reference: input.psu(declaration.exercise),
      forecast,
      previousActual: previous,
    }),
  };
}

/** The rate frozen at transmission, else the one the Caf keeps for the exercise. */
function rateOf(declaration: DeclarationVersion, equipment: Equipment | null): number | null {
  const current = generalSchemeRate(equipment, declaration.exercise);
  return declaration.transmittedAt === null
    ? (current ?? declaration.generalSchemeRate)
    : (declaration.generalSchemeRate ?? current);
}

function pastOf(declaration: DeclarationVersion | null, input: EvaluationInput): Past | null {
  if (declaration === null) return null;
  const { activeFrom, activeTo } = declaration.activity.values;
  const open = activePart(declaration.period, activeFrom, activeTo);
  const indicators = deriveIndicators(declaration, isModulated(input.equipment, declaration.period));
  let estimate: Estimate | undefined;
  return {
    declaration,
    indicators,
    activity: declaration.activity.values,
    financial: declaration.financial.values,
    exercise: declaration.exercise,
    partial: !isFullYear(open, declaration.exercise),
    openDays: daysIncluded(open.start, open.end),
    estimate: () =>
      (estimate ??= estimateEntitlement({
        declaration,
        indicators,
        generalSchemeRate: rateOf(declaration, input.equipment),
        reference: input.psu(declaration.exercise),
        forecast: null,
        previousActual: null,
      })),
  };
}
