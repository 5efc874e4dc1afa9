import type { Transaction } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { searchText } from '../domain/search-text.ts';
import type { KnownEquipment, KnownPartner, NamedEquipment } from '../domain/user.ts';

const equipmentById = {
  name: 'known-equipment',
  text: 'select id, partner_id as "partnerId", caf_code as "cafCode" from equipment where id = $1',
};
const equipmentsOfPartner = {
  name: 'known-equipments-of',
  text: 'select id, partner_id as "partnerId", caf_code as "cafCode" from equipment where partner_id = $1',
};
const equipmentsNamed = {
  name: 'known-equipments-named',
  text: `select id, partner_id as "partnerId", caf_code as "cafCode", name, idequ from equipment
         where (idequ = any ($1::text[]) or id = any ($2::uuid[])) and caf_code = any ($3::text[])`,
};
const partnersById = {
  name: 'known-partners',
  text: `select p.id, array(select distinct e.caf_code from equipment e where e.partner_id = p.id) as "cafCodes"
         from partner p where p.id = any ($1::uuid[])`,
};
// Of the same revision, only what is known without a commune (before this service kept it) takes the event’s.
const putEquipment = {
  name: 'known-equipment-put',
  text: `insert into equipment (id, revision, name, partner_id, caf_code, commune, idequ, search_text)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set revision = excluded.revision, name = excluded.name,
           partner_id = excluded.partner_id, caf_code = excluded.caf_code, commune = excluded.commune,
           idequ = excluded.idequ, search_text = excluded.search_text
         where equipment.revision < excluded.revision
           or (equipment.revision = excluded.revision and equipment.search_text = '')`,
};
const putPartner = {
  name: 'known-partner-put',
  text: `insert into partner (id, revision, name, own_text, search_text) values ($1, $2, $3, $4, $4)
         on conflict (id) do update set revision = excluded.revision, name = excluded.name, own_text = excluded.own_text
         where partner.revision < excluded.revision
           or (partner.revision = excluded.revision and partner.own_text = '')`,
};
// Events of two equipments of one gestionnaire wait for each other: each must see the words of the other.
const lockPartner = { name: 'known-partner-lock', text: 'select 1 from partner where id = $1 for update' };
const spreadWords = {
  name: 'known-partner-words',
  text: `with words as (
           select p.id, concat_ws(' ', p.own_text, (select string_agg(e.search_text, ' ' order by e.id)
             from equipment e where e.partner_id = p.id)) as text
           from partner p where p.id = $1),
         kept as (
           update partner set search_text = words.text from words
           where partner.id = words.id and partner.search_text <> words.text)
         update person set search_text = person.own_text || ' ' || words.text from words
         where person.partner_id = words.id and person.search_text <> person.own_text || ' ' || words.text`,
};

/** What this service knows of gestionnaires and equipments. */
export const knownStore = {
  async partner(tx: Transaction, id: string): Promise<KnownPartner | undefined> {
    return (await knownStore.partners(tx, [id]))[0];
  },
  async partners(tx: Transaction, ids: readonly string[]): Promise<readonly KnownPartner[]> {
    const wanted = ids.filter(isId);
    return wanted.length === 0 ? [] : tx.rows<KnownPartner>(partnersById, [wanted]);
  },
  async equipment(tx: Transaction, id: string): Promise<KnownEquipment | undefined> {
    return isId(id) ? (await tx.rows<KnownEquipment>(equipmentById, [id]))[0] : undefined;
  },
  async equipmentsOf(tx: Transaction, partnerId: string): Promise<readonly KnownEquipment[]> {
    return isId(partnerId) ? tx.rows<KnownEquipment>(equipmentsOfPartner, [partnerId]) : [];
  },
  async equipmentsNamed(
    tx: Transaction,
    names: readonly string[],
    cafCodes: readonly string[],
  ): Promise<readonly NamedEquipment[]> {
    return tx.rows<NamedEquipment>(equipmentsNamed, [names, names.filter(isId), cafCodes]);
  },
};

/** Keeps an equipment if its revision is newer than what is known; people of its gestionnaire are found by its words. */
export async function keepEquipment(
  tx: Transaction,
  equipment: NamedEquipment & { readonly revision: number; readonly commune: string },
): Promise<void> {
  const { id, revision, name, partnerId, cafCode, commune, idequ } = equipment;
  await tx.rows(lockPartner, [partnerId]);
  const text = searchText(name, commune, idequ);
  const kept = await tx.run(putEquipment, [id, revision, name, partnerId, cafCode, commune, idequ, text]);
  if (kept > 0) await tx.run(spreadWords, [partnerId]);
}

/** Keeps a gestionnaire if its revision is newer than what is known. */
export async function keepPartner(
  tx: Transaction,
  partner: { id: string; revision: number; name: string },
): Promise<void> {
  await tx.rows(lockPartner, [partner.id]);
  const kept = await tx.run(putPartner, [partner.id, partner.revision, partner.name, searchText(partner.name)]);
  if (kept > 0) await tx.run(spreadWords, [partner.id]);
}
