import { afterTry } from '../domain/delivery.ts';
import type { MailToSend, Ports, SendMail } from './ports.ts';

const atOnce = 20;

/**
 * Hands in the mails that are due. Each is taken for a minute, handed in outside any transaction, then settled: a process that
 * dies in between leaves it to be taken again, under the same Message-ID.
 * @returns true while there may be more to do
 */
export async function sendMails(
  ports: Pick<Ports, 'transaction' | 'mails'>,
  send: SendMail,
  now: () => Date,
): Promise<boolean> {
  const taken = await ports.transaction(async (tx) => {
    await ports.mails.release(tx, now());
    return ports.mails.take(tx, now(), atOnce);
  });
  let away = false;
  await Promise.all(
    taken.map(async (mail) => {
      if (await handIn(ports, mail, send, now)) away = true;
    }),
  );
  // Nothing leaves while the server is away: the others are tried when their turn comes.
  return taken.length === atOnce && !away;
}

/** True when the server was away. */
async function handIn(
  ports: Pick<Ports, 'transaction' | 'mails'>,
  mail: MailToSend,
  send: SendMail,
  now: () => Date,
): Promise<boolean> {
  if (!mail.active) {
    await ports.transaction((tx) => ports.mails.settle(tx, mail.id, { state: 'DROPPED' }, null, now()));
    return false;
  }
  const { outcome, error } = await send(mail);
  const next = afterTry(outcome, mail.attempts, mail.since, now());
  await ports.transaction((tx) => ports.mails.settle(tx, mail.id, next, error, now()));
  return outcome === 'AWAY';
}
