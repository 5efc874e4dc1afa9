import type { Queryable } from '@portail/platform/db/database.ts';
import type { Population, Role } from '../domain/user.ts';

/** A signed-in person’s own page. */
export interface Me {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
  population: Population;
  partner: { id: string; name: string } | null;
  cafCodes: string[];
  terms: { currentVersion: string; accepted: boolean; text: string };
  habilitations: { equipmentId: string; equipmentName: string; roles: Role[] }[];
}

const read = {
  name: 'me',
  text: `select json_build_object(
           'id', p.id, 'email', p.email, 'givenName', p.given_name, 'familyName', p.family_name, 'population', p.population,
           'partner', case when partner.id is null then null else json_build_object('id', partner.id, 'name', partner.name) end,
           'cafCodes', p.caf_codes,
           'terms', (select json_build_object('currentVersion', t.version, 'accepted', t.version is not distinct from p.terms_version,
               'text', t.content) from terms t where t.in_force_from <= $2::date
             order by t.in_force_from desc limit 1),
           'habilitations', coalesce((
             select json_agg(json_build_object('equipmentId', h.equipment_id, 'equipmentName', e.name, 'roles', h.roles)
                    order by e.name, h.equipment_id)
             from habilitation h join equipment e on e.id = h.equipment_id
             where h.person_id = p.id and h.effective_from <= $2::date
               and (h.effective_to is null or h.effective_to >= $2::date)), '[]')) as me
         from person p left join partner on partner.id = p.partner_id
         where p.id = $1`,
};

/** The person’s own page; habilitations are those in force. @param today ISO date in Europe/Paris */
export async function readMe(db: Queryable, id: string, today: string): Promise<Me> {
  const [row] = await db.rows<{ me: Me }>(read, [id, today]);
  if (!row) throw new Error('a signed-in person has a record');
  return row.me;
}
