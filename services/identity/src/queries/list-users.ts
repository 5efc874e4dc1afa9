import type { Queryable } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { searchPatterns } from '../domain/search-text.ts';
import type { Actor, User } from '../domain/user.ts';
import { userShape } from '../store/user-shape.ts';

const pageSize = 25;

// People the actor administers (domain.md section 5.3): partner users of a partner with an equipment of the Caf, agents of the
// Caf for its administrator, agents and administrators for national ones.
const administered = `
  case
    when p.population = 'PARTNER' then $1 in ('CAF_AGENT', 'CAF_ADMIN') and exists (
      select 1 from equipment e where e.partner_id = p.partner_id and e.caf_code = any ($2::text[]))
    when p.population = 'CAF_AGENT' then $1 = 'CNAF_ADMIN' or ($1 = 'CAF_ADMIN' and p.caf_codes && $2::text[])
    else $1 = 'CNAF_ADMIN'
  end`;

const list = {
  name: 'users-list',
  text: `select ${userShape} as "user", count(*) over ()::int as total from person p
         where ${administered} and p.search_text like all ($3::text[])
         order by p.family_name, p.given_name, p.id limit ${pageSize} offset $4`,
};
const one = {
  name: 'users-one',
  text: `select ${userShape} as "user" from person p where ${administered} and p.id = $3`,
};

/** People the actor administers, by name; words are searched in name and e-mail without accents. */
export async function listUsers(
  db: Queryable,
  actor: Actor,
  { search = '', page = 1 }: { search?: string | undefined; page?: number | undefined },
): Promise<{ items: User[]; total: number }> {
  const rows = await db.rows<{ user: User; total: number }>(list, [
    actor.population,
    actor.cafCodes,
    searchPatterns(search),
    (page - 1) * pageSize,
  ]);
  return { items: rows.map(({ user }) => user), total: rows[0]?.total ?? 0 };
}

/** One person the actor administers. @throws RefusalError NOT_FOUND otherwise */
export async function readUser(db: Queryable, actor: Actor, id: string): Promise<User> {
  const [row] = isId(id) ? await db.rows<{ user: User }>(one, [actor.population, actor.cafCodes, id]) : [];
  if (!row) throw new RefusalError(notFound());
  return row.user;
}
