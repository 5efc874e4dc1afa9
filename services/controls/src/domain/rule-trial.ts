import type { Facts } from './facts.ts';
import { type CompiledRule, compileRule, runRule } from './evaluation.ts';
import { type ControlRule, type FieldRequirement, rulesInForce, type Scope } from './rule-sheet.ts';

/** What a declaration would see change. */
export type TrialEffect = 'APPEARS' | 'DISAPPEARS' | 'STAYS' | 'SILENT';

/** A declaration on which both rules were tried. */
export interface Tried {
  readonly effect: TrialEffect;
  /** Neither could be applied: no history, no estimate… */
  readonly notApplicable: boolean;
  /** It fires under both, but not with the same severity. */
  readonly severityChanges: boolean;
  /** Message under the tried rule, else under today’s; null where none fires. */
  readonly message: string | null;
}

/**
 * Rules about where the entry stands (controls done again, sections ended, deadline, attestation): on declarations that
 * are transmitted they say nothing of what they would have said.
 */
const ABOUT_THE_ENTRY: ReadonlySet<string> = new Set(['DEC-06', 'DEC-07', 'DEC-09', 'DEC-12']);

export function mayBeTried(code: string): boolean {
  return !ABOUT_THE_ENTRY.has(code);
}

/** Compares, on one declaration, the rule in force with the one that is tried; each scope is prepared once. */
export function prepareTrial(
  rules: readonly ControlRule[],
  next: ControlRule,
  fields: readonly FieldRequirement[],
): (facts: Facts, scope: Scope) => Tried {
  const ofCode = rules.filter((rule) => rule.code === next.code);
  const prepared = new Map<string, { readonly today: CompiledRule | null; readonly tried: CompiledRule | null }>();
  const inForce = (known: readonly ControlRule[], scope: Scope) => {
    const [rule] = rulesInForce(known, scope);
    return rule === undefined ? null : compileRule(rule);
  };
  return (facts, scope) => {
    const key = `${scope.exercise} ${scope.type} ${scope.cafCode ?? ''}`;
    const known = prepared.get(key) ?? { today: inForce(ofCode, scope), tried: inForce([...ofCode, next], scope) };
    prepared.set(key, known);
    return compare(run(facts, known.today, fields), run(facts, known.tried, fields));
  };
}

interface Said {
  readonly fires: boolean;
  readonly skipped: boolean;
  readonly severity: string | null;
  readonly message: string | null;
}

const NOTHING: Said = { fires: false, skipped: false, severity: null, message: null };

function run(facts: Facts, rule: CompiledRule | null, fields: readonly FieldRequirement[]): Said {
  if (rule === null) return NOTHING;
  const { skipped, first } = runRule(facts, rule, fields);
  if (first === null) return { ...NOTHING, skipped };
  return { fires: true, skipped, severity: first.severity, message: first.message };
}

function compare(today: Said, tried: Said): Tried {
  const effect = today.fires ? (tried.fires ? 'STAYS' : 'DISAPPEARS') : tried.fires ? 'APPEARS' : 'SILENT';
  return {
    effect,
    notApplicable: today.skipped || tried.skipped,
    severityChanges: effect === 'STAYS' && today.severity !== tried.severity,
    message: tried.message ?? today.message,
  };
}
