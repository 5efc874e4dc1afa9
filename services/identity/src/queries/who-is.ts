import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { refuse } from '../domain/refusals.ts';
import type { Actor, Population } from '../domain/user.ts';

interface Row {
  readonly id: string;
  readonly population: Population;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly cafCodes: readonly string[];
}

const bySubject = {
  name: 'who-is',
  text: 'select id, population, status, caf_codes as "cafCodes" from person where subject = $1',
};

/** Realm role that a token must carry for each population: our record and Keycloak must agree. */
const realmRole: Readonly<Record<Population, string>> = {
  PARTNER: 'partner',
  CAF_AGENT: 'caf-agent',
  CAF_ADMIN: 'caf-admin',
  CNAF_ADMIN: 'cnaf-admin',
};

/** Who a verified token is here. @throws RefusalError UNKNOWN_PERSON or SUSPENDED */
export async function whoIs(db: Queryable, identity: TokenIdentity): Promise<Actor> {
  const [person] = await db.rows<Row>(bySubject, [identity.subject]);
  if (!person || !identity.realmRoles.includes(realmRole[person.population])) {
    throw new RefusalError(refuse('UNKNOWN_PERSON'));
  }
  if (person.status === 'SUSPENDED') throw new RefusalError(refuse('SUSPENDED'));
  return { id: person.id, population: person.population, cafCodes: person.cafCodes };
}
