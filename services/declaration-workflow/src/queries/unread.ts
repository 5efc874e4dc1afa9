import type { Database } from '@portail/platform/db/database.ts';
import type { Side } from '../domain/file-message.ts';

/** SQL of how many messages of the other side wait for the person `$person` of side `$side` in the thread `t`. */
export const unreadOf = (person: string, side: string) => `(
  select count(*)::int from file_message m
  where m.declaration_id = t.declaration_id and m.side <> ${side} and m.number > greatest(
    case ${side} when 'CAF' then t.last_of_caf else t.last_of_partner end,
    (select r.up_to from file_reading r where r.declaration_id = t.declaration_id and r.person_id = ${person})))`;
const readUnread = {
  name: 'file-unread',
  text: `select ${unreadOf('$2::uuid', '$3::text')} as unread from file_thread t where t.declaration_id = $1`,
};

/** How many messages of the other side wait for a person in a file. */
export async function countUnread(database: Database, id: string, personId: string, side: Side): Promise<number> {
  const [row] = await database.rows<{ unread: number }>(readUnread, [id, personId, side]);
  return row?.unread ?? 0;
}
