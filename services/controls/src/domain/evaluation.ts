import { ACTIVITY_RULES } from './activity-rules.ts';
import { DECLARATION_RULES } from './declaration-rules.ts';
import type { Estimate } from './estimate.ts';
import { buildFacts, type EvaluationInput, type Facts } from './facts.ts';
import { FIELD_RULES } from './field-rules.ts';
import type { Figure } from '@portail/platform/pure/french.ts';
import { FINANCIAL_RULES } from './financial-rules.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import type { Indicators } from './indicators.ts';
import {
  compileTemplate,
  NO_ACTION,
  requiredActionsOf,
  skippedMessage,
  type Template,
  writeMessage,
} from './messages.ts';
import {
  skipReasons,
  type Finding,
  type Outcome,
  type Predicate,
  type RuleContext,
  type SkipReason,
} from './predicate.ts';
import {
  type ControlRule,
  covers,
  type FieldRequirement,
  rulesInForce,
  type Scope,
  type Severity,
  type Step,
} from './rule-sheet.ts';

/** One line of a verdict, as the screens and the summary show it. */
export interface ControlResult {
  readonly code: string;
  readonly step: Step;
  readonly severity: Severity;
  readonly label: string;
  readonly message: string;
  readonly requiredActions: string;
  readonly field?: string;
  readonly measured?: Figure;
  readonly reference?: Figure;
  readonly referenceExercise?: number;
  readonly gap?: Figure;
  readonly threshold?: Figure;
  readonly fingerprint: string;
  /** True when a figure of the other section is missing (« à réévaluer », domain.md 9.5). */
  readonly toReevaluate: boolean;
}

/** The verdict on one version’s data. */
export interface Evaluation {
  readonly results: readonly ControlResult[];
  readonly estimate: Estimate;
  readonly indicators: Indicators;
  readonly facts: Facts;
  readonly activityDigest: string;
  readonly financialDigest: string;
}

const PREDICATES: Readonly<Record<string, Predicate>> = {
  ...FIELD_RULES,
  ...ACTIVITY_RULES,
  ...FINANCIAL_RULES,
  ...DECLARATION_RULES,
};

/** The codes for which there is logic. */
export const CONTROL_CODES: readonly string[] = Object.keys(PREDICATES);

/** A rule ready to run. */
export interface CompiledRule {
  readonly rule: ControlRule;
  readonly predicate: Predicate;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly template: Template | null;
  readonly requiredActions: string;
  /** What it says where it could not be applied: the same of every declaration. */
  readonly skipped: Readonly<Record<SkipReason, ControlResult>>;
}

/** The rules of one exercise, type and Caf, ready to run. */
export interface RuleSheet {
  readonly sections: readonly CompiledRule[];
  readonly declaration: readonly CompiledRule[];
  readonly fields: readonly FieldRequirement[];
}

/**
 * Prepares the rules in force so that evaluating parses nothing.
 * @throws Error when a rule has no logic, or lacks a threshold that its logic needs.
 */
export function compileRuleSheet(
  rules: readonly ControlRule[],
  fields: readonly FieldRequirement[],
  scope: Scope,
): RuleSheet {
  const compiled = rulesInForce(rules, scope).map(compileRule).sort(byCode);
  return {
    sections: compiled.filter(({ rule }) => rule.step !== 'DECLARATION'),
    declaration: compiled.filter(({ rule }) => rule.step === 'DECLARATION'),
    fields: fields.filter((field) => covers(field, scope.exercise)),
  };
}

function byCode(a: CompiledRule, b: CompiledRule): number {
  return a.rule.code < b.rule.code ? -1 : 1;
}

