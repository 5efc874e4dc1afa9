import type { Queryable } from '@portail/platform/db/database.ts';
import { maySee, type Actor } from '../domain/access.ts';
import type { Equipment } from '../domain/equipment.ts';
import { equipmentShape } from '../store/equipment-shape.ts';

const readEquipment = {
  name: 'equipment-page',
  text: `select ${equipmentShape} as equipment from equipment e join partner p on p.id = e.partner_id where e.id = $1`,
};

/** The equipment page (fiche « détail de l’équipement »), or undefined when it does not exist or is not theirs to know. */
export async function equipmentPage(db: Queryable, id: string, actor: Actor): Promise<Equipment | undefined> {
  const [row] = await db.rows<{ equipment: Equipment }>(readEquipment, [id]);
  return row && maySee(actor, row.equipment) ? row.equipment : undefined;
}
