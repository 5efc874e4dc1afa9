import { notify } from '@portail/platform/db/listener.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import type { Population, Role } from '../../domain/vocabulary.ts';

/** A person as identity’s events state them. */
export interface PersonRow {
  readonly id: string;
  readonly revision: number;
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly population: Population;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
  readonly termsVersion: string | null;
  readonly habilitations: readonly {
    readonly equipmentId: string;
    readonly roles: readonly Role[];
    readonly effectiveFrom: string;
    readonly effectiveTo: string | null;
  }[];
}

/** Channel on which an acceptance of the conditions générales is announced; the payload is {@link termsKey}. */
export const termsChannel = 'terms';

/** Channel on which it is announced that what a person may do changed; the payload is their subject. */
export const rightsChannel = 'rights';

/** Channel on which it is announced that a person’s notices changed; the payload is their subject. */
export const noticesChannel = 'notices';

/** What a transmission waits for: this person accepted this version. */
export function termsKey(subject: string, version: string): string {
  return `${subject}/${version}`;
}

const upsert = {
  name: 'person-upsert',
  text: `insert into person (id, revision, subject, email, name, population, status, partner_id, caf_codes, terms_version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (id) do update set revision = excluded.revision, subject = excluded.subject, email = excluded.email,
           name = excluded.name, population = excluded.population, status = excluded.status,
           partner_id = excluded.partner_id, caf_codes = excluded.caf_codes, terms_version = excluded.terms_version
         where person.revision < excluded.revision`,
};
const clear = { name: 'habilitation-clear', text: 'delete from habilitation where person_id = $1' };
const grant = {
  name: 'habilitation-insert',
  text: `insert into habilitation (person_id, equipment_id, roles, effective_from, effective_to) values ($1, $2, $3, $4, $5)`,
};

/**
 * Keeps a person and their habilitations if the revision is newer than what is known.
 * @param rightsChanged true when the event is about what they may do: their open pages are then told
 */
export async function keepPerson(tx: Transaction, person: PersonRow, rightsChanged: boolean): Promise<void> {
  const newer = await tx.run(upsert, [
    person.id,
    person.revision,
    person.subject,
    person.email,
    person.name,
    person.population,
    person.status,
    person.partnerId,
    person.cafCodes,
    person.termsVersion,
  ]);
  if (newer === 0) return;
  await tx.run(clear, [person.id]);
  for (const { equipmentId, roles, effectiveFrom, effectiveTo } of person.habilitations) {
    await tx.run(grant, [person.id, equipmentId, roles, effectiveFrom, effectiveTo]);
  }
  if (rightsChanged) await notify(tx, rightsChannel, person.subject);
  if (person.termsVersion !== null) {
    await notify(tx, termsChannel, termsKey(person.subject, person.termsVersion));
  }
}
