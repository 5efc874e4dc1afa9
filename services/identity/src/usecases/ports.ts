import type { Transaction } from '@portail/platform/db/database.ts';
import type { Act } from '../domain/access.ts';
import type { UserEvent } from '../domain/events.ts';
import type { KnownEquipment, KnownPartner, Population, User } from '../domain/user.ts';

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
    /** Persons whose account does not yet follow their status. */
    lagging(
      tx: Transaction,
    ): Promise<readonly { readonly id: string; readonly subject: string; readonly enabled: boolean }[]>;
    /** Notes that the account of a person now follows. */
    followed(tx: Transaction, id: string, enabled: boolean): Promise<void>;
  };
  readonly known: {
    partner(tx: Transaction, id: string): Promise<KnownPartner | undefined>;
    equipment(tx: Transaction, id: string): Promise<KnownEquipment | undefined>;
  };
  readonly terms: {
    /** Version of the conditions générales in force on a day. */
    currentVersion(tx: Transaction, day: string): Promise<string | undefined>;
  };
  readonly accounts: Accounts;
  /** Writes journal lines and outgoing events of what happened, in the act’s own transaction. */
  record(tx: Transaction, after: User, events: readonly UserEvent[], act: Act): Promise<void>;
}

/** Which person, at which revision. */
export interface Target {
  readonly id: string;
  /** The revision the actor was looking at. */
  readonly expectedRevision: number;
}
