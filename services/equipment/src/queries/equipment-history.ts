import type { Queryable } from '@portail/platform/db/database.ts';
import { maySee, type Actor } from '../domain/access.ts';
import type { EquipmentEvent } from '../domain/events.ts';
import {
  eventsAbout,
  historyTopics,
  historyWords,
  type HistoryTopic,
  type HistoryWords,
} from '../domain/history-words.ts';

const pageSize = 50;

/** A page of the history of an equipment, newest first. */
export interface EquipmentHistory {
  readonly items: readonly (HistoryWords & {
    readonly sequence: number;
    readonly at: string;
    /** Null when the person is not known any more. */
    readonly by: string | null;
  })[];
  readonly total: number;
}

interface Row {
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly data: object;
  readonly by: string | null;
}

const whose = {
  name: 'equipment-history-scope',
  text: `select e.id, e.caf_code as "cafCode", json_build_object('id', e.partner_id) as partner from equipment e where e.id = $1`,
};
const count = {
  name: 'equipment-history-count',
  text: `select count(*)::int as total from journal where chain = $1 and type = any ($2)`,
};
// The journal’s key is (chain, sequence): one range of it, backwards. Whoever acted in-process has no record and no name.
const read = {
  name: 'equipment-history',
  text: `select j.sequence, j.type, j.at, j.data, nullif(p.name, '') as by
         from journal j left join person p
           on p.id = case when j.actor->>'id' ~ '^[0-9a-f-]{36}$' then (j.actor->>'id')::uuid end
         where j.chain = $1 and j.type = any ($2) order by j.sequence desc limit ${pageSize} offset $3`,
};

/** Who changed which value, when, from what to what; undefined when the equipment is not theirs to know. */
export async function equipmentHistory(
  db: Queryable,
  id: string,
  actor: Actor,
  { about, page = 1 }: { readonly about?: HistoryTopic; readonly page?: number },
): Promise<EquipmentHistory | undefined> {
  const [equipment] = await db.rows<Parameters<typeof maySee>[1]>(whose, [id]);
  if (!equipment || !maySee(actor, equipment)) return undefined;
  const types = about ? eventsAbout[about] : historyTopics.flatMap((topic) => eventsAbout[topic]);
  const [[counted], rows] = await Promise.all([
    db.rows<{ total: number }>(count, [id, types]),
    db.rows<Row>(read, [id, types, (page - 1) * pageSize]),
  ]);
  const items = rows.map(({ type, data, sequence, at, by }) => {
    return { sequence, at, by, ...historyWords({ type, ...data } as EquipmentEvent) };
  });
  return { items, total: counted?.total ?? 0 };
}
