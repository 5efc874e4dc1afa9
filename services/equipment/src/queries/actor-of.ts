import type { TokenIdentity } from '@portail/platform/auth/bearer.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import type { Actor } from '../domain/access.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';

interface Row {
  readonly id: string;
  readonly population: string;
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
  readonly equipmentIds: readonly string[];
}

const readPerson = {
  name: 'person-by-subject',
  text: `select id, population, partner_id as "partnerId", caf_codes as "cafCodes", array(
           select h."equipmentId" from jsonb_to_recordset(habilitations) as h("equipmentId" text, "from" text, "to" text)
           where h."from" <= $2 and (h."to" is null or h."to" >= $2)) as "equipmentIds"
         from person where subject = $1 and active`,
};

/** Realm role that a token must carry for each population: our projection and Keycloak must agree. */
const realmRole: Readonly<Record<string, string>> = {
  PARTNER: 'partner',
  CAF_AGENT: 'caf-agent',
  CAF_ADMIN: 'caf-admin',
  CNAF_ADMIN: 'cnaf-admin',
};

/** Who a verified token is here, with the habilitations in force that day in Paris; NOBODY when unknown or suspended. */
export async function actorOf(db: Queryable, identity: TokenIdentity, at: Date): Promise<Actor> {
  const [person] = await db.rows<Row>(readPerson, [identity.subject, parisDay(at)]);
  const nobody = { kind: 'NOBODY', id: identity.subject } as const;
  if (!person || !identity.realmRoles.includes(realmRole[person.population] ?? '')) return nobody;
  const { id, partnerId, cafCodes, equipmentIds } = person;
  switch (person.population) {
    case 'PARTNER':
      return partnerId === null ? nobody : { kind: 'PARTNER', id, partnerId, equipmentIds };
    case 'CAF_AGENT':
    case 'CAF_ADMIN':
      return { kind: 'CAF', id, cafCodes };
    case 'CNAF_ADMIN':
      return { kind: 'CNAF', id };
    default:
      return nobody;
  }
}
