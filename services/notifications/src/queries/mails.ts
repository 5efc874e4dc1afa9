import type { Queryable } from '@portail/platform/db/database.ts';
import type { Kind } from '../domain/kinds.ts';
import { wordsOf } from '../domain/words.ts';
import { firstItems } from '../store/message-items.ts';

/** A mail as an administrator follows it. */
export interface MailView {
  id: string;
  revision: number;
  state: MailState;
  title: string;
  person: string;
  email: string;
  /** Instants, ISO 8601. */
  at: string;
  attempts: number;
  nextAttemptAt: string | null;
  sentAt: string | null;
  error: string | null;
}

/** What became of a mail; DROPPED: the person was suspended meanwhile. */
export type MailState = 'WAITING' | 'SENT' | 'FAILED' | 'DROPPED';

/** A page of mails, newest first, and how many there are in each state. */
export interface MailPage {
  items: MailView[];
  total: number;
  counts: { waiting: number; failed: number; sent: number };
}

const pageSize = 50;
const within = `
  from message m join person p on p.id = m.person_id
  where m.mail_state <> 'NONE' and ($1::text[] is null or p.caf_codes && $1
    or exists (select 1 from habilitation h join equipment e on e.id = h.equipment_id
               where h.person_id = p.id and e.caf_code = any ($1)))`;
const count = {
  name: 'mails-count',
  text: `select m.mail_state as state, count(*)::int as count ${within} group by 1`,
};
const list = {
  name: 'mails-list',
  text: `select m.id, m.revision, m.mail_state as state, m.kind, p.name as person, p.email, m.at, m.attempts,
           m.next_attempt_at as "nextAttemptAt", m.sent_at as "sentAt", m.last_error as error ${within}
           and ($2::text is null or m.mail_state = $2)
         order by m.at desc, m.id desc limit ${pageSize} offset $3`,
};

interface Row extends Omit<MailView, 'title' | 'at' | 'nextAttemptAt' | 'sentAt'> {
  readonly kind: Kind;
  readonly at: Date;
  readonly nextAttemptAt: Date;
  readonly sentAt: Date | null;
}

/** Mails of the people of some Caf. @param cafCodes null for all */
export async function listMails(
  db: Queryable,
  cafCodes: readonly string[] | null,
  { state, page = 1 }: { readonly state?: MailState; readonly page?: number },
): Promise<MailPage> {
  const [counted, rows] = await Promise.all([
    db.rows<{ state: MailState; count: number }>(count, [cafCodes]),
    db.rows<Row>(list, [cafCodes, state ?? null, (page - 1) * pageSize]),
  ]);
  const of = (wanted: MailState) => counted.find((each) => each.state === wanted)?.count ?? 0;
  const items = await firstItems(
    db,
    rows.map(({ id }) => id),
    1,
  );
  return {
    items: rows.map(({ kind, at, nextAttemptAt, sentAt, ...mail }) => {
      const told = items.get(mail.id) ?? { items: [], total: 0 };
      return {
        ...mail,
        title: wordsOf(kind, told.items, told.total).title,
        at: at.toISOString(),
        nextAttemptAt: mail.state === 'WAITING' ? nextAttemptAt.toISOString() : null,
        sentAt: sentAt?.toISOString() ?? null,
      };
    }),
    total: state ? of(state) : counted.reduce((sum, each) => sum + each.count, 0),
    counts: { waiting: of('WAITING'), failed: of('FAILED'), sent: of('SENT') },
  };
}
