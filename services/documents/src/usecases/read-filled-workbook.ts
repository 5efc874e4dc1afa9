import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { isModulated } from '../domain/equipment.ts';
import { refuse } from '../domain/refusals.ts';
import type { WorkbookReading } from '../domain/workbook-reading.ts';
import type { WorkbookFacts } from '../queries/find-workbook-facts.ts';
import type { ReadWorkbook } from '../workbook/reading/workbook-reader.ts';

/**
 * What a filled workbook says (C-6); nothing is kept of it: the figures go in the form and are saved as if they were typed.
 * @throws RefusalError NOT_MODULATED, FILE_… when the file is not the workbook of this declaration
 */
export async function readFilledWorkbook(
  { declaration, equipment }: WorkbookFacts,
  content: Uint8Array,
  read: ReadWorkbook,
): Promise<WorkbookReading> {
  const { id, periodStart, periodEnd } = declaration;
  if (!isModulated(equipment, periodStart, periodEnd)) throw new RefusalError(refuse('NOT_MODULATED'));
  return read(content, id);
}
