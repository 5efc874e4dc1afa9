import type { RuleContent, RuleFile, RuleType } from '@api/controls/reference.types';
import type { FieldError } from '@ui/errors/error-summary';
import { figureAsTyped } from '@ui/figures/format-figure';
import { parseFigure } from '@ui/figures/parse-figure';
import { fieldIdOf } from './reference-words';

/** A rule as it is typed; thresholds by name. */
export interface TypedRule {
  readonly severity: string;
  readonly enabled: string;
  readonly label: string;
  readonly message: string;
  readonly requiredActions: string;
  readonly thresholds: Readonly<Record<string, string>>;
  readonly fromExercise: string;
  readonly toExercise: string;
  readonly declarationTypes: readonly RuleType[];
  readonly sourceNote: string;
  readonly reason: string;
}

export const RULE_PREFIX = 'controle';
type Threshold = RuleFile['thresholds'][number];

/** What the form shows of a content. */
export function typedRule(content: RuleContent): TypedRule {
  return {
    severity: content.severity,
    enabled: String(content.enabled),
    label: content.label,
    message: content.message ?? '',
    requiredActions: content.requiredActions ?? '',
    thresholds: Object.fromEntries(
      content.thresholds.map(({ name, value }) => [name, figureAsTyped(value, 'DECIMAL')]),
    ),
    fromExercise: content.fromExercise === null ? '' : String(content.fromExercise),
    toExercise: content.toExercise === null ? '' : String(content.toExercise),
    declarationTypes: content.declarationTypes,
    sourceNote: content.sourceNote,
    reason: content.reason,
  };
}

/** Reads the form; a field may stay empty, since a draft may be incomplete. */
export function readRule(
  form: TypedRule,
  thresholds: readonly Threshold[],
): { readonly ok: true; readonly value: RuleContent } | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const refuse = (path: string, field: string, message: string): null => {
    errors.push({ fieldId: fieldIdOf(RULE_PREFIX, path), message: `${field}\u202f: ${message}` });
    return null;
  };
  const threshold = ({ name, label }: Threshold): number | null => {
    const text = (form.thresholds[name] ?? '').trim();
    // A bound may lie under zero, which a declared figure never does.
    const negative = /^[-−–]/.test(text);
    const read = parseFigure(negative ? text.slice(1) : text, 'DECIMAL');
    if (!read.ok) return refuse(`/thresholds/${name}`, label, read.message);
    if (read.value !== null && read.value > 1_000_000_000) {
      return refuse(`/thresholds/${name}`, label, 'ce nombre est trop grand.');
    }
    return negative && read.value !== null && read.value !== 0 ? -read.value : read.value;
  };
  const year = (path: string, field: string, text: string): number | null => {
    const typed = text.trim();
    if (typed === '') return null;
    const value = Number(typed);
    if (/^\d{4}$/.test(typed) && value >= 2013 && value <= 2100) return value;
    return refuse(path, field, 'écrivez l’année sur quatre chiffres, à partir de 2013.');
  };
  const value: RuleContent = {
    severity: form.severity as RuleContent['severity'],
    enabled: form.enabled === 'true',
    label: form.label.trim(),
    message: form.message.trim() === '' ? null : form.message.trim(),
    requiredActions: form.requiredActions.trim() === '' ? null : form.requiredActions.trim(),
    thresholds: thresholds.map((each) => ({ name: each.name, value: threshold(each) })),
    fromExercise: year('/fromExercise', 'Premier exercice', form.fromExercise),
    toExercise: year('/toExercise', 'Dernier exercice', form.toExercise),
    declarationTypes: form.declarationTypes,
    sourceNote: form.sourceNote.trim(),
    reason: form.reason.trim(),
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}
