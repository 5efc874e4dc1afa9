import type { Transaction } from '@portail/platform/db/database.ts';
import type { Act, Actor } from '../domain/access.ts';
import type { UserEvent } from '../domain/events.ts';
import type { ResetMode } from '../domain/password-reset.ts';
import type { ListLine, Outcome, Planned, PlannedLine } from '../domain/list-lines.ts';
import type { SecondFactor } from '../domain/second-factor.ts';
import type { Terms } from '../domain/terms.ts';
import type { KnownEquipment, KnownPartner, NamedEquipment, Population, User } from '../domain/user.ts';

/** A password, and whether it must be changed at the first sign-in. */
export interface Password {
  readonly value: string;
  readonly temporary: boolean;
}

/** An account of the sign-in server. */
export interface NewAccount {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly population: Population;
  /** Without one, the sign-in server writes to the person, who chooses it through a link. */
  readonly password?: Password;
}

/** The sign-in server (Keycloak). */
export interface Accounts {
  /**
   * Creates the account or adopts the one that has this address, so that it can be repeated; returns its subject.
   * @throws RefusalError ACCOUNTS_UNAVAILABLE, PASSWORD_REFUSED
   */
  ensure(account: NewAccount): Promise<string>;
  /** Lets an account sign in, or ends its sessions and keeps it out. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  setEnabled(subject: string, enabled: boolean): Promise<void>;
  /** Asks a new password of an account at the next sign-in; its sessions end unless they are kept. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  forcePasswordChange(subject: string, keepsSessions: boolean): Promise<void>;
  /** Gives an account a password that must be changed at its first use. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  giveProvisional(subject: string, password: string): Promise<void>;
  /** Puts another password, known to nobody, in the place of a provisional one that was not used; leaves any other alone. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  takeBackProvisional(given: Pick<ExpiredPassword, 'subject' | 'givenAt'>, instead: string): Promise<void>;
  /**
   * Has the sign-in server mail a link that serves once, to choose a password and go on to a site.
   * @param life milliseconds
   * @throws RefusalError ACCOUNTS_UNAVAILABLE
   */
  sendPasswordLink(subject: string, site: 'portal' | 'admin', life: number): Promise<void>;
  /** Since when the password of an account holds; null when it has none. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  passwordSince(subject: string): Promise<Date | null>;
  /** The second factor of an account. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  secondFactorOf(subject: string): Promise<SecondFactor>;
  /** Whether the sign-in asks a second factor of whoever is no partner. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  secondFactorIsDue(): Promise<boolean>;
  /** Forgets the second factor of an account and its recovery codes; its sessions end unless they are kept. @throws RefusalError ACCOUNTS_UNAVAILABLE */
  forgetSecondFactor(subject: string, keepsSessions: boolean): Promise<void>;
}

/** Who asks a new password of everybody, and why; an update of the portal has no person and says it by itself. */
export interface Asker {
  readonly id: string;
  readonly kind: Actor['kind'];
  readonly reason: string | null;
}

/** The mail that carries a provisional password. */
export interface PasswordMail {
  /** Whether a mail could leave now. */
  answers(): Promise<boolean>;
  /** False when it could not leave. */
  send(
    to: { readonly email: string; readonly name: string; readonly site: 'portal' | 'admin' },
    given: { readonly password: string; readonly expiresAt: Date },
  ): Promise<boolean>;
}

/** What giving a new password takes. */
export interface ResetMeans {
  readonly mode: ResetMode;
  readonly mail: PasswordMail;
  readonly newPassword: () => string;
  readonly now: () => Date;
}

/** Somebody who asked for a new password. */
export interface WaitingReset {
  readonly email: string;
  readonly requestedAt: Date;
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** Who has this address and may come in; null when nobody. */
  readonly user: User | null;
}

/** A provisional password whose hour is over. */
export interface ExpiredPassword {
  readonly id: string;
  readonly subject: string;
  readonly givenAt: Date;
}

/** What the account of a person has not been told yet. */
export interface LaggingAccount {
  readonly id: string;
  readonly subject: string;
  /** Whether the account should let the person in. */
  readonly enabled: boolean;
  readonly statusLags: boolean;
  readonly passwordChangeDue: boolean;
  /** The new password is asked without ending the sessions of now. */
  readonly keepsSessions: boolean;
  readonly secondFactorDue: boolean;
  /** The second factor is forgotten without ending the sessions of now: by the person themselves. */
  readonly secondFactorKeepsSessions: boolean;
}

/** Since when the password of a person is known to hold; null when it was never looked at. */
export interface SeenPassword {
  readonly id: string;
  readonly subject: string;
  readonly knownSince: Date | null;
}

/** A line of a list, as it was planned when the list was shown. */
export interface WaitingLine extends ListLine {
  readonly planned: Planned;
  readonly plannedReason: string | null;
}

/** A list that somebody asked to apply. */
export interface WaitingImport {
  readonly id: string;
  readonly appliedBy: string;
}

