import type { DeclarationType } from './declaration-data.ts';
import type { Unit } from '@portail/platform/pure/french.ts';

export type Severity = 'BLOCKING' | 'ANOMALY' | 'ALERT' | 'INFO';
/** Moment of a control: after the activity form, after the financial form, on the whole declaration. */
export type Step = 'ACTIVITY' | 'FINANCIAL' | 'DECLARATION';

/** A threshold of a rule, in hundredths of its unit. */
export interface Threshold {
  readonly value: number;
  readonly unit: Unit;
  /** The direction in which the rule becomes more lenient; a Caf may only go the other way. */
  readonly looserWhen: 'HIGHER' | 'LOWER';
}

/** A control rule as dated reference data (domain.md 4.1). */
export interface ControlRule {
  readonly code: string;
  readonly version: number;
  readonly step: Step;
  readonly severity: Severity;
  readonly enabled: boolean;
  readonly label: string;
  /** Template of the French message; null takes the default one. */
  readonly message: string | null;
  /** French; null takes the default « actions requises ». */
  readonly requiredActions: string | null;
  readonly thresholds: Readonly<Record<string, Threshold>>;
  readonly fromExercise: number;
  readonly toExercise: number | null;
  readonly declarationTypes: readonly DeclarationType[];
  /** Null for a national rule. */
  readonly cafCode: string | null;
  /** Where thresholds come from, French. */
  readonly sourceNote: string;
}

/** A field the forms ask for, as the field controls need it (domain.md 2.2 and 2.4). */
export interface FieldRequirement {
  readonly field: string;
  readonly section: 'ACTIVITY' | 'FINANCIAL';
  readonly label: string;
  readonly kind: 'HUNDREDTHS' | 'WHOLE' | 'FLAG' | 'DATE' | 'TEXT';
  /** Types for which the field may not stay empty. */
  readonly mandatoryFor: readonly DeclarationType[];
  readonly fromExercise: number;
  readonly toExercise: number | null;
}

/** What a rule sheet is drawn for. */
export interface Scope {
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly cafCode: string | null;
}

const LENIENT_FIRST: readonly Severity[] = ['INFO', 'ALERT', 'ANOMALY', 'BLOCKING'];

/** True when a dated row is in force for an exercise. */
export function covers(
  row: { readonly fromExercise: number; readonly toExercise: number | null },
  exercise: number,
): boolean {
  return row.fromExercise <= exercise && (row.toExercise === null || exercise <= row.toExercise);
}

/** The rules in force, one per code: the Caf’s own where it has one, the national one otherwise; latest version. */
export function rulesInForce(rules: readonly ControlRule[], scope: Scope): readonly ControlRule[] {
  const chosen = new Map<string, ControlRule>();
  for (const rule of rules) {
    if (!covers(rule, scope.exercise) || !rule.declarationTypes.includes(scope.type)) continue;
    if (rule.cafCode !== null && rule.cafCode !== scope.cafCode) continue;
    const current = chosen.get(rule.code);
    if (current === undefined || prevails(rule, current)) chosen.set(rule.code, rule);
  }
  return [...chosen.values()].filter((rule) => rule.enabled);
}

function prevails(rule: ControlRule, current: ControlRule): boolean {
  if ((rule.cafCode === null) !== (current.cafCode === null)) return rule.cafCode !== null;
  return rule.version > current.version;
}

/**
 * In what a Caf’s rule is more lenient than the national one it replaces, or null when it is at least as strict
 * (domain.md 4.1: a Caf may not loosen a national rule).
 */
export function loosening(national: ControlRule, own: ControlRule): string | null {
  if (national.enabled && !own.enabled) return 'disabled';
  if (LENIENT_FIRST.indexOf(own.severity) < LENIENT_FIRST.indexOf(national.severity)) return 'severity';
  if (national.declarationTypes.some((type) => !own.declarationTypes.includes(type))) return 'declarationTypes';
  for (const [name, threshold] of Object.entries(national.thresholds)) {
    const value = own.thresholds[name]?.value;
    if (value === undefined) return `threshold ${name} missing`;
    if (threshold.looserWhen === 'HIGHER' ? value > threshold.value : value < threshold.value)
      return `threshold ${name}`;
  }
  return null;
}

/**
 * Checks that no Caf rule loosens the national rule of the same code in any exercise they share.
 * @returns one sentence per fault, for the person who enters the rules.
 */
export function checkOverrides(rules: readonly ControlRule[]): readonly string[] {
  const faults: string[] = [];
  for (const own of rules) {
    if (own.cafCode === null) continue;
    const nationals = rules.filter((rule) => rule.cafCode === null && rule.code === own.code && overlap(rule, own));
    if (nationals.length === 0) faults.push(`${own.code} of Caf ${own.cafCode}: no national rule`);
    for (const national of nationals.filter(
      (rule) => !nationals.some((other) => overlap(other, rule) && other.version > rule.version),
    )) {
      const fault = loosening(national, own);
      if (fault !== null)
        faults.push(`${own.code} of Caf ${own.cafCode} is more lenient than the national rule: ${fault}`);
    }
  }
  return faults;
}

type Dated = Pick<ControlRule, 'fromExercise' | 'toExercise'>;

function overlap(a: Dated, b: Dated): boolean {
  return a.fromExercise <= (b.toExercise ?? Infinity) && b.fromExercise <= (a.toExercise ?? Infinity);
}
