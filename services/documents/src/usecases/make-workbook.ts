import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { authorizedSlots, isModulated } from '../domain/equipment.ts';
import { typeWords } from '../domain/french.ts';
import type { Slot } from '../domain/modulation.ts';
import { includes, type AskedSummary } from '../domain/reading.ts';
import { refuse } from '../domain/refusals.ts';
import type { WorkbookFacts } from '../queries/find-workbook-facts.ts';
import { modulationWorkbook } from '../workbook/modulation-workbook.ts';
import { odsWorkbook } from '../workbook/ods.ts';
import { xlsxWorkbook } from '../workbook/xlsx.ts';

/** What is asked for: the declaration as this person reads it, in which format, with the slots of the year before or none. */
export interface AskedWorkbook extends AskedSummary {
  readonly format: 'xlsx' | 'ods';
  readonly previous: boolean;
}

/** A workbook with the name of its file. */
export interface MadeWorkbook {
  readonly content: Buffer;
  readonly fileName: string;
}

/**
 * The calculation workbook of a modulated approval (guide 6.1), for who reads the activity section.
 * @throws RefusalError NOT_FOUND, NOT_MODULATED, NO_PREVIOUS_SLOTS
 */
export function workbookMaker(factsOf: (declarationId: string, version: number) => Promise<WorkbookFacts | null>) {
  return async ({ declarationId, version, reading, format, previous }: AskedWorkbook): Promise<MadeWorkbook> => {
    const facts = includes(reading, 'ACTIVITY') ? await factsOf(declarationId, version) : null;
    if (facts === null) throw new RefusalError(notFound());
    const { sheet, equipment } = facts;
    if (!isModulated(equipment, sheet.periodStart, sheet.periodEnd)) throw new RefusalError(refuse('NOT_MODULATED'));
    const slots: readonly Slot[] = previous ? authorizedSlots(equipment, sheet.exercise - 1) : [];
    if (previous && slots.length === 0) throw new RefusalError(refuse('NO_PREVIOUS_SLOTS'));
    const model = modulationWorkbook(
      {
        declarationId,
        equipmentName: equipment.name,
        partnerName: equipment.partnerName,
        place: `${equipment.postalCode} ${equipment.commune}`.trim(),
        declaration: `${typeWords(sheet.type, sheet.periodStart, sheet.periodEnd)} ${sheet.exercise}`,
      },
      slots,
    );
    return {
      content: format === 'xlsx' ? await xlsxWorkbook(model) : odsWorkbook(model),
      fileName: `calcul-agrement-module-${sheet.exercise}.${format}`,
    };
  };
}
