import type { Queryable } from '@portail/platform/db/database.ts';
import { cafCodesOf, type Actor } from '../domain/access.ts';
import { actorWords, historyWords, type HistoryLine } from '../domain/history.ts';
import { instant, pageSize } from './managed.ts';
import { readUser } from './read-user.ts';

/** What happened to a person, in words. */
export interface HistoryItem {
  at: string;
  by: string;
  act: string;
  details: string;
}

// Roles on an equipment of another Caf are not the actor’s to know.
const shown = `from journal j
  left join equipment e on e.id::text = j.data ->> 'equipmentId'
  where j.chain = $1 and (j.data ->> 'equipmentId' is null or e.caf_code = any ($2::text[]))`;
const list = {
  name: 'user-history',
  text: `select j.type, ${instant('j.at::timestamptz')} as at, j.data, e.name as "equipmentName", j.actor ->> 'kind' as kind,
           a.given_name || ' ' || a.family_name as "actorName"
         ${shown.replace('where', `left join person a on a.id::text = j.actor ->> 'id' where`)}
         order by j.sequence desc limit ${pageSize} offset $3`,
};
const count = { name: 'user-history-count', text: `select count(*)::int as total ${shown}` };

interface Row extends HistoryLine {
  readonly at: string;
  readonly kind: string;
  readonly actorName: string | null;
}

/** Who did what to a person, newest first. @throws RefusalError NOT_FOUND when the person is not the actor’s to see */
export async function userHistory(
  db: Queryable,
  actor: Actor,
  { id, page = 1 }: { readonly id: string; readonly page?: number | undefined },
): Promise<{ items: HistoryItem[]; total: number }> {
  const user = await readUser(db, actor, id);
  const scope = [user.id, cafCodesOf(actor)];
  const [[counted], rows] = await Promise.all([
    db.rows<{ total: number }>(count, scope),
    db.rows<Row>(list, [...scope, (page - 1) * pageSize]),
  ]);
  const items = rows.map((row) => ({ at: row.at, by: actorWords(row.kind, row.actorName), ...historyWords(row) }));
  return { items, total: counted?.total ?? 0 };
}
