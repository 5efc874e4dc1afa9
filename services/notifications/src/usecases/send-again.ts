import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { mailScope, type Act } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';
import type { Ports } from './ports.ts';

/** Puts a mail that failed back in the queue. @throws RefusalError NOT_FOUND out of one’s Caf, NOT_FAILED, FORBIDDEN */
export async function sendAgain(
  ports: Pick<Ports, 'transaction' | 'mails' | 'record'>,
  asked: { readonly id: string; readonly revision: number },
  act: Act,
): Promise<void> {
  const cafCodes = mailScope(act.actor);
  if (cafCodes === undefined) throw new RefusalError(refuse('FORBIDDEN'));
  await ports.transaction(async (tx) => {
    const done = await ports.mails.sendAgain(tx, { ...asked, cafCodes }, act.at);
    if (done === 'UNKNOWN') throw new RefusalError(notFound());
    if (done === 'NOT_FAILED') throw new RefusalError(refuse('NOT_FAILED'));
    await ports.record(tx, { type: 'MailSentAgain', messageId: asked.id }, act);
  });
}
