import { notify } from '@portail/platform/db/listener.ts';
import type { Database } from '@portail/platform/db/database.ts';
import type { Presence, Present } from '../usecases/ports.ts';

/** Channel on which arrivals and departures are announced; the payload is the declaration’s id. */
export const presenceChannel = 'presence';

/** Someone whose stream gave no sign for so long is gone, milliseconds: three heartbeats of the live stream. */
const absentAfter = 60_000;

const arrive = {
  name: 'presence-arrive',
  text: `insert into presence (stream, declaration_id, place, person_id, person_name, partner, seen_at)
         select $1, $2, $3, p.id, p.name, p.population = 'PARTNER', $5 from person p where p.subject = $4`,
};
const forget = {
  name: 'presence-forget',
  text: 'delete from presence where declaration_id = $1 and seen_at < $2',
};
const stay = { name: 'presence-stay', text: 'update presence set seen_at = $2 where stream = $1' };
const leave = { name: 'presence-leave', text: 'delete from presence where stream = $1' };
const others = {
  name: 'presence-others',
  text: `select distinct other.person_name as name, other.place
         from person me
         join presence other on other.declaration_id = $2 and other.seen_at >= $3
           and other.person_id <> me.id and other.partner = (me.population = 'PARTNER')
         where me.subject = $1
         order by 1, 2`,
};

/** Presence in the table every replica shares. */
export function presenceStore(database: Database): Presence {
  const presentSince = (at: Date) => new Date(at.getTime() - absentAfter);
  return {
    arrive: ({ stream, declarationId, place, subject }, at) =>
      database.transaction(async (tx) => {
        await tx.run(forget, [declarationId, presentSince(at)]);
        await tx.run(arrive, [stream, declarationId, place, subject, at]);
        await notify(tx, presenceChannel, declarationId);
      }),
    stay: async ({ stream }, at) => {
      await database.transaction((tx) => tx.run(stay, [stream, at]));
    },
    leave: ({ stream, declarationId }) =>
      database.transaction(async (tx) => {
        await tx.run(leave, [stream]);
        await notify(tx, presenceChannel, declarationId);
      }),
    others: (subject, declarationId, at) => database.rows<Present>(others, [subject, declarationId, presentSince(at)]),
  };
}
