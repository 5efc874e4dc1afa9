import { consumers, saidBy } from '@portail/proto/catalogue.ts';
import type { Finding } from './finding.ts';
import { databaseOf, type System } from './system.ts';

const heard = {
  name: 'invariants-inbox',
  text: 'select message_id as id from inbox where consumer = $1 and message_id > $2 order by message_id limit 20000',
};
const unsaid = {
  name: 'invariants-unsaid',
  text: `select heard.id from unnest($1::uuid[]) as heard(id) left join outbox o on o.id = heard.id where o.id is null`,
};
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** I2: every event that had an effect was committed by who said it. */
export async function verifyCauses(system: System): Promise<Finding> {
  const faults: string[] = [];
  let effects = 0;
  for (const { service, durable, context } of consumers) {
    const hearer = databaseOf(system, service);
    const speaker = databaseOf(system, saidBy[context]);
    for (let after = beforeAll; ;) {
      const rows = await hearer.rows<{ id: string }>(heard, [durable, after]);
      const last = rows.at(-1);
      if (last === undefined) break;
      effects += rows.length;
      const orphans = await speaker.rows<{ id: string }>(unsaid, [rows.map(({ id }) => id)]);
      for (const { id } of orphans) faults.push(`${durable} reacted to ${id}, which ${saidBy[context]} never said`);
      after = last.id;
    }
  }
  return { looked: `${effects} effects of ${consumers.length} consumers`, faults };
}