/** What the acts need from the outside. */
export interface IdentityPorts {
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly users: {
    load(tx: Transaction, id: string): Promise<User | undefined>;
    /** Reserves an address until the end of the transaction. @throws RefusalError EMAIL_TAKEN */
    reserveEmail(tx: Transaction, email: string): Promise<void>;
    insert(tx: Transaction, user: User): Promise<void>;
    /** @throws RefusalError STALE_VERSION when the stored revision is not the expected one */
    save(tx: Transaction, user: User, expectedRevision: number): Promise<void>;
    /** The persons who have one of these addresses. */
    byEmails(tx: Transaction, emails: readonly string[]): Promise<readonly User[]>;
    /** Asks that a new password be chosen at the next sign-in; the account follows after the commit. */
    askPasswordChange(tx: Transaction, id: string, at: Date): Promise<void>;
    /** Asks it of everybody who may come in, who stay in their sessions; writes it in the journal and returns of how many. */
    askEveryPasswordChange(tx: Transaction, asked: { readonly by: Asker; readonly at: Date }): Promise<number>;
    /** Asks that the second factor be forgotten; the account follows after the commit. */
    forgetSecondFactor(tx: Transaction, id: string, keepsSessions: boolean): Promise<void>;
    /** Some of the persons whose account does not yet follow what was decided. */
    lagging(tx: Transaction): Promise<readonly LaggingAccount[]>;
    /** Notes that the account of a person now follows. */
    followed(tx: Transaction, account: LaggingAccount): Promise<void>;
    /** Notes when a person came in. */
    signedIn(tx: Transaction, id: string, at: Date): Promise<void>;
    /** Some of those who came in since their password was last looked at. */
    passwordsToLookAt(tx: Transaction): Promise<readonly SeenPassword[]>;
    /** Notes since when a password holds; false when another process did. */
    passwordLookedAt(tx: Transaction, seen: SeenPassword, since: Date | null): Promise<boolean>;
  };
  readonly known: {
    partner(tx: Transaction, id: string): Promise<KnownPartner | undefined>;
    partners(tx: Transaction, ids: readonly string[]): Promise<readonly KnownPartner[]>;
    equipment(tx: Transaction, id: string): Promise<KnownEquipment | undefined>;
    equipmentsOf(tx: Transaction, partnerId: string): Promise<readonly KnownEquipment[]>;
    /** Equipments of these Caf by IDEQU or id. */
    equipmentsNamed(
      tx: Transaction,
      names: readonly string[],
      cafCodes: readonly string[],
    ): Promise<readonly NamedEquipment[]>;
  };
  readonly imports: {
    /** Keeps a list as it was shown; those shown to nobody for a day are forgotten. */
    insert(tx: Transaction, shown: ShownImport, lines: readonly PlannedLine[]): Promise<void>;
    /** Asks that a shown list be applied; false when there is no such list for these Caf. */
    start(tx: Transaction, id: string, by: string, cafCodes: readonly string[], at: Date): Promise<boolean>;
    /** Takes, for a minute, a list that waits and that no other process works on. */
    lease(tx: Transaction): Promise<WaitingImport | undefined>;
    /** Keeps the list for another minute. */
    prolong(tx: Transaction, id: string): Promise<void>;
    /** The next line without an outcome. */
    nextLine(tx: Transaction, id: string): Promise<WaitingLine | undefined>;
    settle(tx: Transaction, id: string, line: number, outcome: Outcome, reason: string | null): Promise<void>;
    finish(tx: Transaction, id: string, at: Date): Promise<void>;
    /** Lets another process go on with it. */
    release(tx: Transaction, id: string): Promise<void>;
    /** Who asked for it, as an actor of today; undefined when suspended or gone. */
    actor(tx: Transaction, personId: string): Promise<Actor | undefined>;
  };
  readonly terms: {
    /** Version of the conditions générales in force on a day. */
    currentVersion(tx: Transaction, day: string): Promise<string | undefined>;
    /** Every version, oldest first; another publication waits until the end of the transaction. */
    all(tx: Transaction): Promise<readonly Terms[]>;
    publish(tx: Transaction, terms: Terms, act: Act): Promise<void>;
    withdraw(tx: Transaction, terms: Terms, act: Act): Promise<void>;
  };
  readonly resets: {
    /** Notes a request; one that still waits, or came a short while ago, is the same. */
    ask(tx: Transaction, email: string, at: Date): Promise<void>;
    /** Takes the request that waits longest, for a minute; without one, forgets those of a while ago. */
    take(tx: Transaction, now: Date): Promise<WaitingReset | undefined>;
    /** Notes when to try again; null when it is done with. */
    settle(tx: Transaction, email: string, next: Date | null): Promise<void>;
    keepProvisional(tx: Transaction, personId: string, givenAt: Date, expiresAt: Date): Promise<void>;
    expired(tx: Transaction, now: Date): Promise<readonly ExpiredPassword[]>;
    /** Forgets a provisional password, unless another was given meanwhile. */
    dropProvisional(tx: Transaction, expired: ExpiredPassword): Promise<void>;
  };
  readonly accounts: Accounts;
  /** Writes journal lines and outgoing events of what happened, in the act’s own transaction. */
  record(tx: Transaction, after: User, events: readonly UserEvent[], act: Act): Promise<void>;
}

/** A list as it was shown to somebody. */
export interface ShownImport {
  readonly id: string;
  readonly cafCodes: readonly string[];
  readonly fileName: string;
  readonly digest: string;
  readonly by: string;
  readonly at: Date;
}

/** Which person, at which revision. */
export interface Target {
  readonly id: string;
  /** The revision the actor was looking at. */
  readonly expectedRevision: number;
}