/** @throws Error when the rule has no logic, or lacks a threshold that its logic needs */
export function compileRule(rule: ControlRule): CompiledRule {
  const predicate = PREDICATES[rule.code];
  if (predicate === undefined) throw new Error(`no logic for control ${rule.code}`);
  const thresholds: Record<string, number> = {};
  for (const name of predicate.thresholds) {
    const threshold = rule.thresholds[name];
    if (threshold === undefined) throw new Error(`control ${rule.code} lacks its threshold « ${name} »`);
    thresholds[name] = threshold.value;
  }
  return {
    rule,
    predicate,
    thresholds,
    template: rule.message === null ? null : compileTemplate(rule.message),
    requiredActions: requiredActionsOf(rule),
    skipped: Object.fromEntries(skipReasons.map((reason) => [reason, skippedResult(rule, reason)])) as Record<
      SkipReason,
      ControlResult
    >,
  };
}

function skippedResult(rule: ControlRule, reason: SkipReason): ControlResult {
  return {
    ...identityOf(rule),
    severity: 'INFO',
    message: skippedMessage(rule, reason),
    requiredActions: NO_ACTION,
    fingerprint: fingerprintOf(rule, { inputs: [reason] }),
    toReevaluate: reason === 'OTHER_SECTION',
  };
}

const NO_DIGESTS = { activity: '', financial: '' } as const;

/** Runs every rule of the sheet on a declaration and estimates its entitlement. Pure. */
export function evaluate(input: EvaluationInput, sheet: RuleSheet): Evaluation {
  const facts = buildFacts(input);
  const sections = runAll(facts, sheet.sections, { fields: sheet.fields, digests: NO_DIGESTS });
  const digests = { activity: digestFor(sections, 'ACTIVITY'), financial: digestFor(sections, 'FINANCIAL') };
  const declaration = runAll(facts, sheet.declaration, { fields: sheet.fields, digests });
  return {
    results: [...sections, ...declaration],
    estimate: facts.estimate,
    indicators: facts.indicators,
    facts,
    activityDigest: digests.activity,
    financialDigest: digests.financial,
  };
}

/** Digest of what a section still has to correct or explain; informations do not count. */
function digestFor(results: readonly ControlResult[], step: Step): string {
  return digestOf(results.filter((result) => result.step === step && result.severity !== 'INFO'));
}

function runAll(facts: Facts, rules: readonly CompiledRule[], context: RuleContext): ControlResult[] {
  const results: ControlResult[] = [];
  for (const compiled of rules) {
    collect(results, compiled, compiled.predicate.test(facts, compiled.thresholds, context));
  }
  return results;
}

/** What one rule alone says of a declaration: whether it could be applied, and the first thing it found. */
export function runRule(
  facts: Facts,
  compiled: CompiledRule,
  fields: readonly FieldRequirement[],
): { readonly skipped: boolean; readonly first: ControlResult | null } {
  const outcome = compiled.predicate.test(facts, compiled.thresholds, { fields, digests: NO_DIGESTS });
  if (outcome === null) return { skipped: false, first: null };
  if ('skipped' in outcome) return { skipped: true, first: null };
  const [finding] = Array.isArray(outcome) ? (outcome as readonly Finding[]) : [outcome as Finding];
  return { skipped: false, first: finding === undefined ? null : resultOf(compiled, finding) };
}

function collect(results: ControlResult[], compiled: CompiledRule, outcome: Outcome): void {
  if (outcome === null) return;
  if ('skipped' in outcome) {
    results.push(compiled.skipped[outcome.skipped]);
    return;
  }
  for (const finding of Array.isArray(outcome) ? (outcome as readonly Finding[]) : [outcome as Finding]) {
    results.push(resultOf(compiled, finding));
  }
}

function identityOf({ code, step, label }: ControlRule): Pick<ControlResult, 'code' | 'step' | 'label'> {
  return { code, step, label };
}

function resultOf({ rule, template, requiredActions }: CompiledRule, finding: Finding): ControlResult {
  return {
    ...identityOf(rule),
    severity: rule.severity,
    message: writeMessage(rule, template, finding),
    requiredActions,
    field: finding.field,
    measured: finding.measured,
    reference: finding.reference,
    referenceExercise: finding.referenceExercise,
    gap: finding.gap,
    threshold: finding.threshold,
    fingerprint: fingerprintOf(rule, finding),
    toReevaluate: false,
  };
}
