import type { Queryable } from '@portail/platform/db/database.ts';
import type { Worker } from '../domain/message-template.ts';
import type { Person } from '../domain/permissions.ts';
import type { Population, Role } from '../domain/vocabulary.ts';
import type { KnownEquipment } from '../usecases/ports.ts';

/** Columns of an equipment `q`. */
export const equipmentColumns = `
  q.id, q.name, q.commune, q.partner_id as "partnerId", q.partner_name as "partnerName", q.caf_code as "cafCode",
  q.opened_on as "openedOn", q.closed_on as "closedOn", q.authorizations, q.general_scheme_rates as "generalSchemeRates"`;

const equipmentById = { name: 'equipment-by-id', text: `select ${equipmentColumns} from equipment q where q.id = $1` };
const worker = {
  name: 'worker',
  text: `select id, name, population, caf_codes as "cafCodes" from person
         where subject = $1 and status = 'ACTIVE' and population <> 'PARTNER'`,
};
const personOn = {
  name: 'person-on-equipment',
  text: `select p.id, p.name, p.population, p.status, p.partner_id as "partnerId", p.caf_codes as "cafCodes",
           p.terms_version as "termsVersion", coalesce(h.roles, '{}') as roles
         from person p
         left join habilitation h on h.person_id = p.id and h.equipment_id = $2
           and h.effective_from <= $3::date and (h.effective_to is null or h.effective_to >= $3::date)
         where p.subject = $1`,
};

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly population: Population;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
  readonly termsVersion: string | null;
  readonly roles: readonly Role[];
}

/** An equipment of the projection, or null. */
export async function readEquipment(db: Queryable, id: string): Promise<KnownEquipment | null> {
  const [row] = await db.rows<KnownEquipment>(equipmentById, [id]);
  return row ?? null;
}

/** The signed-in person when they work for a Caf or the Cnaf; null otherwise. */
export async function readWorker(db: Queryable, subject: string): Promise<Worker | null> {
  const [row] = await db.rows<Worker>(worker, [subject]);
  return row ?? null;
}

/** A person as they relate to an equipment on a day; null for an account unknown here or suspended. */
export async function readPerson(
  db: Queryable,
  subject: string,
  equipment: Pick<KnownEquipment, 'id' | 'cafCode' | 'partnerId'>,
  day: string,
): Promise<Person | null> {
  const [row] = await db.rows<PersonRow>(personOn, [subject, equipment.id, day]);
  if (!row || row.status === 'SUSPENDED') return null;
  const { id, name, population, termsVersion } = row;
  const ofPartner = population === 'PARTNER' && row.partnerId === equipment.partnerId && row.roles.length > 0;
  const ofCaf = (population === 'CAF_AGENT' || population === 'CAF_ADMIN') && row.cafCodes.includes(equipment.cafCode);
  return { userId: id, name, population, termsVersion, roles: ofPartner ? row.roles : [], inScope: ofPartner || ofCaf };
}
