import type { FieldValue, FormLine } from '@api/workflow/workflow.types';
import { formatDay, parseDay } from '@ui/dates/french-date';
import { lengthOf } from '@ui/field/text-area-field';
import { figureAsTyped, formatWhole } from '@ui/figures/format-figure';
import { parseFigure } from '@ui/figures/parse-figure';

/** Characters of a comment (A15). */
const LONGEST_TEXT = 2000;

/** What a field holds on screen: text for figures, dates and comments, an answer for yes/no questions. */
export type Entry = string | boolean | null;

export type Reading =
  { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly message: string };

/** True for the lines a person fills. */
export function isTyped(line: FormLine): boolean {
  return line.requirement === 'MANDATORY' || line.requirement === 'OPTIONAL';
}

/** What is put on screen for a stored value. */
export function entryOf(line: FormLine, value: FieldValue | undefined): Entry {
  if (line.kind === 'BOOLEAN') return typeof value === 'boolean' ? value : null;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number')
    return figureAsTyped(value, line.kind === 'INTEGER' ? 'INTEGER' : 'DECIMAL', line.unit);
  if (line.kind === 'DATE' && typeof value === 'string') return formatDay(value);
  return String(value);
}

/** Reads an entry into the value the service stores, or says in one sentence what to write instead. */
export function readEntry(line: FormLine, entry: Entry): Reading {
  if (typeof entry === 'boolean' || entry === null) return { ok: true, value: entry };
  switch (line.kind) {
    case 'BOOLEAN':
      return { ok: true, value: null };
    case 'DATE':
      return parseDay(entry);
    case 'TEXT': {
      const text = entry.trim();
      if (lengthOf(text) > LONGEST_TEXT) {
        return {
          ok: false,
          message: `Le texte dépasse ${formatWhole(LONGEST_TEXT)} caractères. Raccourcissez-le.`,
        };
      }
      return { ok: true, value: text === '' ? null : text };
    }
    case 'DECIMAL':
    case 'INTEGER':
      return parseFigure(entry, line.kind);
  }
}
