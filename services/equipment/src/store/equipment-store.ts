import { isUniqueViolation, type Transaction } from '@portail/platform/db/database.ts';
import { accepted, stale } from '@portail/platform/pure/refusal.ts';
import type { Equipment, Partner } from '../domain/equipment.ts';
import { refuse } from '../domain/refusals.ts';
import { searchText } from '../domain/search-text.ts';
import type { RatesChanged } from '../usecases/ports.ts';
import { equipmentShape } from './equipment-shape.ts';

const insertPartner = {
  name: 'partner-insert',
  text: 'insert into partner (id, revision, name, status, search_text) values ($1, $2, $3, $4, $5)',
};
const loadPartner = { name: 'partner-load', text: 'select id, revision, name, status from partner where id = $1' };

const loadEquipment = {
  name: 'equipment-load',
  text: `select ${equipmentShape} as equipment from equipment e join partner p on p.id = e.partner_id where e.id = $1`,
};
// The unique key (caf_code, idequ) finds them; the order keeps two imports at once from waiting for each other in a circle.
const loadNumbered = {
  name: 'equipments-numbered',
  text: `select ${equipmentShape} as equipment from equipment e join partner p on p.id = e.partner_id
         where e.caf_code = any ($2) and e.idequ = any ($1) order by e.id`,
};
const insertEquipment = {
  name: 'equipment-insert',
  text: `insert into equipment (id, revision, partner_id, caf_code, department_code, name, care_type, activity_type,
           address, postal_code, commune, afc_file_number, idequ, opened_on, closed_on, referent_name, referent_email,
           referent_phone, note_text, note_on, note_from, note_until, search_text, closing_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
           $24)`,
};
const updateEquipment = {
  name: 'equipment-update',
  text: `update equipment set revision = $2, department_code = $5, name = $6, care_type = $7, activity_type = $8,
           address = $9, postal_code = $10, commune = $11, afc_file_number = $12, idequ = $13, opened_on = $14,
           closed_on = $15, referent_name = $16, referent_email = $17, referent_phone = $18, note_text = $19,
           note_on = $20, note_from = $21, note_until = $22, search_text = $23, closing_reason = $24
         where id = $1 and partner_id = $3 and caf_code = $4 and revision = $25`,
};
const putAuthorizations = {
  name: 'authorizations-put',
  text: `with withdrawn as (
           delete from operating_authorization known where known.equipment_id = $1 and not exists (
             select 1 from jsonb_to_recordset($2::jsonb) as a("validFrom" date) where a."validFrom" = known.valid_from))
         insert into operating_authorization
           (equipment_id, valid_from, valid_to, capacity, modulated, slots, age_from, age_to, opening_hours)
         select $1, a."validFrom", a."validTo", a.capacity, a.modulated, a.slots, a."ageFrom", a."ageTo", a."openingHours"
         from jsonb_to_recordset($2::jsonb) as a("validFrom" date, "validTo" date, capacity bigint, modulated boolean,
           slots jsonb, "ageFrom" integer, "ageTo" integer, "openingHours" text)
         on conflict (equipment_id, valid_from) do update set valid_to = excluded.valid_to,
           capacity = excluded.capacity, modulated = excluded.modulated, slots = excluded.slots,
           age_from = excluded.age_from, age_to = excluded.age_to, opening_hours = excluded.opening_hours`,
};
const putRates = {
  name: 'rates-put',
  text: `insert into general_scheme_rate (equipment_id, exercise, rate)
         select $1, r.exercise, r.rate from jsonb_to_recordset($2::jsonb) as r(exercise integer, rate bigint)
         on conflict (equipment_id, exercise) do update set rate = excluded.rate`,
};

const reviseMany = {
  name: 'equipments-revise',
  text: `update equipment e set revision = c.revision
         from jsonb_to_recordset($1::jsonb) as c(id uuid, revision integer, expected integer)
         where e.id = c.id and e.revision = c.expected`,
};
const putManyRates = {
  name: 'rates-put-many',
  text: `insert into general_scheme_rate (equipment_id, exercise, rate)
         select c.id, r.exercise, r.rate from jsonb_to_recordset($1::jsonb) as c(id uuid, rates jsonb)
         cross join lateral jsonb_to_recordset(c.rates) as r(exercise integer, rate bigint)
         on conflict (equipment_id, exercise) do update set rate = excluded.rate`,
};

