import type { ControlView, FormLine, SectionView, Values } from '@api/workflow/workflow.types';
import { isSaid, wordsOf } from '@ui/sections/field-value';
import { gapOf } from '@ui/sections/gap-words';

export type Change = 'same' | 'changed' | 'not-comparable';

/** One line of the form: what is declared, what the reference year had, and the gap. */
export interface DiffRow {
  readonly field: string;
  readonly code: string;
  readonly label: string;
  readonly group: string;
  readonly declared: string;
  /** '' when there is no reference year. */
  readonly previous: string;
  /** `+ 5 123,50 h (+ 12,81 %)`; '' when nothing can be compared. */
  readonly gap: string;
  readonly change: Change;
  readonly total: boolean;
  /** A text, which takes the width of the table. */
  readonly long: boolean;
  /** Codes of the points that bear on this field and asked for an explanation. */
  readonly points: readonly string[];
}

/**
 * The lines of a section beside the reference year.
 * @param previous values of the reference year; null when the Caf knows none
 */
export function diffOf(section: SectionView, previous: Values | null, controls: readonly ControlView[]): DiffRow[] {
  return section.lines
    .filter((line) => isSaid(line, section))
    .map((line) => {
      const declared = section.values[line.field] ?? section.derived[line.field] ?? null;
      const before = previous === null ? null : (previous[line.field] ?? totalOf(line, section.lines, previous));
      const comparable = previous !== null && declared !== null && before !== null;
      return {
        field: line.field,
        code: line.code,
        label: line.label,
        group: line.group,
        declared: wordsOf(line, declared),
        previous: previous === null ? '' : wordsOf(line, before),
        gap: comparable ? gapOf(line, declared, before) : '',
        change: comparable ? (declared === before ? 'same' : 'changed') : 'not-comparable',
        total: line.requirement === 'DERIVED' && line.side !== undefined,
        long: line.kind === 'TEXT',
        points: controls
          .filter((control) => control.field === line.field && control.severity !== 'INFO')
          .map((control) => control.code),
      };
    });
}

/** Totals are not kept with the reference year: every typed line of the side counts (domain.md 2.4). Cents. */
function totalOf(line: FormLine, lines: readonly FormLine[], values: Values): number | null {
  if (line.field !== 'totalExpenses' && line.field !== 'totalIncome') return null;
  return lines
    .filter((each) => each.side === line.side && each.requirement !== 'DERIVED')
    .map((each) => values[each.field])
    .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
}
