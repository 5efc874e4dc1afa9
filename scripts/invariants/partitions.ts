import type { Finding } from './finding.ts';
import { databaseOf, type System } from './system.ts';

/** Services that decide by a habilitation who may read. */
const deciding = ['identity', 'declaration-workflow', 'documents', 'statistics', 'notifications'];
const foreign = {
  name: 'invariants-partition',
  text: `select h.person_id as person, h.equipment_id as equipment from habilitation h
         join person p on p.id = h.person_id join equipment e on e.id = h.equipment_id
         where p.partner_id is distinct from e.partner_id`,
};
const total = { name: 'invariants-habilitations', text: 'select count(*)::int as count from habilitation' };

/** I7: nobody has a right on an equipment of another gestionnaire, in any of the services that decide by it. */
export async function verifyPartitions(system: System): Promise<Finding> {
  const faults: string[] = [];
  let habilitations = 0;
  for (const service of deciding) {
    const database = databaseOf(system, service);
    habilitations += (await database.rows<{ count: number }>(total))[0]?.count ?? 0;
    const rows = await database.rows<{ person: string; equipment: string }>(foreign);
    for (const { person, equipment } of rows) {
      faults.push(`${service}: ${person} has a right on ${equipment} of another`);
    }
  }
  return { looked: `${habilitations} habilitations in ${deciding.length} services`, faults };
}