/** Keeps gestionnaires. */
export const partnerStore = {
  async load(tx: Transaction, id: string): Promise<Partner | undefined> {
    return (await tx.rows<Partner>(loadPartner, [id]))[0];
  },
  async insert(tx: Transaction, partner: Partner): Promise<void> {
    await tx.run(insertPartner, [partner.id, partner.revision, partner.name, partner.status, searchText(partner.name)]);
  },
};

/**
 * Keeps equipments with their authorisations and rates. What the searches read is written here: `search_text` of the
 * equipment and of its gestionnaire, both under a trigram index; the plans are told in `src/queries/list-equipments.ts`.
 */
export const equipmentStore = {
  async load(tx: Transaction, id: string): Promise<Equipment | undefined> {
    return (await tx.rows<{ equipment: Equipment }>(loadEquipment, [id]))[0]?.equipment;
  },

  async numbered(
    tx: Transaction,
    idequs: readonly string[],
    cafCodes: readonly string[],
  ): Promise<readonly Equipment[]> {
    const rows = await tx.rows<{ equipment: Equipment }>(loadNumbered, [idequs, cafCodes]);
    return rows.map(({ equipment }) => equipment);
  },

  async insert(tx: Transaction, equipment: Equipment): Promise<void> {
    await refusingTakenIdequ(() => tx.run(insertEquipment, valuesOf(equipment)));
  },

  /** Saves the next state if the stored revision is still the expected one. */
  async save(tx: Transaction, equipment: Equipment, expectedRevision: number): Promise<void> {
    const values = [...valuesOf(equipment), expectedRevision];
    const saved = await refusingTakenIdequ(() => tx.run(updateEquipment, values));
    if (saved === 0) accepted(stale());
    await tx.run(putAuthorizations, [equipment.id, JSON.stringify(equipment.authorizations)]);
    await tx.run(putRates, [equipment.id, JSON.stringify(equipment.generalSchemeRates)]);
  },

  /** Two statements however many they are: a list of rates holds thousands of lines. */
  async saveRates(tx: Transaction, changed: readonly RatesChanged[]): Promise<void> {
    const revisions = changed.map(({ after, expectedRevision }) => {
      return { id: after.id, revision: after.revision, expected: expectedRevision };
    });
    const saved = await tx.run(reviseMany, [JSON.stringify(revisions)]);
    if (saved !== changed.length) accepted(stale());
    const rates = changed.map(({ after }) => ({ id: after.id, rates: after.generalSchemeRates }));
    await tx.run(putManyRates, [JSON.stringify(rates)]);
  },
};

function valuesOf(equipment: Equipment): unknown[] {
  const { referent, note, partner } = equipment;
  return [
    equipment.id,
    equipment.revision,
    partner.id,
    equipment.cafCode,
    equipment.departmentCode,
    equipment.name,
    equipment.careType,
    equipment.activityType,
    equipment.address,
    equipment.postalCode,
    equipment.commune,
    equipment.afcFileNumber,
    equipment.idequ,
    equipment.openedOn,
    equipment.closedOn,
    referent?.name ?? null,
    referent?.email ?? null,
    referent?.phone ?? null,
    note?.text ?? null,
    note?.on ?? null,
    note?.from ?? null,
    note?.until ?? null,
    searchText(
      equipment.name,
      equipment.commune,
      equipment.postalCode,
      partner.name,
      equipment.idequ,
      equipment.afcFileNumber,
    ),
    equipment.closingReason,
  ];
}

async function refusingTakenIdequ<T>(statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    if (isUniqueViolation(error, 'equipment_idequ')) return accepted<T>(refuse('IDEQU_TAKEN'));
    throw error;
  }
}
