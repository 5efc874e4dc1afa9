import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import { realmRole, type Actor } from '../domain/access.ts';
import type { Population } from '../domain/user.ts';

interface Row {
  readonly id: string;
  readonly population: Population;
  readonly cafCodes: readonly string[];
}

const bySubject = {
  name: 'who-is',
  text: `select id, population, caf_codes as "cafCodes" from person where subject = $1 and status = 'ACTIVE'`,
};

/** Who a verified token is here; NOBODY when unknown, suspended, or when our record and Keycloak disagree. */
export async function whoIs(db: Queryable, identity: TokenIdentity): Promise<Actor> {
  const [person] = await db.rows<Row>(bySubject, [identity.subject]);
  if (!person || !identity.realmRoles.includes(realmRole[person.population])) {
    return { kind: 'NOBODY', id: identity.subject };
  }
  const { id, population: kind, cafCodes } = person;
  return kind === 'CAF_AGENT' || kind === 'CAF_ADMIN' ? { kind, id, cafCodes } : { kind, id };
}
