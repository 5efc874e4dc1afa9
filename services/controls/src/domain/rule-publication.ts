import { type FieldRefusal, Refusal, stale } from '@portail/platform/pure/refusal.ts';
import type { DeclarationType } from './declaration-data.ts';
import { compileRuleSheet } from './evaluation.ts';
import { NARROW } from '@portail/platform/pure/french.ts';
import { placeholdersOf, KNOWN_PLACEHOLDERS } from './messages.ts';
import { checkOverrides, type ControlRule, type Severity, type Threshold } from './rule-sheet.ts';

/** A rule as it is prepared, drafted, tried or proposed; thresholds in hundredths of their unit. */
export interface RuleContent {
  readonly severity: Severity;
  readonly enabled: boolean;
  readonly label: string;
  /** Null takes the default text. */
  readonly message: string | null;
  readonly requiredActions: string | null;
  readonly thresholds: readonly { readonly name: string; readonly value: number | null }[];
  readonly fromExercise: number | null;
  readonly toExercise: number | null;
  readonly declarationTypes: readonly DeclarationType[];
  /** Where the threshold comes from. */
  readonly sourceNote: string;
  /** Why it changes, kept in the history. */
  readonly reason: string;
}

/** A version to publish. */
export interface RuleCommand {
  readonly code: string;
  /** Latest version that the person saw. */
  readonly expectedVersion: number;
  readonly content: RuleContent;
}

/** A version published by an act; earlier ones stay, and hold wherever this one says nothing. */
export interface PublishedRule {
  readonly rule: ControlRule;
  readonly reason: string;
  readonly publishedBy: string;
  readonly publishedByName: string;
  /** Instant in ISO 8601. */
  readonly publishedAt: string;
}

export const FIRST_EXERCISE = 2013;

/** Latest national version of a code, 0 when nobody knows the code. */
export function versionOf(rules: readonly ControlRule[], code: string): number {
  return Math.max(
    0,
    ...rules.filter((rule) => rule.code === code && rule.cafCode === null).map((rule) => rule.version),
  );
}

/**
 * Publishes a version of a national rule for the types and exercises it names, or says why it cannot be.
 * @param rules every rule, of every version and Caf
 */
export function publishRule(
  rules: readonly ControlRule[],
  { code, expectedVersion, content }: RuleCommand,
  context: { readonly actor: string; readonly actorName: string; readonly at: string },
): PublishedRule | Refusal {
  if (versionOf(rules, code) !== expectedVersion) return stale();
  const faults = ruleFaults(rules, code, content);
  if (faults.length > 0) return inconsistentRule(faults);
  return {
    rule: ruleOf(rules, code, content),
    reason: content.reason.trim(),
    publishedBy: context.actor,
    publishedByName: context.actorName,
    publishedAt: context.at,
  };
}

/** The refusal of a rule, one line per field. */
export function inconsistentRule(faults: readonly FieldRefusal[]): Refusal {
  return new Refusal(
    'rule',
    'RULE_INCONSISTENT',
    'Le contrôle n’est pas complet ou se contredit. Corrigez les champs signalés.',
    faults,
  );
}

/** What the content would be as the next version; missing figures are taken from the rule it starts from. */
export function ruleOf(rules: readonly ControlRule[], code: string, content: RuleContent): ControlRule {
  const known = startOf(rules, code);
  const thresholds: Record<string, Threshold> = {};
  for (const [name, threshold] of Object.entries(known.thresholds)) {
    const value = content.thresholds.find((each) => each.name === name)?.value ?? threshold.value;
    thresholds[name] = { ...threshold, value };
  }
  return {
    code,
    version: versionOf(rules, code) + 1,
    step: known.step,
    severity: content.severity,
    enabled: content.enabled,
    label: content.label.trim(),
    message: orNull(content.message),
    requiredActions: orNull(content.requiredActions),
    thresholds,
    fromExercise: content.fromExercise ?? known.fromExercise,
    toExercise: content.toExercise,
    declarationTypes: content.declarationTypes,
    cafCode: null,
    sourceNote: content.sourceNote.trim(),
  };
}

/** The row a change starts from: the latest version, for the latest exercises. @throws Error for an unknown code */
export function startOf(rules: readonly ControlRule[], code: string): ControlRule {
  const [latest] = rules
    .filter((rule) => rule.code === code && rule.cafCode === null)
    .toSorted((one, other) => other.version - one.version || other.fromExercise - one.fromExercise);
  if (latest === undefined) throw new Error(`no control ${code}`);
  return latest;
}

/** Types that the logic of a code knows: those of the rows the product opened with. */
export function typesOf(rules: readonly ControlRule[], code: string): readonly DeclarationType[] {
  const known = rules.filter((rule) => rule.code === code && rule.cafCode === null && rule.version === 1);
  return ORDERED_TYPES.filter((type) => known.some((rule) => rule.declarationTypes.includes(type)));
}

const ORDERED_TYPES: readonly DeclarationType[] = ['FORECAST', 'UPDATED', 'ACTUAL'];
const TYPE_WORDS: Readonly<Record<DeclarationType, string>> = {
  FORECAST: 'prévisionnelle',
  UPDATED: 'actualisée',
  ACTUAL: 'réelle',
};

