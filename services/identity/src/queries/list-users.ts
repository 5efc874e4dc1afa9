import type { Queryable } from '@portail/platform/db/database.ts';
import type { Actor } from '../domain/access.ts';
import type { Population, User } from '../domain/user.ts';
import { instant, managed, pageSize, scopeOf, wordsOf } from './managed.ts';

/** A person in the list of those an agent or administrator manages. */
export interface ListedUser {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
  population: Population;
  status: User['status'];
  partner: { id: string; name: string } | null;
  cafCodes: string[];
  /** In force that day, on equipments of the actor’s Caf. */
  equipmentCount: number;
  roleCount: number;
  lastSignInAt: string | null;
}

// The index finds by the words of every equipment of the gestionnaire; those of another Caf do not count afterwards.
const found = `from person p left join partner pa on pa.id = p.partner_id
  where ${managed} and p.search_text like $3
    and (cardinality($4::text[]) <= 0 or concat_ws(' ', p.own_text, pa.own_text, (
      select string_agg(e.search_text, ' ') from equipment e
      where e.partner_id = p.partner_id and e.caf_code = any ($2::text[]))) like all ($4::text[]))
    and ($5::text is null or p.status = $5)`;
const list = {
  name: 'users-list',
  text: `select p.id, p.email, p.given_name as "givenName", p.family_name as "familyName", p.population, p.status,
           case when pa.id is null then null else json_build_object('id', pa.id, 'name', pa.name) end as partner,
           p.caf_codes as "cafCodes", held.equipments as "equipmentCount", held.roles as "roleCount",
           ${instant('p.last_sign_in_at')} as "lastSignInAt"
         from (select p.id ${found} order by p.family_name, p.given_name, p.id limit ${pageSize} offset $6) page
         join person p on p.id = page.id left join partner pa on pa.id = p.partner_id
         cross join lateral (
           select count(*)::int as equipments, coalesce(sum(cardinality(h.roles)), 0)::int as roles
           from habilitation h join equipment e on e.id = h.equipment_id
           where h.person_id = p.id and e.caf_code = any ($2::text[]) and h.effective_from <= $7::date
             and (h.effective_to is null or h.effective_to >= $7::date)) held
         order by p.family_name, p.given_name, p.id`,
};
const count = { name: 'users-count', text: `select count(*)::int as total ${found}` };

/** Criteria of the list; an absent one does not filter. */
export interface UserCriteria {
  /** Words of name, e-mail, gestionnaire, equipment or commune; accents and capitals do not count. */
  readonly search?: string | undefined;
  readonly status?: User['status'] | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** People the actor manages, by name. @param today ISO day in Europe/Paris */
export async function listUsers(
  db: Queryable,
  actor: Actor,
  { search = '', status, page = 1 }: UserCriteria,
  today: string,
): Promise<{ items: ListedUser[]; total: number }> {
  const criteria = [...scopeOf(actor), ...wordsOf(search), status ?? null];
  const [[counted], items] = await Promise.all([
    db.rows<{ total: number }>(count, criteria),
    db.rows<ListedUser>(list, [...criteria, (page - 1) * pageSize, today]),
  ]);
  return { items, total: counted?.total ?? 0 };
}
