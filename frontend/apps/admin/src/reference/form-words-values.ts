import type { FormContent, FormWords } from '@api/workflow/workflow.types';
import type { FieldError } from '@ui/errors/error-summary';
import { fieldIdOf } from './reference-words';

/** The words of a line as they are typed. */
export interface TypedLine {
  readonly section: FormWords['section'];
  readonly field: string;
  readonly label: string;
  readonly help: string;
  readonly order: string;
}

/** The forms as they are typed. */
export interface TypedForm {
  readonly lines: readonly TypedLine[];
  readonly reason: string;
}

/** Lines that stand together on a form; each with its place in what is typed. */
export interface LineGroup {
  readonly section: FormWords['section'];
  readonly name: string;
  readonly lines: readonly { readonly known: FormWords; readonly typed: TypedLine; readonly index: number }[];
}

export const FORM_PREFIX = 'formulaire';

type Words = FormContent['lines'][number];

const keyOf = ({ section, field }: Pick<Words, 'section' | 'field'>) => `${section} ${field}`;

/**
 * What the form shows of a content: its lines in their order, so that a fault finds its cell, then the lines in force that
 * it lacks. A line that no longer exists is left out, and goes at the next save.
 */
export function typedForm(content: FormContent, inForce: readonly FormWords[]): TypedForm {
  const known = new Set(inForce.map(keyOf));
  const kept = content.lines.filter((line) => known.has(keyOf(line)));
  const given = new Set(kept.map(keyOf));
  const lines: readonly Words[] = [...kept, ...inForce.filter((line) => !given.has(keyOf(line)))];
  return {
    lines: lines.map(({ section, field, label, help, order }) => ({
      ...{ section, field, label, help },
      order: order === null ? '' : String(order),
    })),
    reason: content.reason,
  };
}

/** Reads the form; a cell may stay empty, since a draft may be incomplete. */
export function readForm(
  form: TypedForm,
  inForce: readonly FormWords[],
): { readonly ok: true; readonly value: FormContent } | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const names = new Map(inForce.map((line) => [keyOf(line), `${line.code} ${line.label}`]));
  const errors: FieldError[] = [];
  const lines = form.lines.map(({ section, field, label, help, order }, index): Words => {
    const typed = order.trim();
    if (!/^\d{0,4}$/.test(typed)) {
      errors.push({
        fieldId: fieldIdOf(FORM_PREFIX, `/lines/${index}/order`),
        message: `${names.get(keyOf({ section, field })) ?? field}\u202f: l’ordre est un nombre entier.`,
      });
    }
    return { section, field, label: label.trim(), help: help.trim(), order: typed === '' ? null : Number(typed) };
  });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: { lines, reason: form.reason.trim() } };
}

/** The lines of both forms by group, as they stand in force. */
export function groupsOf(form: Pick<TypedForm, 'lines'>, inForce: readonly FormWords[]): readonly LineGroup[] {
  const places = new Map(form.lines.map((line, index) => [keyOf(line), index]));
  const groups = new Map<
    string,
    { section: FormWords['section']; name: string; lines: LineGroup['lines'][number][] }
  >();
  for (const known of inForce) {
    const index = places.get(keyOf(known));
    const typed = index === undefined ? undefined : form.lines[index];
    if (index === undefined || typed === undefined) continue;
    const key = `${known.section} ${known.group}`;
    const group = groups.get(key) ?? { section: known.section, name: known.group, lines: [] };
    group.lines.push({ known, typed, index });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** « depuis 2017 », « de 2014 à 2016 »: the exercises that a version holds in. */
export function heldIn({ fromExercise, toExercise }: { fromExercise: number; toExercise: number | null }): string {
  if (toExercise === null) return `depuis l’exercice ${fromExercise}`;
  return fromExercise === toExercise ? `exercice ${fromExercise}` : `exercices ${fromExercise} à ${toExercise}`;
}
