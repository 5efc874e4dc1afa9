import type { Transaction } from '@portail/platform/db/database.ts';

/**
 * Part of a query on a declaration `d`: who changed its equipment’s data, with the last day each did, where the Caf asks for
 * four eyes; an empty array elsewhere.
 */
export const equipmentChanges = `coalesce(
             (select jsonb_agg(jsonb_build_object('personId', h.person_id, 'lastDay', h.last_day))
              from equipment q
              join caf_settings s on s.caf_code = q.caf_code and s.four_eyes
              join equipment_change h on h.equipment_id = q.id
              where q.id = d.equipment_id), '[]')`;

const keep = {
  name: 'equipment-change-keep',
  text: `insert into equipment_change (equipment_id, person_id, last_day) values ($1, $2, $3)
         on conflict (equipment_id, person_id) do update set last_day = excluded.last_day
         where equipment_change.last_day < excluded.last_day`,
};

/** Keeps that this person changed the equipment’s data that day (ISO date in Europe/Paris). */
export async function keepEquipmentChange(
  tx: Transaction,
  equipmentId: string,
  personId: string,
  day: string,
): Promise<void> {
  await tx.run(keep, [equipmentId, personId, day]);
}
