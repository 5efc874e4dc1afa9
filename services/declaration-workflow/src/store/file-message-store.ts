import { once } from '@portail/platform/db/idempotency.ts';
import type { Database, Transaction } from '@portail/platform/db/database.ts';
import { notify } from '@portail/platform/db/listener.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import { isId } from '@portail/platform/pure/id.ts';
import type { FileMessage } from '../domain/file-message.ts';
import { fileMessageEvent } from '../events/out/file-message-event.ts';
import type { FileMessages, OpenFile } from '../usecases/ports.ts';
import { workChannel } from './declaration-store.ts';
import { readPerson } from './people-store.ts';
import { changeChannel } from './projections/evaluations.ts';

const file = {
  name: 'file-open',
  text: `select d.id as "declarationId", d.exercise, d.type,
           d.period_start as "periodStart", d.period_end as "periodEnd", q.id as "equipmentId", q.caf_code as "cafCode", q.partner_id as "partnerId"
         from declaration d join equipment q on q.id = d.equipment_id where d.id = $1`,
};
// Writers of one file are serialised by its row: numbers have no gap.
const hold = {
  name: 'file-hold',
  text: `insert into file_thread (declaration_id, last_at) values ($1, $2)
         on conflict (declaration_id) do update set last_at = greatest(file_thread.last_at, excluded.last_at)
         returning greatest(last_of_partner, last_of_caf) as last`,
};
const insert = {
  name: 'file-message-insert',
  text: `insert into file_message (id, declaration_id, number, side, author_id, author_name, text, sent_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const speak = {
  name: 'file-speak',
  text: `update file_thread set last_of_partner = case when $2 = 'PARTNER' then $3::int else last_of_partner end,
           last_of_caf = case when $2 = 'CAF' then $3::int else last_of_caf end
         where declaration_id = $1`,
};
const markRead = {
  name: 'file-mark-read',
  text: `insert into file_reading (declaration_id, person_id, up_to)
         select $1, $2, least($3, max(m.number)) from file_message m where m.declaration_id = $1 having max(m.number) > 0
         on conflict (declaration_id, person_id) do update set up_to = greatest(file_reading.up_to, excluded.up_to)`,
};

interface Row {
  readonly declarationId: string;
  readonly equipmentId: string;
  readonly cafCode: string;
  readonly partnerId: string;
  readonly exercise: number;
  readonly type: string;
  readonly periodStart: string;
  readonly periodEnd: string;
}

/** Messages in PostgreSQL; the journal says that one was sent, not what it says. */
export function fileMessageStore(database: Database): FileMessages {
  return {
    transact: (work) =>
      database.transaction((tx) =>
        work({
          file: async (id) => {
            const [row] = isId(id) ? await tx.rows<Row>(file, [id]) : [];
            if (!row) return null;
            const { equipmentId, cafCode, partnerId, ...declaration } = row;
            return { ...declaration, equipment: { id: equipmentId, cafCode, partnerId } };
          },
          person: (subject, equipment, day) => readPerson(tx, subject, equipment, day),
          add: (known, message, at) => add(tx, known, message, at),
          markRead: async ({ declarationId, equipment }, personId, upTo) => {
            await tx.run(markRead, [declarationId, personId, upTo]);
            // The home page of the person, perhaps in another tab, no longer shows it.
            await notify(tx, workChannel, equipment.id);
          },
          once: (request, act) => once(tx, request, act),
        }),
      ),
  };
}

async function add(
  tx: Transaction,
  known: OpenFile,
  { id, side, authorId, authorName, text }: FileMessage & { readonly id: string },
  at: Date,
): Promise<void> {
  const { declarationId, equipment } = known;
  const [thread] = await tx.rows<{ last: number }>(hold, [declarationId, at]);
  const number = (thread?.last ?? 0) + 1;
  await tx.run(insert, [id, declarationId, number, side, authorId, authorName, text, at]);
  await tx.run(speak, [declarationId, side, number]);
  await tx.run(markRead, [declarationId, authorId, number]);
  await appendToJournal(tx, `file-messages/${declarationId}`, [
    {
      type: 'FileMessageSent',
      at: at.toISOString(),
      actor: { userId: authorId, name: authorName },
      data: { message: id, number, side },
    },
  ]);
  await putInOutbox(tx, [fileMessageEvent(known, { id, number, side, authorId, at })]);
  await notify(tx, changeChannel, declarationId);
  await notify(tx, workChannel, equipment.id);
}
