import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import type { Actor } from '../domain/access.ts';

const readPerson = {
  name: 'person-by-subject',
  text: 'select id, population, name, caf_codes as "cafCodes" from person where subject = $1 and active',
};

interface PersonRow {
  readonly id: string;
  readonly population: string;
  readonly name: string;
  readonly cafCodes: readonly string[];
}

/** Realm role that a token must carry for each population: our projection and Keycloak must agree. */
const kinds: Readonly<Record<string, readonly [realmRole: string, kind: 'PARTNER' | 'CAF' | 'CNAF']>> = {
  PARTNER: ['partner', 'PARTNER'],
  CAF_AGENT: ['caf-agent', 'CAF'],
  CAF_ADMIN: ['caf-admin', 'CAF'],
  CNAF_ADMIN: ['cnaf-admin', 'CNAF'],
};

/** Who a verified token is here; NOBODY when unknown or suspended. */
export async function actorOf(db: Queryable, identity: TokenIdentity): Promise<Actor> {
  const [person] = await db.rows<PersonRow>(readPerson, [identity.subject]);
  const [realmRole, kind] = kinds[person?.population ?? ''] ?? [];
  if (!person || !kind || !realmRole || !identity.realmRoles.includes(realmRole)) {
    return { kind: 'NOBODY', id: identity.subject };
  }
  const { id, name, cafCodes } = person;
  return kind === 'CAF' ? { kind, id, name, cafCodes } : { kind, id, name };
}
