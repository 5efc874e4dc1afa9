import type { CalculationLine } from './calculation-line.ts';
import { type ControlResult, evaluate, type RuleSheet } from './evaluation.ts';
import { monthsOf, unavailableSentence } from './estimate.ts';
import type { EvaluationInput, Facts } from './facts.ts';
import { indicatorLines } from './indicator-lines.ts';
import { type BonusReference, explainBonuses, explainInformation } from './information-lines.ts';
import { explainPsu } from './psu-explanation.ts';
import { leastSure, type ReferenceStatus } from './psu-scale.ts';

/** The estimate as people read it. */
export interface ExplainedEstimate {
  readonly available: boolean;
  /** « Estimation indisponible : … », null when available. */
  readonly unavailableReason: string | null;
  /** Cents. */
  readonly entitlement: number | null;
  readonly lines: readonly CalculationLine[];
  readonly information: readonly CalculationLine[];
  /** Ids of the scale rows used, separated by commas; empty when unavailable. */
  readonly scaleRowId: string;
  readonly scaleStatus: ReferenceStatus | null;
}

/** What controls say of one version’s data: the results, the explained estimate, the indicators. */
export interface Verdict {
  readonly declarationId: string;
  readonly version: number;
  readonly dataRevision: number;
  readonly results: readonly ControlResult[];
  readonly estimate: ExplainedEstimate;
  readonly indicators: readonly CalculationLine[];
  readonly activityDigest: string;
  readonly financialDigest: string;
}

/** Evaluates a declaration and writes everything a screen shows about it. Pure. */
export function giveVerdict(input: EvaluationInput, sheet: RuleSheet, bonuses: BonusReference): Verdict {
  const { results, facts, activityDigest, financialDigest } = evaluate(input, sheet);
  const { declarationId, version, dataRevision } = input.declaration;
  return {
    declarationId,
    version,
    dataRevision,
    results,
    estimate: explain(facts, bonuses),
    indicators: indicatorLines(facts.indicators),
    activityDigest,
    financialDigest,
  };
}

function explain(facts: Facts, bonuses: BonusReference): ExplainedEstimate {
  const { outcome, inputs, reference } = facts.estimate;
  const bonusLines = explainBonuses(facts, bonuses);
  if (!outcome.available || inputs === null || reference.parameters === null) {
    const reason = outcome.available ? 'DATA_MISSING' : outcome.reason;
    return {
      available: false,
      unavailableReason: unavailableSentence(reason, facts.exercise),
      entitlement: null,
      lines: [],
      information: bonusLines,
      scaleRowId: '',
      scaleStatus: null,
    };
  }
  const { result } = outcome;
  const forecast = facts.type === 'ACTUAL' ? facts.forecast?.estimate().outcome : undefined;
  const information = explainInformation({
    inputs,
    result,
    parameters: reference.parameters,
    months: monthsOf(facts.declaration).period,
    forecastEntitlement: forecast?.available === true ? forecast.result.entitlement : null,
    exceptionalHours: facts.activity.exceptionalHours ?? 0,
  });
  return {
    available: true,
    unavailableReason: null,
    entitlement: result.entitlement,
    lines: explainPsu(inputs, result, reference.parameters),
    information: [...information, ...bonusLines],
    scaleRowId: result.cap.rows.map((row) => row.id).join(','),
    scaleStatus: leastSure(result.cap.rows.map((row) => row.status)),
  };
}
