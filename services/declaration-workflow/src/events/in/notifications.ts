import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import { UnreadChangedSchema } from '@portail/proto/portail/notification/v1/notification_pb.ts';
import type { Transaction } from '@portail/platform/db/database.ts';

/** Keeps nothing: open pages of the person are told that their notices changed, and read them where they are. */
export function notificationReactions(tell: (tx: Transaction, subject: string) => Promise<void>): Reaction[] {
  return [
    reaction(UnreadChangedSchema, async (tx, { mailbox }) => {
      if (mailbox) await tell(tx, mailbox.subject);
    }),
  ];
}
