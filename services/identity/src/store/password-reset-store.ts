import type { Transaction } from '@portail/platform/db/database.ts';
import { notify } from '@portail/platform/db/listener.ts';
import { requestPause } from '../domain/password-reset.ts';
import type { ExpiredPassword, IdentityPorts, WaitingReset } from '../usecases/ports.ts';
import { userShape } from './user-shape.ts';

/** Channel that says: somebody forgot their password. */
export const passwordResetsChannel = 'password_resets';

/** Others leave a request alone so long once it is taken; longer than Keycloak and the mail server may take. */
const lease = 60_000;

// The same statement, whoever it is about: what follows is nobody’s business who asks.
const ask = {
  name: 'password-reset-ask',
  text: `insert into password_reset (email, requested_at, next_attempt_at) values ($1, $2, $2)
         on conflict (email) do update set requested_at = $2, next_attempt_at = $2, attempts = 0
           where password_reset.next_attempt_at is null and password_reset.requested_at < $3`,
};
const take = {
  name: 'password-reset-take',
  text: `with due as (
           select email from password_reset where next_attempt_at <= $1 order by next_attempt_at limit 1
           for update skip locked)
         update password_reset r set attempts = r.attempts + 1, next_attempt_at = $2
         from due where r.email = due.email
         returning r.email, r.requested_at as "requestedAt", r.attempts,
           (select ${userShape} from person p where p.email = r.email and p.status = 'ACTIVE') as "user"`,
};
const settle = {
  name: 'password-reset-settle',
  text: 'update password_reset set next_attempt_at = $2 where email = $1',
};
const forget = {
  name: 'password-reset-forget',
  text: 'delete from password_reset where next_attempt_at is null and requested_at < $1',
};
const keep = {
  name: 'provisional-password-keep',
  text: `insert into provisional_password (person_id, given_at, expires_at) values ($1, $2, $3)
         on conflict (person_id) do update set given_at = $2, expires_at = $3`,
};
const expired = {
  name: 'provisional-password-expired',
  text: `select p.id, p.subject, x.given_at as "givenAt" from provisional_password x join person p on p.id = x.person_id
         where x.expires_at <= $1 order by x.expires_at limit 50`,
};
const drop = {
  name: 'provisional-password-drop',
  text: 'delete from provisional_password where person_id = $1 and given_at = $2',
};

/** Requests for a new password, and the provisional ones that are good. */
export const passwordResetStore: IdentityPorts['resets'] = {
  async ask(tx, email, at) {
    await tx.run(ask, [email, at, new Date(at.getTime() - requestPause)]);
    await notify(tx, passwordResetsChannel, '');
  },
  async take(tx: Transaction, now: Date) {
    const [taken] = await tx.rows<WaitingReset>(take, [now, new Date(now.getTime() + lease)]);
    if (!taken) await tx.run(forget, [new Date(now.getTime() - requestPause)]);
    return taken;
  },
  async settle(tx, email, next) {
    await tx.run(settle, [email, next]);
  },
  async keepProvisional(tx, personId, givenAt, expiresAt) {
    await tx.run(keep, [personId, givenAt, expiresAt]);
  },
  async expired(tx, now) {
    return tx.rows<ExpiredPassword>(expired, [now]);
  },
  async dropProvisional(tx, { id, givenAt }) {
    await tx.run(drop, [id, givenAt]);
  },
};
