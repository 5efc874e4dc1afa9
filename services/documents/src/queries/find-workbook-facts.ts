import type { Queryable } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Equipment } from '../domain/equipment.ts';
import type { OpenedDeclaration } from '../domain/opened-declaration.ts';
import type { Asking } from './find-reading.ts';

/** What a workbook says of the declaration it is for. */
export interface WorkbookFacts {
  readonly declaration: OpenedDeclaration;
  readonly equipment: Equipment;
}

// For who fills or approves the activity section of an equipment of their own partner (domain.md 5.3); agents fill nothing.
const facts = {
  name: 'workbook-facts',
  text: `select jsonb_build_object('id', d.id, 'equipmentId', d.equipment_id, 'exercise', d.exercise, 'type', d.type,
             'periodStart', d.period_start, 'periodEnd', d.period_end) as declaration,
           q.content as equipment
         from declaration d
         join equipment q on q.id = d.equipment_id
         join person p on p.subject = $1 and p.active and p.population = 'PARTNER' and p.partner_id = q.partner_id
         join habilitation h on h.person_id = p.id and h.equipment_id = q.id and h.effective_from <= $3::date
           and (h.effective_to is null or h.effective_to >= $3::date)
         where d.id = $2 and h.roles && array['ACTIVITY_PROVIDER', 'APPROVER']`,
};

/**
 * The declaration and its equipment, for who fills its activity section; known from its opening, before anything is saved.
 * @throws RefusalError NOT_FOUND when there is none, or when it is not theirs to fill
 */
export async function findWorkbookFacts(db: Queryable, declarationId: string, asking: Asking): Promise<WorkbookFacts> {
  const asked = [asking.subject, declarationId, asking.today];
  const [row] = isId(declarationId) ? await db.rows<WorkbookFacts>(facts, asked) : [];
  if (row === undefined) throw new RefusalError(notFound());
  return row;
}
