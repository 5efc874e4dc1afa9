import type { Modulation } from '@api/documents/documents.types';
import type { FormLine, Values } from '@api/workflow/workflow.types';
import { wordsOf } from '@ui/sections/field-value';
import type { LineRemarks } from './line-remarks';

/** What a workbook would put in a line of the form. */
export interface WorkbookChange {
  readonly line: FormLine;
  readonly value: number;
  readonly before: string;
  readonly after: string;
  /** `closed`: the Caf left this line shut; `same`: it stands there already. */
  readonly kind: 'changed' | 'same' | 'closed';
}

/** Fields of the form that the workbook works out; the places are the most that are open at once. */
const sources: readonly (readonly [field: string, of: (result: Modulation) => number])[] = [
  ['places', ({ mostPlaces }) => mostPlaces],
  ['openingDays', ({ openingDays }) => openingDays],
  ['dailyOpeningHours', ({ meanAmplitude }) => meanAmplitude],
  ['theoreticalCapacityHours', ({ capacityHours }) => capacityHours],
];

/** Line by line, what stands in the form and what the workbook says instead. */
export function workbookChanges(
  result: Modulation,
  form: { readonly lines: readonly FormLine[]; readonly values: Values },
  remarks: LineRemarks,
): readonly WorkbookChange[] {
  return sources.flatMap(([field, of]) => {
    const line = form.lines.find((each) => each.field === field);
    if (!line) return [];
    const value = of(result);
    const now = form.values[field] ?? null;
    const kind = now === value ? 'same' : remarks.isClosed(field) ? 'closed' : 'changed';
    return [{ line, value, before: wordsOf(line, now), after: wordsOf(line, value), kind } as const];
  });
}
