import type { Transaction } from '@portail/platform/db/database.ts';
import { notify } from '@portail/platform/db/listener.ts';
import { leaseFor } from '../domain/delivery.ts';
import { firstItems } from './message-items.ts';
import { mailChannel } from './notice-store.ts';
import type { MailToSend, Ports } from '../usecases/ports.ts';

/** Things named in one mail; the others are counted. */
const namedItems = 50;

/** A campaign that never says that it is over does not keep its mails for ever. */
const longestCampaign = 60 * 60_000;

const toldCampaigns = {
  name: 'campaign-told',
  text: `update campaign c set told_at = $1 where told_at is null
           and (select count(*) from campaign_opening o where o.campaign_id = c.id) >= c.opened
         returning id`,
};
const releaseCampaigns = {
  name: 'message-release-campaigns',
  text: `update message set collecting = false, release_at = $2, next_attempt_at = $2
         where collecting and campaign_id = any ($1::uuid[])`,
};
const releaseGathered = {
  name: 'message-release-gathered',
  text: `update message set collecting = false
         where collecting and release_at <= case when campaign_id is null then $1::timestamptz else $2::timestamptz end`,
};
const take = {
  name: 'mail-take',
  text: `with due as (
           select id from message where mail_state = 'WAITING' and not collecting and next_attempt_at <= $1
           order by next_attempt_at, id limit $2 for update skip locked)
         update message m set attempts = m.attempts + 1, next_attempt_at = $3
         from due, person p
         where m.id = due.id and p.id = m.person_id
         returning m.id, m.kind, p.email, p.name, p.active, m.attempts, m.release_at as since,
           case when p.population = 'PARTNER' then 'portal' else 'admin' end as site`,
};
const settle = {
  name: 'mail-settle',
  text: `update message set mail_state = $2, next_attempt_at = coalesce($3, next_attempt_at), last_error = $4,
           sent_at = case when $2 = 'SENT' then $5::timestamptz end, revision = revision + 1
         where id = $1`,
};
const find = {
  name: 'mail-find',
  text: `select m.mail_state as state, m.revision from message m join person p on p.id = m.person_id
         where m.id = $1 and m.mail_state <> 'NONE' and ($2::text[] is null or p.caf_codes && $2
           or exists (select 1 from habilitation h join equipment e on e.id = h.equipment_id
                      where h.person_id = p.id and e.caf_code = any ($2)))
         for update of m`,
};
const again = {
  name: 'mail-again',
  text: `update message set mail_state = 'WAITING', attempts = 0, next_attempt_at = $2, release_at = $2, last_error = null,
           revision = revision + 1
         where id = $1`,
};

/** The queue of mails, in PostgreSQL. */
export const mailStore: Ports['mails'] = {
  release: async (tx, now) => {
    const told = await tx.rows<{ id: string }>(toldCampaigns, [now]);
    if (told.length > 0) await tx.run(releaseCampaigns, [told.map(({ id }) => id), now]);
    await tx.run(releaseGathered, [now, new Date(now.getTime() - longestCampaign)]);
  },
  take: async (tx, now, most) => {
    const taken = await tx.rows<Omit<MailToSend, 'items' | 'total'>>(take, [
      ...[now, most, new Date(now.getTime() + leaseFor)],
    ]);
    const items = await firstItems(
      tx,
      taken.map(({ id }) => id),
      namedItems,
    );
    return taken.map((mail) => ({ ...mail, ...(items.get(mail.id) ?? { items: [], total: 0 }) }));
  },
  settle: async (tx, id, next, error, now) => {
    await tx.run(settle, [id, next.state, 'at' in next ? next.at : null, error, now]);
  },
  sendAgain: async (tx: Transaction, { id, revision, cafCodes }, now) => {
    const [found] = await tx.rows<{ state: string; revision: number }>(find, [id, cafCodes]);
    if (!found) return 'UNKNOWN';
    if (found.state !== 'FAILED' || found.revision !== revision) return 'NOT_FAILED';
    await tx.run(again, [id, now]);
    await notify(tx, mailChannel, '');
    return 'DONE';
  },
};
