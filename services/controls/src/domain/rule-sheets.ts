import { compileRuleSheet, type RuleSheet } from './evaluation.ts';
import { checkOverrides, type ControlRule, type FieldRequirement, type Scope } from './rule-sheet.ts';

/** Gives the compiled rule sheet of a scope. */
export type RuleSheets = (scope: Scope) => RuleSheet;

/**
 * Compiles each rule sheet once.
 * @throws Error when a Caf’s rule loosens a national one or a rule cannot be compiled: a service must not start on it.
 */
export function prepareRuleSheets(rules: readonly ControlRule[], fields: readonly FieldRequirement[]): RuleSheets {
  const faults = checkOverrides(rules);
  if (faults.length > 0) throw new Error(`control rules refused: ${faults.join('; ')}`);
  for (const rule of rules) {
    const [type] = rule.declarationTypes;
    if (type !== undefined)
      compileRuleSheet([rule], fields, { exercise: rule.fromExercise, type, cafCode: rule.cafCode });
  }
  const withRules = new Set(rules.flatMap((rule) => (rule.cafCode === null ? [] : [rule.cafCode])));
  const sheets = new Map<string, RuleSheet>();
  return (scope) => {
    // Every Caf without rules of its own shares the national sheet.
    const cafCode = scope.cafCode !== null && withRules.has(scope.cafCode) ? scope.cafCode : null;
    const key = `${scope.exercise} ${scope.type} ${cafCode ?? ''}`;
    const known = sheets.get(key);
    if (known !== undefined) return known;
    const sheet = compileRuleSheet(rules, fields, { ...scope, cafCode });
    sheets.set(key, sheet);
    return sheet;
  };
}
