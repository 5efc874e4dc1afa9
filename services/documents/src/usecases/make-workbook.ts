import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { authorizedSlots, isModulated } from '../domain/equipment.ts';
import { typeWords } from '../domain/french.ts';
import { refuse } from '../domain/refusals.ts';
import type { WorkbookFacts } from '../queries/find-workbook-facts.ts';
import { modulationWorkbook } from '../workbook/modulation-workbook.ts';
import { odsWorkbook } from '../workbook/ods.ts';
import { xlsxWorkbook } from '../workbook/xlsx.ts';

/** In which format, with the slots of the year before or none. */
export interface AskedWorkbook {
  readonly format: 'xlsx' | 'ods';
  readonly previous: boolean;
}

/** A workbook with the name of its file. */
export interface MadeWorkbook {
  readonly content: Buffer;
  readonly fileName: string;
}

/**
 * The calculation workbook of a modulated approval (guide 6.1).
 * @throws RefusalError NOT_MODULATED, NO_PREVIOUS_SLOTS
 */
export async function makeWorkbook(
  { declaration, equipment }: WorkbookFacts,
  { format, previous }: AskedWorkbook,
): Promise<MadeWorkbook> {
  const { id, exercise, type, periodStart, periodEnd } = declaration;
  if (!isModulated(equipment, periodStart, periodEnd)) throw new RefusalError(refuse('NOT_MODULATED'));
  const slots = previous ? authorizedSlots(equipment, exercise - 1) : [];
  if (previous && slots.length === 0) throw new RefusalError(refuse('NO_PREVIOUS_SLOTS'));
  const model = modulationWorkbook(
    {
      declarationId: id,
      equipmentName: equipment.name,
      partnerName: equipment.partnerName,
      place: `${equipment.postalCode} ${equipment.commune}`.trim(),
      declaration: `${typeWords(type, periodStart, periodEnd)} ${exercise}`,
    },
    slots,
  );
  return {
    content: format === 'xlsx' ? await xlsxWorkbook(model) : odsWorkbook(model),
    fileName: `calcul-agrement-module-${exercise}.${format}`,
  };
}
