import type { Database } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { sideOf, type Side } from '../domain/file-message.ts';
import { typeLabel } from '../domain/labels.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import { readEquipment, readPerson } from '../store/people-store.ts';
import type { Asking } from './read-declaration.ts';
import { isActive, personInScope } from './scope.ts';
import { countUnread, unreadOf } from './unread.ts';

/** A message of a file, as one person reads it. */
export interface FileMessageView {
  /** Place in the file, from 1. */
  number: number;
  side: Side;
  by: string;
  at: string;
  text: string;
  /** Written by this person. */
  own: boolean;
}

/** The messages of a file, oldest first. */
export interface FileView {
  declarationId: string;
  equipment: { id: string; name: string; commune: string; partnerName: string };
  typeLabel: string;
  type: DeclarationType;
  exercise: number;
  periodEnd: string;
  /** The side of the person. */
  side: Side;
  /** Of the other side, that nobody of this one answered and this person has not read. */
  unread: number;
  items: FileMessageView[];
}

/** A file with messages this person has not read. */
export interface UnreadFile {
  declarationId: string;
  equipmentId: string;
  equipmentName: string;
  commune: string;
  type: DeclarationType;
  typeLabel: string;
  exercise: number;
  periodEnd: string;
  unread: number;
  lastAt: string;
}

const readFile = {
  name: 'file',
  text: `select d.equipment_id as "equipmentId", d.type, d.exercise, d.period_start as "periodStart", d.period_end as "periodEnd"
         from declaration d where d.id = $1`,
};
// The latest ones are enough to read on a screen.
const readMessages = {
  name: 'file-messages',
  text: `select number, side, author_name as by, sent_at as at, text, author_id = $2 as own
         from (select * from file_message where declaration_id = $1 order by number desc limit 200) as latest
         order by number`,
};
// Either side starts from what was not answered, which is little.
const unreadFiles = (side: Side) => `
  select d.id as "declarationId", q.id as "equipmentId", q.name as "equipmentName", q.commune, d.type, d.exercise,
    d.period_start as "periodStart", d.period_end as "periodEnd", t.last_at as "lastAt",
    ${unreadOf('p.id', `'${side}'`)} as unread
  from ${personInScope}
  join declaration d on d.equipment_id = q.id
  join file_thread t on t.declaration_id = d.id
    and ${side === 'CAF' ? 't.last_of_partner > t.last_of_caf' : 't.last_of_caf > t.last_of_partner'}
  where ${isActive} and ${side === 'CAF' ? `p.population <> 'PARTNER'` : `p.population = 'PARTNER'`}`;
const pageSize = 50;
const list = {
  name: 'files-unread',
  text: `with files as (${unreadFiles('PARTNER')} union all ${unreadFiles('CAF')})
         select *, count(*) over ()::int as total from files where unread > 0
         order by "lastAt" desc, "declarationId" limit ${pageSize} offset $3`,
};

/**
 * The messages of a declaration.
 * @throws RefusalError NOT_FOUND when it does not exist or is not theirs to know
 */
export async function readFileMessages(database: Database, id: string, { subject, today }: Asking): Promise<FileView> {
  type Row = Pick<UnreadFile, 'equipmentId' | 'type' | 'exercise' | 'periodEnd'> & { readonly periodStart: string };
  const [row] = isId(id) ? await database.rows<Row>(readFile, [id]) : [];
  const equipment = row && (await readEquipment(database, row.equipmentId));
  const person = equipment && (await readPerson(database, subject, equipment, today));
  if (!row || !equipment || !person?.inScope) throw new RefusalError(notFound());
  const side = sideOf(person);
  const [messages, unread] = await Promise.all([
    database.rows<Omit<FileMessageView, 'at'> & { readonly at: Date }>(readMessages, [id, person.userId]),
    countUnread(database, id, person.userId, side),
  ]);
  const { type, exercise, periodStart, periodEnd } = row;
  const { name, commune, partnerName } = equipment;
  return {
    declarationId: id,
    equipment: { id: equipment.id, name, commune, partnerName },
    ...{ type, typeLabel: typeLabel(type, periodStart, periodEnd), exercise, periodEnd, side },
    unread,
    items: messages.map((message) => ({ ...message, at: message.at.toISOString() })),
  };
}

/** One page of the files with messages this person has not read, latest first. */
export async function readUnreadFiles(
  database: Database,
  { subject, today }: Asking,
  page: number,
): Promise<{ items: UnreadFile[]; total: number }> {
  type Row = Omit<UnreadFile, 'lastAt' | 'typeLabel'> & {
    readonly lastAt: Date;
    readonly periodStart: string;
    readonly total: number;
  };
  const rows = await database.rows<Row>(list, [subject, today, (page - 1) * pageSize]);
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ lastAt, periodStart, total: _total, ...row }) => ({
      ...row,
      typeLabel: typeLabel(row.type, periodStart, row.periodEnd),
      lastAt: lastAt.toISOString(),
    })),
  };
}
