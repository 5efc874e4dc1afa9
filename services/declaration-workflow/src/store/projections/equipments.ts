import type { Transaction } from '@portail/platform/db/database.ts';

/** A period of authorisation, capacity in hundredths of a place. */
export interface AuthorizationRow {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly capacity: number;
  readonly modulated: boolean;
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly openingHours: string;
}

/** An equipment as the equipment service’s events state it. */
export interface EquipmentRow {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly commune: string;
  readonly postalCode: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly cafCode: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly authorizations: readonly AuthorizationRow[];
  /** Hundredths of a percent by exercise. */
  readonly generalSchemeRates: readonly { readonly exercise: number; readonly rate: number }[];
}

const upsert = {
  name: 'equipment-upsert',
  text: `insert into equipment (id, revision, name, commune, postal_code, partner_id, partner_name, caf_code, opened_on,
           closed_on, authorizations, general_scheme_rates)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (id) do update set revision = excluded.revision, name = excluded.name, commune = excluded.commune,
           postal_code = excluded.postal_code, partner_id = excluded.partner_id, partner_name = excluded.partner_name,
           caf_code = excluded.caf_code, opened_on = excluded.opened_on, closed_on = excluded.closed_on,
           authorizations = excluded.authorizations, general_scheme_rates = excluded.general_scheme_rates
         where equipment.revision < excluded.revision`,
};

/** Keeps an equipment if its revision is newer than what is known. */
export async function keepEquipment(tx: Transaction, equipment: EquipmentRow): Promise<void> {
  await tx.run(upsert, [
    equipment.id,
    equipment.revision,
    equipment.name,
    equipment.commune,
    equipment.postalCode,
    equipment.partnerId,
    equipment.partnerName,
    equipment.cafCode,
    equipment.openedOn,
    equipment.closedOn,
    JSON.stringify(equipment.authorizations),
    JSON.stringify(equipment.generalSchemeRates),
  ]);
}
