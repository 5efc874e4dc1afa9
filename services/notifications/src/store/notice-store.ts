import type { Transaction } from '@portail/platform/db/database.ts';
import { notify } from '@portail/platform/db/listener.ts';
import { NotYet } from '@portail/platform/messaging/reaction.ts';
import { newId } from '@portail/platform/pure/id.ts';
import type { Holder, Notice } from '../domain/notice.ts';
import { rules } from '../domain/kinds.ts';
import { isNews } from '../domain/delivery.ts';
import type { DueDeclaration, Ports } from '../usecases/ports.ts';

/** Channel on which it is announced that there are mails to send. */
export const mailChannel = 'mail';

/** A person whose number of unread notices changed. */
export interface ChangedMailbox {
  readonly personId: string;
  readonly subject: string;
  readonly revision: number;
  readonly unread: number;
}

/** Says on the bus that mailboxes changed. */
export type TellMailboxes = (tx: Transaction, mailboxes: readonly ChangedMailbox[], at: Date) => Promise<void>;

// In the order of the persons, so that two acts that tell the same people never wait for each other in a circle.
const hold = {
  name: 'mailbox-hold',
  text: `insert into mailbox (person_id, revision, unread)
         select id, 0, 0 from person where id = any ($1::uuid[]) order by id
         on conflict (person_id) do update set revision = mailbox.revision`,
};
const put = {
  name: 'notice-put',
  text: `with told as (
           select r.person_id, coalesce($4::text = any (p.muted), false) as muted
           from mailbox r left join preference p on p.person_id = r.person_id
           where r.person_id = any ($2::uuid[])
             and not exists (select 1 from message_item i where i.person_id = r.person_id and i.item_key = $1)),
         made as (
           insert into message (id, person_id, kind, group_key, campaign_id, at, collecting, release_at, mail_state,
             next_attempt_at)
           select n.id, told.person_id, $4, $5, $6::uuid, $7::timestamptz, $8, $9::timestamptz,
             case when told.muted or not $10 then 'NONE' else 'WAITING' end, $9::timestamptz
           from told join unnest($2::uuid[], $3::uuid[]) as n (person_id, id) on n.person_id = told.person_id
           on conflict (person_id, kind, group_key) where collecting
             do update set read_at = null, at = greatest(message.at, excluded.at)
           returning id, person_id)
         insert into message_item (person_id, item_key, message_id, equipment_id, declaration_id, facts)
         select person_id, $1, id, $11::uuid, $12::uuid, $13::jsonb from made`,
};
const count = {
  name: 'mailbox-count',
  text: `update mailbox m set unread = c.unread, revision = m.revision + 1
         from (select p.id, p.subject, (select count(*)::int from message where person_id = p.id and read_at is null) as unread
               from person p where p.id = any ($1::uuid[])) as c
         where m.person_id = c.id and m.unread <> c.unread
         returning m.person_id as "personId", c.subject, m.revision, m.unread`,
};
const holders = {
  name: 'equipment-holders',
  text: `select h.person_id as "personId", h.roles from equipment e
         join habilitation h on h.equipment_id = e.id and h.effective_from <= $2::date
           and (h.effective_to is null or h.effective_to >= $2::date)
         join person p on p.id = h.person_id and p.active and p.population = 'PARTNER' and p.partner_id = e.partner_id
         where e.id = $1 order by h.person_id`,
};
// The referent of the equipment; when they have no account here, every agent of the Caf.
const staff = {
  name: 'equipment-staff',
  text: `with agents as (
           select p.id, lower(p.email) = lower(e.referent_email) as referent from equipment e
           join person p on p.active and p.population in ('CAF_AGENT', 'CAF_ADMIN') and p.caf_codes @> array[e.caf_code]
           where e.id = $1)
         select id from agents where referent or not exists (select 1 from agents where referent) order by id`,
};
const known = { name: 'equipment-known', text: 'select 1 from equipment where id = $1' };
const opened = {
  name: 'campaign-opening-put',
  text: 'insert into campaign_opening (campaign_id, declaration_id) values ($1, $2) on conflict do nothing',
};
const finished = {
  name: 'campaign-put',
  text: 'insert into campaign (id, opened) values ($1, $2) on conflict do nothing',
};
const due = {
  name: 'declaration-due-list',
  text: `select d.id, d.revision, d.equipment_id as "equipmentId", d.exercise, d.type, d.period_start as "periodStart",
           d.period_end as "periodEnd", d.status, d.due_on as "dueOn", d.activity_state as "activityState",
           d.financial_state as "financialState", d.financial_required as "financialRequired",
           jsonb_agg(jsonb_build_object('personId', h.person_id, 'roles', h.roles)) as holders
         from declaration d
         join equipment e on e.id = d.equipment_id
         join habilitation h on h.equipment_id = e.id and h.effective_from <= $4::date
           and (h.effective_to is null or h.effective_to >= $4::date)
         join person p on p.id = h.person_id and p.active and p.population = 'PARTNER' and p.partner_id = e.partner_id
         where d.due_on between $1::date and $2::date and d.status in ('TO_ENTER', 'IN_PROGRESS')
           and d.opened_on < $4::date and d.id > $5::uuid
           and not exists (select 1 from message_item i where i.person_id = p.id
             and i.item_key = 'DEADLINE/' || $3 || '/' || d.due_on || '/' || d.id)
         group by d.id order by d.id limit 500`,
};
const first = '00000000-0000-0000-0000-000000000000';
const markOne = {
  name: 'notice-read',
  text: 'update message set read_at = $3 where person_id = $1 and id = $2 and read_at is null',
};
const markAll = {
  name: 'notice-read-all',
  text: 'update message set read_at = $2 where person_id = $1 and read_at is null',
};
const ofPerson = { name: 'notice-of', text: 'select 1 from message where person_id = $1 and id = $2' };