/** « réelle »: a type in the words of the screen. */
export function typeWords(types: readonly DeclarationType[]): string {
  return ORDERED_TYPES.filter((type) => types.includes(type))
    .map((type) => TYPE_WORDS[type])
    .join(', ');
}

/** « Seuil maximal »: a threshold in the words of the screen. */
export function thresholdWords(name: string): string {
  switch (name) {
    case 'min':
      return 'Seuil minimal';
    case 'max':
      return 'Seuil maximal';
    case 'tolerance':
      return 'Écart toléré';
    default:
      return `Seuil « ${name} »`;
  }
}

/** What keeps a rule from being published, each named by its field; empty when nothing does. */
export function ruleFaults(rules: readonly ControlRule[], code: string, content: RuleContent): readonly FieldRefusal[] {
  const faults = [
    ...textFaults(content),
    ...dateFaults(content),
    ...typeFaults(rules, code, content),
    ...thresholdFaults(rules, code, content),
  ];
  return faults.length > 0 ? faults : conflictFaults(rules, ruleOf(rules, code, content));
}

function fault(path: string, code: string, field: string, what: string): FieldRefusal {
  return { path, code, message: `${field}${NARROW}: ${what}` };
}

function textFaults(content: RuleContent): readonly FieldRefusal[] {
  const wanted = [
    ['/label', 'Libellé', content.label],
    ['/sourceNote', 'Source', content.sourceNote],
    ['/reason', 'Motif du changement', content.reason],
  ] as const;
  const missing = wanted
    .filter(([, , text]) => text.trim() === '')
    .map(([path, field]) => fault(path, 'MISSING', field, 'texte manquant'));
  const unknown = placeholdersOf(content.message ?? '').filter((name) => !KNOWN_PLACEHOLDERS.includes(name));
  return [
    ...missing,
    ...unknown.map((name) =>
      fault(
        '/message',
        'INCONSISTENT',
        'Message',
        `{${name}} n’est pas un repère connu (${KNOWN_PLACEHOLDERS.map((known) => `{${known}}`).join(', ')})`,
      ),
    ),
  ];
}

function dateFaults({ fromExercise, toExercise }: RuleContent): readonly FieldRefusal[] {
  if (fromExercise === null) {
    return [fault('/fromExercise', 'MISSING', 'Premier exercice', 'année manquante')];
  }
  return toExercise === null || toExercise >= fromExercise
    ? []
    : [fault('/toExercise', 'INCONSISTENT', 'Dernier exercice', 'année antérieure au premier exercice')];
}

function typeFaults(rules: readonly ControlRule[], code: string, { declarationTypes }: RuleContent) {
  if (declarationTypes.length === 0) {
    return [fault('/declarationTypes', 'MISSING', 'Types de déclaration', 'aucun n’est choisi')];
  }
  const possible = typesOf(rules, code);
  return declarationTypes
    .filter((type) => !possible.includes(type))
    .map((type) =>
      fault(
        '/declarationTypes',
        'INCONSISTENT',
        'Types de déclaration',
        `ce contrôle ne s’applique pas à une ${TYPE_WORDS[type]}`,
      ),
    );
}

function thresholdFaults(rules: readonly ControlRule[], code: string, content: RuleContent): readonly FieldRefusal[] {
  const names = Object.keys(startOf(rules, code).thresholds);
  const valueOf = (name: string) => content.thresholds.find((each) => each.name === name)?.value ?? null;
  const missing = names
    .filter((name) => valueOf(name) === null)
    .map((name) => fault(`/thresholds/${name}`, 'MISSING', thresholdWords(name), 'valeur manquante'));
  const unknown = content.thresholds
    .filter(({ name }) => !names.includes(name))
    .map(({ name }) => fault(`/thresholds/${name}`, 'INCONSISTENT', thresholdWords(name), 'ce contrôle n’en a pas'));
  const [min, max] = [valueOf('min'), valueOf('max')];
  const crossed =
    min !== null && max !== null && min > max
      ? [fault('/thresholds/max', 'INCONSISTENT', 'Seuil maximal', 'valeur inférieure au seuil minimal')]
      : [];
  return [...missing, ...unknown, ...crossed];
}

/** A national rule may not become stricter than what a Caf already asks: the Caf’s would then loosen it (4.1). */
function conflictFaults(rules: readonly ControlRule[], next: ControlRule): readonly FieldRefusal[] {
  // Compiled once so that a rule that cannot run is found now, not by the first declaration.
  compileRuleSheet([next], [], { exercise: next.fromExercise, type: next.declarationTypes[0]!, cafCode: null });
  const before = new Set(checkOverrides(rules));
  const conflicts = checkOverrides([...rules, next]).filter((sentence) => !before.has(sentence));
  if (conflicts.length === 0) return [];
  const cafCodes = rules.flatMap((rule) => (rule.code === next.code && rule.cafCode !== null ? [rule.cafCode] : []));
  return [
    fault(
      '',
      'CONFLICT',
      'Contrôle',
      `la règle propre à la Caf ${[...new Set(cafCodes)].join(', ')} deviendrait plus souple que la règle nationale`,
    ),
  ];
}

function orNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
