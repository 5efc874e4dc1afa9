import {
  bulkStore,
  keepNewer,
  remembered,
  type BulkStore,
  type BulkTables,
} from '@portail/platform/bulk/bulk-store.ts';
import type { Database, Queryable } from '@portail/platform/db/database.ts';

/**
 * Loads what people were told in bulk (`npm run seed -- --full`): the reactions run on these tables in memory, each statement of
 * the store doing what its SQL does; the rows then go with COPY. Equipments and people that are already there are read from the
 * database. What a person was told must be whole between two sendings: messages that wait for others are found in memory only.
 */
export function bulkNotifications(real: Database): BulkStore {
  return bulkStore(real, notificationsTables(real));
}

const columns = {
  person: ['id', 'revision', 'subject', 'email', 'name', 'population', 'active', 'partner_id', 'caf_codes'],
  habilitation: ['person_id', 'equipment_id', 'roles', 'effective_from', 'effective_to'],
  equipment: ['id', 'revision', 'name', 'commune', 'partner_id', 'caf_code', 'referent_email'],
  declaration: [
    ...['id', 'revision', 'equipment_id', 'exercise', 'type', 'period_start', 'period_end', 'status', 'due_on'],
    ...['activity_state', 'financial_state', 'financial_required', 'opened_on'],
  ],
  message: [
    ...['id', 'person_id', 'kind', 'group_key', 'campaign_id', 'at', 'collecting', 'release_at', 'mail_state'],
    'next_attempt_at',
  ],
  message_item: ['person_id', 'item_key', 'message_id', 'equipment_id', 'declaration_id', 'facts'],
  mailbox: ['person_id', 'revision', 'unread'],
} as const;

type Row = unknown[];

interface Mailbox {
  readonly subject: string;
  revision: number;
  /** As last said. */
  told: number;
  unread: number;
}

const mailboxesThere = {
  name: 'bulk-mailboxes',
  text: `select p.id, p.subject, coalesce(m.revision, 0) as revision, coalesce(m.unread, 0) as unread
         from person p left join mailbox m on m.person_id = p.id where p.id = any ($1::uuid[])`,
};

function notificationsTables(real: Queryable): BulkTables {
  const people = new Map<unknown, Row>();
  const habilitations = new Map<unknown, readonly Row[]>();
  const equipments = new Map<unknown, Row>();
  const declarations = new Map<unknown, Row>();
  const messages: Row[] = [];
  const collecting = new Map<string, Row>();
  const items = new Map<string, Row>();
  const mailboxes = new Map<string, Mailbox>();

  /** Opens the mailboxes of people who are known, here or in the database. */
  async function openMailboxes(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const [, , subject] = (people.get(id) ?? []) as string[];
      if (subject !== undefined) mailboxes.set(id, { subject, revision: 0, told: 0, unread: 0 });
    }
    const others = ids.filter((id) => !mailboxes.has(id));
    if (others.length === 0) return;
    const found = await real.rows<Omit<Mailbox, 'told'> & { readonly id: string }>(mailboxesThere, [others]);
    for (const { id, subject, revision, unread } of found)
      mailboxes.set(id, { subject, revision, told: unread, unread });
  }

  return {
    handlings: {
      'person-put': (row) => keepNewer(people, row),
      'habilitation-clear': ([person]) => Number(habilitations.delete(person)),
      'habilitation-put': ([person, ...given]) => {
        const [ids = [], roles = [], from = [], to = []] = given as (string | null)[][];
        habilitations.set(
          person,
          ids.map((id, index) => [person, id, roles[index]?.split(','), from[index], to[index]]),
        );
        return ids.length;
      },
      'equipment-put': (row) => keepNewer(equipments, row),
      'declaration-put': (row) => {
        const known = declarations.get(row[0]);
        declarations.set(row[0], known ? laterOf(known, row) : [...row]);
        return 1;
      },
      // The recipe’s people hold their roles from before their first declaration: the day changes nothing.
      'equipment-known': remembered(real),
      'equipment-staff': remembered(real),
      'equipment-holders': remembered(real, ([equipment]) => String(equipment)),
      'mailbox-hold': async ([given]) => {
        const ids = given as string[];
        const closed = ids.filter((id) => !mailboxes.has(id));
        if (closed.length > 0) await openMailboxes(closed);
        return ids.length;
      },
      'notice-put': ([itemKey, persons, ids, kind, group, campaign, at, gathers, releaseAt, isNews, ...about]) => {
        let told = 0;
        for (const [index, person] of (persons as string[]).entries()) {
          const mailbox = mailboxes.get(person);
          const item = `${person} ${String(itemKey)}`;
          if (!mailbox || items.has(item)) continue;
          const key = `${person} ${String(kind)} ${String(group)}`;
          let message = gathers === true ? collecting.get(key) : undefined;
          if (message) {
            if ((message[5] as Date) < (at as Date)) message[5] = at;
          } else {
            const id = (ids as string[])[index];
            const mail = isNews === true ? 'WAITING' : 'NONE';
            message = [id, person, kind, group, campaign, at, gathers, releaseAt, mail, releaseAt];
            messages.push(message);
            if (gathers === true) collecting.set(key, message);
            mailbox.unread += 1;
          }
          items.set(item, [person, itemKey, message[0], ...about]);
          told += 1;
        }
        return told;
      },
      'mailbox-count': ([ids]) =>
        (ids as string[]).flatMap((personId) => {
          const mailbox = mailboxes.get(personId);
          if (!mailbox || mailbox.told === mailbox.unread) return [];
          mailbox.revision += 1;
          mailbox.told = mailbox.unread;
          const { subject, revision, unread } = mailbox;
          return [{ personId, subject, revision, unread }];
        }),
    },
    rows: () => [
      { table: 'person', columns: columns.person, rows: [...people.values()] },
      { table: 'habilitation', columns: columns.habilitation, rows: [...habilitations.values()].flat() },
      { table: 'equipment', columns: columns.equipment, rows: [...equipments.values()] },
      { table: 'declaration', columns: columns.declaration, rows: [...declarations.values()] },
      { table: 'message', columns: columns.message, rows: messages },
      { table: 'message_item', columns: columns.message_item, rows: [...items.values()] },
      {
        table: 'mailbox',
        columns: columns.mailbox,
        rows: [...mailboxes].map(([id, { revision, told }]) => [id, revision, told]),
        replaces: 'person_id',
      },
    ],
    clear: () => {
      for (const table of [people, habilitations, equipments, declarations, collecting, items, mailboxes])
        table.clear();
      messages.length = 0;
    },
  };
}

/** What was first heard of a declaration stays; its revision, its state and its deadline are the newer ones. */
function laterOf(known: Row, given: readonly unknown[]): Row {
  const newer = (known[1] as number) < (given[1] as number);
  const [, revision, , , , , , status, dueOn, activity, financial] = newer ? given : known;
  const [id, , equipment, exercise, type, start, end, , , , , financialRequired, openedOn] = known;
  return [
    ...[id, revision, equipment, exercise, type, start, end, status, dueOn],
    ...[activity, financial, financialRequired, openedOn ?? given[12]],
  ];
}