const byPerson = (one: ChangedMailbox, other: ChangedMailbox) => (one.personId < other.personId ? -1 : 1);

/** What people are told, in PostgreSQL. @param tell says on the bus that the number of unread notices changed */
export function noticeStore(tell: TellMailboxes): Ports['notices'] {
  async function recount(tx: Transaction, personIds: readonly string[], at: Date): Promise<void> {
    const changed = await tx.rows<ChangedMailbox>(count, [personIds]);
    if (changed.length > 0) await tell(tx, changed.toSorted(byPerson), at);
  }

  async function putOne(tx: Transaction, notice: Notice, now: Date): Promise<void> {
    const { kind, personIds, itemKey, groupKey, campaignId, equipmentId, declarationId, facts, at } = notice;
    const { gathers } = rules[kind];
    await tx.run(put, [
      ...[itemKey, personIds, personIds.map(() => newId(now)), kind, groupKey, campaignId, at],
      ...[gathers > 0, new Date(now.getTime() + gathers), isNews(at, now)],
      ...[equipmentId, declarationId, JSON.stringify(facts)],
    ]);
  }

  return {
    give: async (tx, notices, now) => {
      const personIds = [...new Set(notices.flatMap((notice) => notice.personIds))].sort();
      if (personIds.length === 0) return;
      await tx.run(hold, [personIds]);
      for (const notice of notices) await putOne(tx, notice, now);
      await recount(tx, personIds, now);
      await notify(tx, mailChannel, '');
    },
    concerned: async (tx, equipmentId, day) => {
      // Declarations and equipments come by two consumers: an event that comes too early is delivered again.
      const [found] = await tx.rows(known, [equipmentId]);
      if (!found) throw new NotYet(`equipment ${equipmentId} is not known yet`);
      const people = await tx.rows<{ id: string }>(staff, [equipmentId]);
      return { holders: await tx.rows<Holder>(holders, [equipmentId, day]), staff: people.map(({ id }) => id) };
    },
    openedBy: async (tx, campaignId, declarationId) => {
      await tx.run(opened, [campaignId, declarationId]);
    },
    campaignFinished: async (tx, campaignId, openings) => {
      await tx.run(finished, [campaignId, openings]);
      await notify(tx, mailChannel, '');
    },
    due: async (tx, { stage, from, to }, today, after) => {
      const rows = await tx.rows<DueDeclaration['declaration'] & Pick<DueDeclaration, 'holders'>>(due, [
        ...[from, to, String(stage), today, after ?? first],
      ]);
      return rows.map(({ holders: concerned, ...declaration }) => ({ declaration, holders: concerned }));
    },
    markRead: async (tx, personId, messageId, at) => {
      await tx.run(hold, [[personId]]);
      const marked =
        messageId === null ? await tx.run(markAll, [personId, at]) : await tx.run(markOne, [personId, messageId, at]);
      if (marked > 0) await recount(tx, [personId], at);
    },
    isOf: async (tx, personId, messageId) => (await tx.rows(ofPerson, [personId, messageId])).length > 0,
  };
}
