import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { Equipment } from '../domain/equipment.ts';

/** An equipment at one revision, as the equipment service said it. */
export interface EquipmentAtRevision extends Equipment {
  readonly revision: number;
}

const upsert = {
  name: 'equipment-upsert',
  text: `insert into equipment as known (id, revision, caf_code, partner_status, opened_on, closed_on, authorizations,
           general_scheme_rates)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set revision = excluded.revision, caf_code = excluded.caf_code,
           partner_status = excluded.partner_status, opened_on = excluded.opened_on, closed_on = excluded.closed_on,
           authorizations = excluded.authorizations, general_scheme_rates = excluded.general_scheme_rates
         where known.revision < excluded.revision`,
};
const read = {
  name: 'equipment-by-id',
  text: `select id, caf_code as "cafCode", partner_status as "partnerStatus", opened_on as "openedOn",
           closed_on as "closedOn", authorizations, general_scheme_rates as "generalSchemeRates"
         from equipment where id = $1`,
};
const lock = { name: 'equipment-lock', text: `select pg_advisory_xact_lock(hashtextextended($1::text, 1))` };
// Target lists are evaluated from left to right: scales first, as everywhere, so that nobody waits in a circle.
const enter = {
  name: 'evaluation-enter',
  text: `select pg_advisory_xact_lock_shared(hashtextextended('psu-scales', 0)),
           pg_advisory_xact_lock(hashtextextended($1::text, 1))`,
};

/** Keeps the state when it is newer than what is known. @returns false when it was not */
export async function saveEquipment(tx: Transaction, equipment: EquipmentAtRevision): Promise<boolean> {
  const touched = await tx.run(upsert, [
    equipment.id,
    equipment.revision,
    equipment.cafCode,
    equipment.partnerStatus,
    equipment.openedOn,
    equipment.closedOn,
    JSON.stringify(equipment.authorizations),
    JSON.stringify(equipment.generalSchemeRates),
  ]);
  return touched > 0;
}

/** The equipment as last known, null before its first event. */
export async function loadEquipment(db: Queryable, id: string): Promise<Equipment | null> {
  const [row] = await db.rows<Equipment>(read, [id]);
  return row ?? null;
}

/** Makes every other change that concerns this equipment wait until the transaction ends. */
export async function lockEquipment(tx: Transaction, id: string): Promise<void> {
  await tx.run(lock, [id]);
}

/** Keeps scales from changing and every other change that concerns this equipment waiting until the transaction ends. */
export async function enterEvaluation(tx: Transaction, id: string): Promise<void> {
  await tx.run(enter, [id]);
}
