import type { Queryable } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Actor } from '../domain/access.ts';
import { possibleActs, type PossibleAct } from '../domain/decide.ts';
import type { Population, Role, User } from '../domain/user.ts';
import { instant, managed, scopeOf } from './managed.ts';

/** A person as an agent or administrator sees them: only what concerns the actor’s Caf. */
export interface UserPage {
  id: string;
  revision: number;
  email: string;
  givenName: string;
  familyName: string;
  population: Population;
  status: User['status'];
  partner: { id: string; name: string } | null;
  cafCodes: string[];
  termsVersion: string | null;
  lastSignInAt: string | null;
  passwordChangeForcedAt: string | null;
  habilitations: {
    equipmentId: string;
    equipmentName: string;
    commune: string;
    roles: Role[];
    effectiveFrom: string;
    effectiveTo: string | null;
    documentReference: string;
    grantedBy: string;
    grantedByName: string | null;
    grantedAt: string;
  }[];
  /** Of the person’s gestionnaire. */
  equipments: { id: string; name: string; commune: string }[];
  acts: PossibleAct[];
}

const one = {
  name: 'users-one',
  text: `select json_build_object(
           'id', p.id, 'revision', p.revision, 'email', p.email, 'givenName', p.given_name, 'familyName', p.family_name,
           'population', p.population, 'status', p.status, 'cafCodes', p.caf_codes, 'termsVersion', p.terms_version,
           'partner', case when pa.id is null then null else json_build_object('id', pa.id, 'name', pa.name) end,
           'lastSignInAt', ${instant('p.last_sign_in_at')},
           'passwordChangeForcedAt', ${instant('p.password_change_forced_at')},
           'habilitations', coalesce((
             select json_agg(json_build_object('equipmentId', e.id, 'equipmentName', e.name, 'commune', e.commune,
                 'roles', h.roles, 'effectiveFrom', h.effective_from, 'effectiveTo', h.effective_to,
                 'documentReference', h.document_reference, 'grantedBy', h.granted_by,
                 'grantedByName', g.given_name || ' ' || g.family_name, 'grantedAt', ${instant('h.granted_at')})
               order by e.name, e.id, h.effective_from)
             from habilitation h join equipment e on e.id = h.equipment_id
             left join person g on g.id::text = h.granted_by
             where h.person_id = p.id and e.caf_code = any ($2::text[])), '[]'),
           'equipments', coalesce((
             select json_agg(json_build_object('id', e.id, 'name', e.name, 'commune', e.commune) order by e.name, e.id)
             from equipment e where e.partner_id = p.partner_id and e.caf_code = any ($2::text[])), '[]')) as "user"
         from person p left join partner pa on pa.id = p.partner_id
         where ${managed} and p.id = $3`,
};

/** One person the actor manages. @throws RefusalError NOT_FOUND otherwise */
export async function readUser(db: Queryable, actor: Actor, id: string): Promise<UserPage> {
  const [row] = isId(id) ? await db.rows<{ user: Omit<UserPage, 'acts'> }>(one, [...scopeOf(actor), id]) : [];
  if (!row) throw new RefusalError(notFound());
  return { ...row.user, acts: [...possibleActs(row.user, actor)] };
}
