import type { Queryable } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { cafCodesOf, type Actor } from '../domain/access.ts';
import type { Role, User } from '../domain/user.ts';
import { instant, pageSize, wordsOf } from './managed.ts';

/** A gestionnaire in a list; counts concern the actor’s Caf. */
export interface ListedPartner {
  id: string;
  name: string;
  communes: string[];
  equipmentCount: number;
  userCount: number;
}

// $1 the actor’s Caf codes; as for people, words of equipments of another Caf do not count.
const found = `from partner pa
  cross join lateral (
    select string_agg(e.search_text, ' ') as words, count(*)::int as equipments,
      array_agg(distinct e.commune order by e.commune) as communes
    from equipment e where e.partner_id = pa.id and e.caf_code = any ($1::text[])) here
  where pa.search_text like $2 and here.equipments > 0
    and (cardinality($3::text[]) <= 0 or concat_ws(' ', pa.own_text, here.words) like all ($3::text[]))`;
const list = {
  name: 'partners-list',
  text: `select pa.id, pa.name, here.communes, here.equipments as "equipmentCount",
           (select count(*)::int from person p where p.partner_id = pa.id) as "userCount"
         ${found} order by pa.name, pa.id limit ${pageSize} offset $4`,
};
const count = { name: 'partners-count', text: `select count(*)::int as total ${found}` };

/** Gestionnaires with an equipment in the actor’s Caf, by name; words are searched as for people. */
export async function listPartners(
  db: Queryable,
  actor: Actor,
  { search = '', page = 1 }: { readonly search?: string | undefined; readonly page?: number | undefined },
): Promise<{ items: ListedPartner[]; total: number }> {
  const criteria = [cafCodesOf(actor), ...wordsOf(search)];
  const [[counted], items] = await Promise.all([
    db.rows<{ total: number }>(count, criteria),
    db.rows<ListedPartner>(list, [...criteria, (page - 1) * pageSize]),
  ]);
  return { items, total: counted?.total ?? 0 };
}

/** A gestionnaire with its equipments in the actor’s Caf and the roles that its people hold there, now or later. */
export interface PartnerPage {
  id: string;
  name: string;
  equipments: { id: string; name: string; commune: string; idequ: string }[];
  users: {
    id: string;
    revision: number;
    email: string;
    givenName: string;
    familyName: string;
    status: User['status'];
    lastSignInAt: string | null;
    habilitations: { equipmentId: string; roles: Role[]; effectiveFrom: string; effectiveTo: string | null }[];
  }[];
}

const one = {
  name: 'partner-page',
  text: `select json_build_object('id', pa.id, 'name', pa.name,
           'equipments', (
             select json_agg(json_build_object('id', e.id, 'name', e.name, 'commune', e.commune, 'idequ', e.idequ)
               order by e.name, e.id)
             from equipment e where e.partner_id = pa.id and e.caf_code = any ($1::text[])),
           'users', coalesce((
             select json_agg(json_build_object('id', p.id, 'revision', p.revision, 'email', p.email,
                 'givenName', p.given_name, 'familyName', p.family_name, 'status', p.status,
                 'lastSignInAt', ${instant('p.last_sign_in_at')}, 'habilitations', coalesce(held.rows, '[]'))
               order by p.family_name, p.given_name, p.id)
             from person p
             left join lateral (
               select json_agg(json_build_object('equipmentId', h.equipment_id, 'roles', h.roles,
                   'effectiveFrom', h.effective_from, 'effectiveTo', h.effective_to)
                 order by h.equipment_id, h.effective_from) as rows
               from habilitation h join equipment e on e.id = h.equipment_id
               where h.person_id = p.id and e.caf_code = any ($1::text[])
                 and (h.effective_to is null or h.effective_to >= $3::date)) held on true
             where p.partner_id = pa.id), '[]')) as partner
         from partner pa
         where pa.id = $2
           and exists (select 1 from equipment e where e.partner_id = pa.id and e.caf_code = any ($1::text[]))`,
};

/** One gestionnaire. @param today ISO day in Europe/Paris @throws RefusalError NOT_FOUND when none of its equipments is in the actor’s Caf */
export async function readPartner(db: Queryable, actor: Actor, id: string, today: string): Promise<PartnerPage> {
  const [row] = isId(id) ? await db.rows<{ partner: PartnerPage }>(one, [cafCodesOf(actor), id, today]) : [];
  if (!row) throw new RefusalError(notFound());
  return row.partner;
}
