import type { Transaction } from '@portail/platform/db/database.ts';
import type { Act } from '../domain/access.ts';
import type { Concerned, KnownDeclaration } from '../domain/declaration-notices.ts';
import type { Reminder } from '../domain/deadlines.ts';
import type { Next, Outcome } from '../domain/delivery.ts';
import type { Kind } from '../domain/kinds.ts';
import type { Notice } from '../domain/notice.ts';
import type { ToldItem } from '../domain/words.ts';

/** A mail to hand in: one message, to one person. */
export interface MailToSend {
  readonly id: string;
  readonly kind: Kind;
  readonly email: string;
  readonly name: string;
  /** The site on which the person works. */
  readonly site: 'portal' | 'admin';
  /** Suspended since: nothing is sent to them. */
  readonly active: boolean;
  readonly attempts: number;
  /** When the mail was to leave. */
  readonly since: Date;
  readonly items: readonly ToldItem[];
  readonly total: number;
}

/** Hands a mail in; never throws. `AWAY`: the server could not be reached or asks to come back. */
export type SendMail = (mail: MailToSend) => Promise<{ readonly outcome: Outcome; readonly error: string | null }>;

/** What a person does not want by mail, at one revision (0 while nothing was ever chosen). */
export interface Preferences {
  readonly revision: number;
  readonly muted: readonly Kind[];
}

/** Something to keep in the journal. */
export type NotificationEvent =
  | { readonly type: 'PreferencesChanged'; readonly from: readonly Kind[]; readonly to: readonly Kind[] }
  | { readonly type: 'MailSentAgain'; readonly messageId: string };

/** What the acts need from the outside. */
export interface Ports {
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly notices: {
    /** Tells people, once each; their mail waits as long as the kind gathers. */
    give(tx: Transaction, notices: readonly Notice[], now: Date): Promise<void>;
    concerned(tx: Transaction, equipmentId: string, day: string): Promise<Concerned>;
    /** Notes an opening of a campaign, before its notices are given. */
    openedBy(tx: Transaction, campaignId: string, declarationId: string): Promise<void>;
    /** Notes how many declarations a campaign opened. */
    campaignFinished(tx: Transaction, campaignId: string, opened: number): Promise<void>;
    /** Declarations to recall, with who is concerned; those opened on the day or later are left out. */
    due(tx: Transaction, reminder: Reminder, today: string, after: string | null): Promise<readonly DueDeclaration[]>;
    /** Marks a person’s notices read: one, or all. Returns whether there were any. */
    markRead(tx: Transaction, personId: string, messageId: string | null, at: Date): Promise<void>;
    /** True when the notice is this person’s. */
    isOf(tx: Transaction, personId: string, messageId: string): Promise<boolean>;
  };
  readonly mails: {
    /** Lets messages go that gathered long enough, or whose campaign has told all. */
    release(tx: Transaction, now: Date): Promise<void>;
    /** Takes mails that are due, for a minute. */
    take(tx: Transaction, now: Date, most: number): Promise<readonly MailToSend[]>;
    settle(
      tx: Transaction,
      id: string,
      next: Next | { readonly state: 'DROPPED' },
      error: string | null,
      now: Date,
    ): Promise<void>;
    /** Puts a failed mail back in the queue; false when it is not failed at this revision or not within the scope. */
    sendAgain(
      tx: Transaction,
      asked: { readonly id: string; readonly revision: number; readonly cafCodes: readonly string[] | null },
      now: Date,
    ): Promise<'DONE' | 'UNKNOWN' | 'NOT_FAILED'>;
  };
  readonly preferences: {
    read(tx: Transaction, personId: string): Promise<Preferences>;
    /** Undefined when the revision is not the expected one. */
    change(
      tx: Transaction,
      personId: string,
      expectedRevision: number,
      muted: readonly Kind[],
    ): Promise<Preferences | undefined>;
  };
  record(tx: Transaction, event: NotificationEvent, act: Act): Promise<void>;
}

/** A declaration that is due, and who holds roles on its equipment. */
export interface DueDeclaration {
  readonly declaration: KnownDeclaration;
  readonly holders: Concerned['holders'];
}
