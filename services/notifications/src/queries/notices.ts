import type { Queryable } from '@portail/platform/db/database.ts';
import type { Kind } from '../domain/kinds.ts';
import { wordsOf, type Words } from '../domain/words.ts';
import { firstItems } from '../store/message-items.ts';

/** A notice as a person reads it. */
export interface NoticeView extends Words {
  id: string;
  kind: Kind;
  /** Instant, ISO 8601. */
  at: string;
  read: boolean;
}

/** A page of one’s notices, newest first. */
export interface NoticePage {
  items: NoticeView[];
  total: number;
  unread: number;
}

const pageSize = 50;
/** Things named under one notice; the others are counted. */
const namedItems = 10;

const counts = {
  name: 'notices-count',
  text: `select count(*)::int as total, count(*) filter (where read_at is null)::int as unread
         from message where person_id = $1`,
};
const unread = {
  name: 'notices-unread',
  text: 'select count(*)::int as unread from message where person_id = $1 and read_at is null',
};
const list = {
  name: 'notices-list',
  text: `select id, kind, at, read_at is not null as read from message
         where person_id = $1 and (not $2 or read_at is null) order by at desc, id desc limit ${pageSize} offset $3`,
};

/** One’s notices. */
export async function listNotices(
  db: Queryable,
  personId: string,
  { unreadOnly = false, page = 1 }: { readonly unreadOnly?: boolean; readonly page?: number },
): Promise<NoticePage> {
  const [[known], rows] = await Promise.all([
    db.rows<{ total: number; unread: number }>(counts, [personId]),
    db.rows<{ id: string; kind: Kind; at: Date; read: boolean }>(list, [personId, unreadOnly, (page - 1) * pageSize]),
  ]);
  const items = await firstItems(
    db,
    rows.map(({ id }) => id),
    namedItems,
  );
  const { total, unread: left } = known ?? { total: 0, unread: 0 };
  return {
    items: rows.map(({ id, kind, at, read }) => {
      const told = items.get(id) ?? { items: [], total: 0 };
      return { id, kind, at: at.toISOString(), read, ...wordsOf(kind, told.items, told.total) };
    }),
    total: unreadOnly ? left : total,
    unread: left,
  };
}

/** How many notices a person has not read. */
export async function countUnread(db: Queryable, personId: string): Promise<{ unread: number }> {
  const [row] = await db.rows<{ unread: number }>(unread, [personId]);
  return { unread: row?.unread ?? 0 };
}
