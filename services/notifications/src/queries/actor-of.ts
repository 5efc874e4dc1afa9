import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import type { Actor } from '../domain/access.ts';

const readPerson = {
  name: 'person-by-subject',
  text: 'select id, population, caf_codes as "cafCodes" from person where subject = $1 and active',
};

/** Realm role that a token must carry for each population: our projection and Keycloak must agree. */
const kinds: Readonly<Record<string, readonly [realmRole: string, kind: Actor['kind']]>> = {
  PARTNER: ['partner', 'PARTNER'],
  CAF_AGENT: ['caf-agent', 'CAF_AGENT'],
  CAF_ADMIN: ['caf-admin', 'CAF_ADMIN'],
  CNAF_ADMIN: ['cnaf-admin', 'CNAF'],
};

/** Who a verified token is here; null when unknown or suspended. */
export async function actorOf(db: Queryable, identity: TokenIdentity): Promise<Actor | null> {
  const [person] = await db.rows<{ id: string; population: string; cafCodes: string[] }>(readPerson, [
    identity.subject,
  ]);
  const [realmRole, kind] = kinds[person?.population ?? ''] ?? [];
  if (!person || !kind || !realmRole || !identity.realmRoles.includes(realmRole)) return null;
  return { kind, id: person.id, cafCodes: person.cafCodes };
}
