import type { Queryable } from '@portail/platform/db/database.ts';
import type { ToldItem } from '../domain/words.ts';

/** What a message tells of: the first things, by name, and how many in all. */
export interface FirstItems {
  readonly items: readonly ToldItem[];
  readonly total: number;
}

const read = {
  name: 'message-items-first',
  text: `select m.id, c.total, i.* from unnest($1::uuid[]) as m (id)
         cross join lateral (select count(*)::int as total from message_item where message_id = m.id) as c
         cross join lateral (
           select i.equipment_id as "equipmentId", e.name as "equipmentName", e.commune,
             i.declaration_id as "declarationId", i.facts
           from message_item i left join equipment e on e.id = i.equipment_id
           where i.message_id = m.id order by e.name, i.item_key limit $2) as i`,
};

/** The first things that each message tells of. */
export async function firstItems(
  db: Queryable,
  messageIds: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, FirstItems>> {
  const found = new Map<string, { items: ToldItem[]; total: number }>();
  if (messageIds.length === 0) return found;
  for (const { id, total, ...item } of await db.rows<ToldItem & { id: string; total: number }>(read, [
    messageIds,
    most,
  ])) {
    const message = found.get(id) ?? { items: [], total };
    message.items.push(item);
    found.set(id, message);
  }
  return found;
}
