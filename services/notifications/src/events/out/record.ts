import type { Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import { payloadOf } from '@portail/platform/outbox/payload.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import { UnreadChangedSchema } from '@portail/proto/portail/notification/v1/notification_pb.ts';
import type { Act } from '../../domain/access.ts';
import type { NotificationEvent } from '../../usecases/ports.ts';
import type { ChangedMailbox } from '../../store/notice-store.ts';

/** Says that people have more or fewer notices to read: the live stream of declaration-workflow tells their open pages. */
export async function tellMailboxes(tx: Transaction, mailboxes: readonly ChangedMailbox[], at: Date): Promise<void> {
  const entry = entryOf(UnreadChangedSchema.typeName);
  if (!entry) throw new Error(`${UnreadChangedSchema.typeName} is not in the catalogue`);
  await putInOutbox(
    tx,
    mailboxes.map(({ personId, subject, revision, unread }) => ({
      id: newId(at),
      subject: entry.subject,
      type: UnreadChangedSchema.typeName,
      source: 'notifications',
      aggregate: personId,
      at,
      actor: 'notifications',
      payload: payloadOf(UnreadChangedSchema, { mailbox: { personId, subject, revision: BigInt(revision), unread } }),
    })),
  );
}

/** Writes who did what in the journal. */
export async function recordEvent(tx: Transaction, event: NotificationEvent, { actor, at }: Act): Promise<void> {
  const chain = event.type === 'MailSentAgain' ? event.messageId : `preferences-${actor.id}`;
  const data = event.type === 'MailSentAgain' ? {} : { from: [...event.from], to: [...event.to] };
  await appendToJournal(tx, chain, [{ type: event.type, at: at.toISOString(), actor: actor.id, data }]);
}
