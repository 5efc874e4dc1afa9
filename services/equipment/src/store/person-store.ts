import type { Transaction } from '@portail/platform/db/database.ts';

/** A person as the identity service last told: who may see what. */
export interface Person {
  readonly id: string;
  readonly revision: number;
  /** Keycloak’s subject. */
  readonly subject: string;
  /** Shown in the history of what they changed. */
  readonly name: string;
  readonly population: string;
  readonly active: boolean;
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
  /** ISO days, both included; `to` is null while open. */
  readonly habilitations: readonly {
    readonly equipmentId: string;
    readonly from: string;
    readonly to: string | null;
  }[];
}

const put = {
  name: 'person-put',
  text: `insert into person (id, revision, subject, population, active, partner_id, caf_codes, habilitations, name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (id) do update set revision = excluded.revision, subject = excluded.subject,
           population = excluded.population, active = excluded.active, partner_id = excluded.partner_id,
           caf_codes = excluded.caf_codes, habilitations = excluded.habilitations,
           name = excluded.name
         where person.revision < excluded.revision`,
};

/** Keeps what is newer than what is known; an older or repeated state changes nothing. */
export async function putPerson(tx: Transaction, person: Person): Promise<void> {
  await tx.run(put, [
    person.id,
    person.revision,
    person.subject,
    person.population,
    person.active,
    person.partnerId,
    person.cafCodes,
    JSON.stringify(person.habilitations),
    person.name,
  ]);
}
