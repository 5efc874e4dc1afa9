import type { DeclarationType } from './declaration-data.ts';
import { formatFigure } from '@portail/platform/pure/french.ts';
import { type Change, changed } from './reference-data.ts';
import { type ControlRule, rulesInForce, type Severity } from './rule-sheet.ts';
import { thresholdWords, typeWords } from './rule-publication.ts';

/** What changes for some types over some exercises, where one and the same rule is in force today. */
export interface RuleChanges {
  /** « Exercices 2014 à 2024, réelle ». */
  readonly scope: string;
  /** Version in force there today, null when there is none. */
  readonly replaces: number | null;
  readonly changes: readonly Change[];
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  BLOCKING: 'à corriger',
  ANOMALY: 'anomalie à expliquer',
  ALERT: 'écart à expliquer',
  INFO: 'pour information',
};

/** What a next version says otherwise than what is in force, by group of exercises and types that it touches. */
export function ruleChanges(rules: readonly ControlRule[], next: ControlRule): readonly RuleChanges[] {
  const national = rules.filter((rule) => rule.code === next.code && rule.cafCode === null);
  const groups: { from: number; to: number | null; replaced: ControlRule | null; types: DeclarationType[] }[] = [];
  for (const { from, to } of spans(national, next)) {
    for (const type of next.declarationTypes) {
      const replaced = inForce(national, from, type);
      const same = groups.find((group) => group.from === from && group.replaced === replaced);
      if (same === undefined) groups.push({ from, to, replaced, types: [type] });
      else same.types.push(type);
    }
  }
  return groups.map(({ from, to, replaced, types }) => ({
    scope: `${exercisesWords(from, to)}, ${typeWords(types)}`,
    replaces: replaced?.version ?? null,
    changes: changesBetween(replaced, next),
  }));
}

/** « Exercices 2014 à 2024 »: dated rows in the words of the screen. */
export function exercisesWords(from: number, to: number | null): string {
  if (to === null) return `Exercices ${from} et suivants`;
  return from === to ? `Exercice ${from}` : `Exercices ${from} à ${to}`;
}

/** Parts of the next version’s exercises over which what is in force does not change. */
function spans(national: readonly ControlRule[], next: ControlRule): readonly { from: number; to: number | null }[] {
  const within = (year: number) => year > next.fromExercise && (next.toExercise === null || year <= next.toExercise);
  const starts = national
    .flatMap((rule) => [rule.fromExercise, ...(rule.toExercise === null ? [] : [rule.toExercise + 1])])
    .filter(within);
  const ordered = [...new Set([next.fromExercise, ...starts])].toSorted((one, other) => one - other);
  return ordered.map((from, index) => ({
    from,
    to: ordered[index + 1] === undefined ? next.toExercise : ordered[index + 1]! - 1,
  }));
}

function inForce(national: readonly ControlRule[], exercise: number, type: DeclarationType): ControlRule | null {
  const enabled = national.map((rule) => ({ ...rule, enabled: true, known: rule }));
  const [found] = rulesInForce(enabled, { exercise, type, cafCode: null }) as typeof enabled;
  return found?.known ?? null;
}

function changesBetween(before: ControlRule | null, after: ControlRule): readonly Change[] {
  const field = (name: string, write: (rule: ControlRule) => string) =>
    changed(name, before && write(before), write(after));
  return [
    ...field('Contrôle', (rule) => (rule.enabled ? 'en service' : 'hors service')),
    ...field('Gravité', (rule) => SEVERITY_WORDS[rule.severity]),
    ...Object.keys(after.thresholds).flatMap((name) =>
      field(thresholdWords(name), (rule) => {
        const threshold = rule.thresholds[name];
        return threshold === undefined ? '' : formatFigure(threshold);
      }),
    ),
    ...field('Libellé', (rule) => rule.label),
    ...field('Message', (rule) => rule.message ?? 'texte habituel'),
    ...field('Actions requises', (rule) => rule.requiredActions ?? 'texte habituel'),
    ...field('Source', (rule) => rule.sourceNote),
  ];
}
