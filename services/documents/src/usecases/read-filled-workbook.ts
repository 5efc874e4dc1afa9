import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { isModulated } from '../domain/equipment.ts';
import { includes, type AskedSummary } from '../domain/reading.ts';
import { refuse } from '../domain/refusals.ts';
import type { WorkbookReading } from '../domain/workbook-reading.ts';
import type { WorkbookFacts } from '../queries/find-workbook-facts.ts';
import type { ReadWorkbook } from '../workbook/reading/workbook-reader.ts';

/** The declaration as this person reads it, and the workbook they filled for it. */
export interface AskedReading extends AskedSummary {
  readonly content: Uint8Array;
}

/**
 * What a filled workbook says (C-6); nothing is kept of it: the figures go in the form and are saved as if they were typed.
 * @throws RefusalError NOT_FOUND, NOT_MODULATED, FILE_… when the file is not the workbook of this declaration
 */
export function filledWorkbookReader(
  factsOf: (declarationId: string, version: number) => Promise<WorkbookFacts | null>,
  read: ReadWorkbook,
) {
  return async ({ declarationId, version, reading, content }: AskedReading): Promise<WorkbookReading> => {
    const facts = includes(reading, 'ACTIVITY') ? await factsOf(declarationId, version) : null;
    if (facts === null) throw new RefusalError(notFound());
    const { periodStart, periodEnd } = facts.sheet;
    if (!isModulated(facts.equipment, periodStart, periodEnd)) throw new RefusalError(refuse('NOT_MODULATED'));
    return read(content, declarationId);
  };
}
