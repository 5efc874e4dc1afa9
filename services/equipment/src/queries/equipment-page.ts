import type { Queryable } from '@portail/platform/db/database.ts';
import { maySee, type Act } from '../domain/access.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { Equipment } from '../domain/equipment.ts';
import { isShown } from '../domain/note.ts';
import { equipmentShape } from '../store/equipment-shape.ts';

const readEquipment = {
  name: 'equipment-page',
  text: `select ${equipmentShape} as equipment from equipment e join partner p on p.id = e.partner_id where e.id = $1`,
};

/**
 * The equipment page (fiche « détail de l’équipement »), or undefined when it does not exist or is not theirs to know. A
 * partner reads the Caf’s text on its days only, and not why the Caf closed.
 */
export async function equipmentPage(db: Queryable, id: string, { actor, at }: Act): Promise<Equipment | undefined> {
  const [row] = await db.rows<{ equipment: Equipment }>(readEquipment, [id]);
  if (!row || !maySee(actor, row.equipment)) return undefined;
  if (actor.kind !== 'PARTNER') return row.equipment;
  const { note } = row.equipment;
  return { ...row.equipment, closingReason: null, note: note && isShown(note, parisDay(at)) ? note : null };
}
