import type { Queryable } from '@portail/platform/db/database.ts';
import type { Equipment } from '../domain/equipment.ts';
import type { Sheet } from '../domain/sheet.ts';

/** What a workbook says of the declaration it is for. */
export interface WorkbookFacts {
  readonly sheet: Pick<Sheet, 'declarationId' | 'exercise' | 'type' | 'periodStart' | 'periodEnd'>;
  readonly equipment: Equipment;
}

const facts = {
  name: 'workbook-facts',
  text: `select s.content as sheet, q.content as equipment
         from sheet s
         join equipment q on q.id = s.equipment_id
         where s.declaration_id = $1 and s.version = $2`,
};

/** The version and its equipment, or null. Whether it may be read was found out before. */
export async function findWorkbookFacts(
  db: Queryable,
  declarationId: string,
  version: number,
): Promise<WorkbookFacts | null> {
  const [row] = await db.rows<WorkbookFacts>(facts, [declarationId, version]);
  return row ?? null;
}
