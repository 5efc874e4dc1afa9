import type { Database } from '@portail/platform/db/database.ts';

/** An agent or administrator of a Caf. */
export interface Agent {
  id: string;
  name: string;
}

const read = {
  name: 'agents',
  text: `select other.id, other.name from person me
         join person other on other.population in ('CAF_AGENT', 'CAF_ADMIN') and other.status = 'ACTIVE'
           and other.caf_codes && me.caf_codes
         where me.subject = $1 and me.status = 'ACTIVE' and me.population in ('CAF_AGENT', 'CAF_ADMIN')
         order by other.name, other.id`,
};

/** Who works for a Caf of the signed-in agent, by name; nobody for others. */
export async function readAgents(database: Database, subject: string): Promise<{ items: Agent[] }> {
  return { items: await database.rows<Agent>(read, [subject]) };
}
