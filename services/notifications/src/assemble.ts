import type { Database } from '@portail/platform/db/database.ts';
import type { Reaction } from '@portail/platform/messaging/reaction.ts';
import type { Act } from './domain/access.ts';
import type { Kind } from './domain/kinds.ts';
import { reactionsThat } from './events/in/reactions.ts';
import { recordEvent, tellMailboxes } from './events/out/record.ts';
import { mailStore } from './store/mail-store.ts';
import { noticeStore } from './store/notice-store.ts';
import { preferenceStore } from './store/preference-store.ts';
import { changePreferences, markRead } from './usecases/own-messages.ts';
import type { Ports, Preferences, SendMail } from './usecases/ports.ts';
import { remind } from './usecases/remind.ts';
import { sendAgain } from './usecases/send-again.ts';
import { sendMails } from './usecases/send-mails.ts';

/** What people do here. */
export interface Acts {
  markRead(messageId: string | null, act: Act): Promise<void>;
  changePreferences(
    asked: { readonly muted: readonly Kind[]; readonly expectedRevision: number },
    act: Act,
  ): Promise<Preferences>;
  sendAgain(asked: { readonly id: string; readonly revision: number }, act: Act): Promise<void>;
}

/** The acts, the reactions and the work that goes on beside, on a database. */
export function assemble(
  database: Pick<Database, 'transaction'>,
  now: () => Date,
): {
  readonly acts: Acts;
  readonly reactions: readonly Reaction[];
  readonly remind: () => Promise<void>;
  readonly sendMails: (send: SendMail) => Promise<boolean>;
} {
  const ports: Ports = {
    transaction: (work) => database.transaction(work),
    notices: noticeStore(tellMailboxes),
    mails: mailStore,
    preferences: preferenceStore,
    record: recordEvent,
  };
  return {
    acts: {
      markRead: (messageId, act) => markRead(ports, messageId, act),
      changePreferences: (asked, act) => changePreferences(ports, asked, act),
      sendAgain: (asked, act) => sendAgain(ports, asked, act),
    },
    reactions: reactionsThat(ports, now),
    remind: () => remind(ports, now()),
    sendMails: (send) => sendMails(ports, send, now),
  };
}
