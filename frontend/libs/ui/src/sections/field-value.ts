import type { FieldValue, FormLine, SectionView } from '@api/workflow/workflow.types';
import { formatDay } from '@ui/dates/french-date';
import { formatFigure, formatWhole } from '@ui/figures/format-figure';

/**
 * A value of a form line in words, with its unit: `28 places`, `1 234,50 €`, `Oui`, `01/09/2016`; null → « non saisi », or a
 * dash for a computed line, which nobody can type.
 */
export function wordsOf(line: FormLine, value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') {
    return line.requirement === 'DERIVED' ? '—' : 'non saisi';
  }
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value === 'string') return line.kind === 'DATE' ? formatDay(value) : value;
  if (line.kind === 'INTEGER') {
    return line.unit === 'DAYS' ? formatFigure({ value: value * 100, unit: 'DAYS' }) : formatWhole(value);
  }
  return formatFigure({ value, unit: line.unit });
}

/**
 * False for a computed line that says nothing: one that is worked out elsewhere (the hours of meeting, in the estimate), and
 * the surplus or deficit the section does not have.
 */
export function isSaid(line: FormLine, { values, derived }: SectionView): boolean {
  if (line.requirement !== 'DERIVED') return true;
  const value = values[line.field] ?? derived[line.field] ?? null;
  if (line.field === 'surplus' || line.field === 'deficit') return value !== null && value !== 0;
  return value !== null || line.field in derived;
}

/** Consecutive lines of the same heading, in the order of the form. */
export function groupsOf<T extends { readonly group: string }>(lines: readonly T[]): { group: string; lines: T[] }[] {
  const groups: { group: string; lines: T[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.group === line.group) last.lines.push(line);
    else groups.push({ group: line.group, lines: [line] });
  }
  return groups;
}
