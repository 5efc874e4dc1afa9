import type { DeclarationView, SectionKey } from '@api/workflow/workflow.types';

/** What the Caf said of the lines of a section when it rejected, and which lines it left open (B5). */
export interface LineRemarks {
  /** '' when it said nothing of this line. */
  textOf(field: string): string;
  /** True for a line that may not change: the correction is limited to those with a remark. */
  isClosed(field: string): boolean;
}

/** Of a declaration nobody corrects. */
export const noRemarks: LineRemarks = { textOf: () => '', isClosed: () => false };

/** The remarks on a section while it is being corrected. */
export function remarksOn(
  { status, correction }: Pick<DeclarationView, 'status' | 'correction'>,
  section: SectionKey,
): LineRemarks {
  if (status !== 'IN_PROGRESS' || correction === null) return noRemarks;
  const texts = new Map(
    correction.remarks.flatMap((each) => (each.section === section ? [[each.field, each.text]] : [])),
  );
  return {
    textOf: (field) => texts.get(field) ?? '',
    isClosed: (field) => correction.limited && !texts.has(field),
  };
}
