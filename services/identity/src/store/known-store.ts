import type { Transaction } from '@portail/platform/db/database.ts';
import type { KnownEquipment } from '../domain/user.ts';

const equipmentById = {
  name: 'known-equipment',
  text: 'select id, name, partner_id as "partnerId", caf_code as "cafCode" from equipment where id = $1',
};
const cafCodes = {
  name: 'known-caf-codes',
  text: 'select distinct caf_code as code from equipment where partner_id = $1',
};
const termsInForce = {
  name: 'terms-in-force',
  text: 'select version from terms order by in_force_from desc limit 1',
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

/** What this service knows of others’ facts, and the conditions générales. */
export const knownStore = {
  async equipment(tx: Transaction, id: string): Promise<KnownEquipment | undefined> {
    return (await tx.rows<KnownEquipment>(equipmentById, [id]))[0];
  },
  async cafCodesOf(tx: Transaction, partnerId: string | null): Promise<readonly string[]> {
    if (partnerId === null) return [];
    return (await tx.rows<{ code: string }>(cafCodes, [partnerId])).map(({ code }) => code);
  },
  async currentTerms(tx: Transaction): Promise<string> {
    const [terms] = await tx.rows<{ version: string }>(termsInForce);
    if (!terms) throw new Error('no conditions générales in force');
    return terms.version;
  },
};

/** Keeps an equipment if its revision is newer than what is known. */
export async function keepEquipment(tx: Transaction, equipment: KnownEquipment & { revision: number }): Promise<void> {
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
