import type { DeclarationType } from '../../domain/declaration-data.ts';
import type { Unit } from '@portail/platform/pure/french.ts';
import type { ControlRule, Severity, Step, Threshold } from '../../domain/rule-sheet.ts';
import { french } from './french-text.ts';

/** First exercise for which rules are kept. */
const FIRST_EXERCISE = 2013;
const PROPOSED = 'Seuil proposé, la liste officielle des contrôles n’est pas publiée (à confirmer)';

/** What a national rule says; the rest takes its ordinary value. Texts are written with ordinary spaces. */
export interface NationalRule {
  readonly code: string;
  readonly severity: Severity;
  readonly label: string;
  readonly message?: string;
  readonly actions?: string;
  readonly thresholds?: Readonly<Record<string, Threshold>>;
  readonly from?: number;
  readonly to?: number;
  readonly types?: readonly DeclarationType[];
  readonly source?: string;
}

export const EVERY_TYPE: readonly DeclarationType[] = ['FORECAST', 'UPDATED', 'ACTUAL'];
export const WITH_ACCOUNTS: readonly DeclarationType[] = ['FORECAST', 'ACTUAL'];

/** Largest value allowed, hundredths: the rule is more lenient when it grows. */
export function atMost(value: number, unit: Unit): Threshold {
  return { value, unit, looserWhen: 'HIGHER' };
}

/** Smallest value allowed, hundredths: the rule is more lenient when it falls. */
export function atLeast(value: number, unit: Unit): Threshold {
  return { value, unit, looserWhen: 'LOWER' };
}

/** Version 1 of a national rule, enabled. */
export function national(rule: NationalRule): ControlRule {
  const step: Step = rule.code.startsWith('ACT')
    ? 'ACTIVITY'
    : rule.code.startsWith('FIN')
      ? 'FINANCIAL'
      : 'DECLARATION';
  return {
    code: rule.code,
    version: 1,
    step,
    severity: rule.severity,
    enabled: true,
    label: french(rule.label),
    message: rule.message === undefined ? null : french(rule.message),
    requiredActions: rule.actions === undefined ? null : french(rule.actions),
    thresholds: rule.thresholds ?? {},
    fromExercise: rule.from ?? FIRST_EXERCISE,
    toExercise: rule.to ?? null,
    declarationTypes: rule.types ?? EVERY_TYPE,
    cafCode: null,
    sourceNote: french(rule.source ?? PROPOSED),
  };
}
