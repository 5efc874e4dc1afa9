import type { Transaction } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import type { KnownEquipment, KnownPartner } from '../domain/user.ts';

const equipmentById = {
  name: 'known-equipment',
  text: 'select id, partner_id as "partnerId", caf_code as "cafCode" from equipment where id = $1',
};
const partnerById = {
  name: 'known-partner',
  text: `select p.id, array(select distinct e.caf_code from equipment e where e.partner_id = p.id) as "cafCodes"
         from partner p where p.id = $1`,
};
const termsInForce = {
  name: 'terms-in-force',
  text: 'select version from terms where in_force_from <= $1 order by in_force_from desc limit 1',
};
const putEquipment = {
  name: 'known-equipment-put',
  text: `insert into equipment (id, revision, name, partner_id, caf_code) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set revision = excluded.revision, name = excluded.name,
           partner_id = excluded.partner_id, caf_code = excluded.caf_code
         where equipment.revision < excluded.revision`,
};
const putPartner = {
  name: 'known-partner-put',
  text: `insert into partner (id, revision, name) values ($1, $2, $3)
         on conflict (id) do update set revision = excluded.revision, name = excluded.name
         where partner.revision < excluded.revision`,
};

/** What this service knows of gestionnaires and equipments. */
export const knownStore = {
  async partner(tx: Transaction, id: string): Promise<KnownPartner | undefined> {
    return isId(id) ? (await tx.rows<KnownPartner>(partnerById, [id]))[0] : undefined;
  },
  async equipment(tx: Transaction, id: string): Promise<KnownEquipment | undefined> {
    return isId(id) ? (await tx.rows<KnownEquipment>(equipmentById, [id]))[0] : undefined;
  },
};

/** The conditions générales, by the day from which each version holds. */
export const termsStore = {
  async currentVersion(tx: Transaction, day: string): Promise<string | undefined> {
    return (await tx.rows<{ version: string }>(termsInForce, [day]))[0]?.version;
  },
};

/** Keeps an equipment if its revision is newer than what is known. */
export async function keepEquipment(
  tx: Transaction,
  equipment: KnownEquipment & { revision: number; name: string },
): Promise<void> {
  const { id, revision, name, partnerId, cafCode } = equipment;
  await tx.run(putEquipment, [id, revision, name, partnerId, cafCode]);
}

/** Keeps a gestionnaire if its revision is newer than what is known. */
export async function keepPartner(
  tx: Transaction,
  partner: { id: string; revision: number; name: string },
): Promise<void> {
  await tx.run(putPartner, [partner.id, partner.revision, partner.name]);
}
