import type { Queryable } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { searchPatterns } from '../domain/search-text.ts';
import { cafCodesOf, managedPopulations, type Actor } from '../domain/access.ts';
import type { User } from '../domain/user.ts';
import { userShape } from '../store/user-shape.ts';

const pageSize = 25;

// SQL twin of managesUser (domain/access.ts): $1 the populations the actor manages, $2 their Caf codes.
const managed = `p.population = any ($1::text[]) and case p.population
    when 'PARTNER' then exists (
      select 1 from equipment e where e.partner_id = p.partner_id and e.caf_code = any ($2::text[]))
    when 'CAF_AGENT' then p.caf_codes <@ $2::text[]
    else true
  end`;

const list = {
  name: 'users-list',
  text: `select ${userShape} as "user" from person p
         where ${managed} and p.search_text like all ($3::text[])
         order by p.family_name, p.given_name, p.id limit ${pageSize} offset $4`,
};
const count = {
  name: 'users-count',
  text: `select count(*)::int as total from person p where ${managed} and p.search_text like all ($3::text[])`,
};
const one = {
  name: 'users-one',
  text: `select ${userShape} as "user" from person p where ${managed} and p.id = $3`,
};

/** People the actor manages, by name; words are searched in name and e-mail without accents. */
export async function listUsers(
  db: Queryable,
  actor: Actor,
  { search = '', page = 1 }: { search?: string | undefined; page?: number | undefined },
): Promise<{ items: User[]; total: number }> {
  const scope = [managedPopulations(actor), cafCodesOf(actor), searchPatterns(search)];
  const [[counted], rows] = await Promise.all([
    db.rows<{ total: number }>(count, scope),
    db.rows<{ user: User }>(list, [...scope, (page - 1) * pageSize]),
  ]);
  return { items: rows.map(({ user }) => user), total: counted?.total ?? 0 };
}

/** One person the actor manages. @throws RefusalError NOT_FOUND otherwise */
export async function readUser(db: Queryable, actor: Actor, id: string): Promise<User> {
  const [row] = isId(id) ? await db.rows<{ user: User }>(one, [managedPopulations(actor), cafCodesOf(actor), id]) : [];
  if (!row) throw new RefusalError(notFound());
  return row.user;
}
