import type pg from 'pg';
import { asSuperuser } from './superuser.ts';

/** Something that nobody may do to the data, by whoever owns the server; and how it is undone. */
export interface Damage {
  /** The invariant that it breaks. */
  readonly breaks: string;
  readonly database: string;
  readonly harm: string;
  readonly undo: string;
}

const stranger = '00000000-0000-4000-8000-000000000042';

/**
 * One damage for each invariant, around one transmitted declaration and its equipment.
 * @param id a declaration that waits for the Caf
 */
export function damages(id: string, equipmentId: string): readonly Damage[] {
  const workflow = 'declaration_workflow';
  return [
    {
      ...{ breaks: 'I1', database: workflow },
      harm: `update declaration_version set data_hash = 'x' || data_hash where declaration_id = '${id}'`,
      undo: `update declaration_version set data_hash = substr(data_hash, 2) where declaration_id = '${id}'`,
    },
    {
      ...{ breaks: 'I2', database: 'controls' },
      harm: `insert into inbox (message_id, consumer) values ('${stranger}', 'controls_equipment')`,
      undo: `delete from inbox where message_id = '${stranger}'`,
    },
    {
      ...{ breaks: 'I3', database: workflow },
      harm: `update declaration_version set number = 2 where declaration_id = '${id}'`,
      undo: `update declaration_version set number = 1 where declaration_id = '${id}'`,
    },
    {
      ...{ breaks: 'I4', database: 'equipment' },
      harm: `update journal set data = data || '{"seen": true}' where chain = '${equipmentId}' and sequence = 1`,
      undo: `update journal set data = data - 'seen' where chain = '${equipmentId}' and sequence = 1`,
    },
    {
      ...{ breaks: 'I5', database: 'statistics' },
      harm: `update equipment set revision = revision + 1 where id = '${equipmentId}'`,
      undo: `update equipment set revision = revision - 1 where id = '${equipmentId}'`,
    },
    {
      ...{ breaks: 'I6', database: workflow },
      harm: `update declaration set state = state || '{"comment": "autre"}' where id = '${id}'`,
      undo: `update declaration set state = state || '{"comment": null}' where id = '${id}'`,
    },
    {
      ...{ breaks: 'I7', database: 'documents' },
      harm: `update equipment set partner_id = '${stranger}' where id = '${equipmentId}'`,
      undo: `update equipment e set partner_id = p.partner_id from habilitation h join person p on p.id = h.person_id
             where e.id = '${equipmentId}' and h.equipment_id = e.id`,
    },
    {
      ...{ breaks: 'I8', database: 'identity' },
      harm: `insert into dead_letter (message_id, consumer, subject, headers, payload, deliveries, error)
             values ('${stranger}', 'identity_equipment', 'evt.equipment', '{}', '', 8, 'an exercise')`,
      undo: `delete from dead_letter where message_id = '${stranger}'`,
    },
  ];
}

/** Runs a statement as the owner of everything, past the triggers that protect journal and versions. */
export function pastEveryGuard(server: string, database: string, statement: string): Promise<void> {
  const act = async (client: pg.Client): Promise<void> => {
    await client.query(`set session_replication_role = 'replica'`);
    const { rowCount } = await client.query(statement);
    if (rowCount === 0) throw new Error(`nothing was touched in ${database} by: ${statement}`);
  };
  return asSuperuser(server, act, database);
}
