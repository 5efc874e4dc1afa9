import type { Transaction } from '@portail/platform/db/database.ts';
import type { KnownDeclaration } from '../domain/declaration-notices.ts';
import type { Role } from '../domain/notice.ts';

/** A person as identity last said; habilitations carry ISO days, both included. */
export interface HeardPerson {
  readonly id: string;
  readonly revision: number;
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly population: string;
  readonly active: boolean;
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
  readonly habilitations: readonly {
    readonly equipmentId: string;
    readonly roles: readonly Role[];
    readonly from: string;
    readonly to: string | null;
  }[];
}

/** An equipment as last said. */
export interface HeardEquipment {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly commune: string;
  readonly partnerId: string;
  readonly cafCode: string;
  readonly referentEmail: string;
}

const putPerson = {
  name: 'person-put',
  text: `insert into person (id, revision, subject, email, name, population, active, partner_id, caf_codes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (id) do update set revision = excluded.revision, subject = excluded.subject, email = excluded.email,
           name = excluded.name, population = excluded.population, active = excluded.active,
           partner_id = excluded.partner_id, caf_codes = excluded.caf_codes
         where person.revision < excluded.revision`,
};
const clearHabilitations = { name: 'habilitation-clear', text: 'delete from habilitation where person_id = $1' };
const putHabilitations = {
  name: 'habilitation-put',
  text: `insert into habilitation (person_id, equipment_id, roles, effective_from, effective_to)
         select $1, equipment_id, string_to_array(roles, ','), effective_from, effective_to
         from unnest($2::uuid[], $3::text[], $4::date[], $5::date[]) as h (equipment_id, roles, effective_from, effective_to)`,
};
const putEquipment = {
  name: 'equipment-put',
  text: `insert into equipment (id, revision, name, commune, partner_id, caf_code, referent_email)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set revision = excluded.revision, name = excluded.name, commune = excluded.commune,
           partner_id = excluded.partner_id, caf_code = excluded.caf_code, referent_email = excluded.referent_email
         where equipment.revision < excluded.revision`,
};
const putDeclaration = {
  name: 'declaration-put',
  text: `insert into declaration (id, revision, equipment_id, exercise, type, period_start, period_end, status, due_on,
           activity_state, financial_state, financial_required, opened_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (id) do update set revision = greatest(declaration.revision, excluded.revision),
           opened_on = coalesce(declaration.opened_on, excluded.opened_on),
           status = case when declaration.revision < excluded.revision then excluded.status else declaration.status end,
           due_on = case when declaration.revision < excluded.revision then excluded.due_on else declaration.due_on end,
           activity_state = case when declaration.revision < excluded.revision
             then excluded.activity_state else declaration.activity_state end,
           financial_state = case when declaration.revision < excluded.revision
             then excluded.financial_state else declaration.financial_state end`,
};

/** Keeps what is newer than what is known: repeats and disorder of events change nothing. */
export const projections = {
  async keepPerson(tx: Transaction, person: HeardPerson): Promise<void> {
    const { id, revision, subject, email, name, population, active, partnerId, cafCodes, habilitations } = person;
    const values = [id, revision, subject, email, name, population, active, partnerId, cafCodes];
    if ((await tx.run(putPerson, values)) === 0) return;
    await tx.run(clearHabilitations, [id]);
    await tx.run(putHabilitations, [
      id,
      habilitations.map((each) => each.equipmentId),
      habilitations.map((each) => each.roles.join(',')),
      habilitations.map((each) => each.from),
      habilitations.map((each) => each.to),
    ]);
  },

  async keepEquipment(tx: Transaction, heard: HeardEquipment): Promise<void> {
    const { id, revision, name, commune, partnerId, cafCode, referentEmail } = heard;
    await tx.run(putEquipment, [id, revision, name, commune, partnerId, cafCode, referentEmail]);
  },

  /** @param openedOn ISO day, when the event says that it was opened */
  async keepDeclaration(tx: Transaction, heard: KnownDeclaration, openedOn: string | null): Promise<void> {
    const { id, revision, equipmentId, exercise, type, periodStart, periodEnd, status, dueOn } = heard;
    const { activityState, financialState, financialRequired } = heard;
    await tx.run(putDeclaration, [
      ...[id, revision, equipmentId, exercise, type, periodStart, periodEnd, status, dueOn],
      ...[activityState, financialState, financialRequired, openedOn],
    ]);
  },
};
