import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { Actor } from '../domain/actor.ts';

/** A person at one revision, as the identity service said it. */
export interface PersonAtRevision {
  readonly id: string;
  readonly revision: number;
  readonly subject: string;
  /** Shown in the journal. */
  readonly name: string;
  readonly population: string;
  readonly active: boolean;
  readonly cafCodes: readonly string[];
}

const upsert = {
  name: 'person-upsert',
  text: `insert into person as known (id, revision, subject, population, active, caf_codes, name)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set revision = excluded.revision, subject = excluded.subject,
           population = excluded.population, active = excluded.active, caf_codes = excluded.caf_codes, name = excluded.name
         where known.revision < excluded.revision`,
};
const read = {
  name: 'person-by-subject',
  text: `select id, population, caf_codes as "cafCodes" from person where subject = $1 and active`,
};

/** Keeps the person when the revision is newer than what is known. */
export async function savePerson(tx: Transaction, person: PersonAtRevision): Promise<void> {
  const { id, revision, subject, population, active, cafCodes, name } = person;
  await tx.run(upsert, [id, revision, subject, population, active, cafCodes, name]);
}

/** The active person that a token’s subject names, or null. */
export async function findActor(db: Queryable, subject: string): Promise<Actor | null> {
  const [row] = await db.rows<Actor>(read, [subject]);
  return row ?? null;
}
