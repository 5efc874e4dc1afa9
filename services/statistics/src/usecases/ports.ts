import type { Transaction } from '@portail/platform/db/database.ts';
import type { Act, CnafActor } from '../domain/access.ts';
import type { Peer, PeerGroup } from '../domain/peer-groups.ts';
import type { Publication, Zone } from '../domain/publication.ts';

/** The options after an act. */
export interface Options {
  readonly revision: number;
  readonly showOwnStatsEarly: boolean;
}

/** What happened, for the journal. */
export type StatisticsEvent =
  | {
      readonly type: 'MeansPublished';
      readonly publication: Publication;
      readonly count: number;
      readonly departments: number;
      readonly hidden: number;
      /** Groups of which quartiles are shown. */
      readonly groups: number;
    }
  | { readonly type: 'OwnStatsEarlyChanged'; readonly before: boolean; readonly after: boolean };

/** What the acts need from the outside. */
export interface Ports {
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly means: {
    lock(tx: Transaction, exercise: number): Promise<void>;
    compute(tx: Transaction, exercise: number): Promise<Zone[]>;
    latest(tx: Transaction, exercise: number): Promise<{ readonly version: number; readonly digest: string } | null>;
    freeze(tx: Transaction, publication: Publication): Promise<Zone[]>;
    freezeRead(tx: Transaction, publication: Publication, zones: readonly Zone[]): Promise<void>;
  };
  readonly peers: {
    ofPublication(tx: Transaction, publicationId: string, exercise: number): Promise<Peer[]>;
    keepGroups(tx: Transaction, publicationId: string, groups: readonly PeerGroup[]): Promise<void>;
  };
  readonly settings: {
    read(tx: Transaction): Promise<Options>;
    change(tx: Transaction, expectedRevision: number, showOwnStatsEarly: boolean): Promise<Options | null>;
  };
  /** Writes the journal line in the act’s own transaction. */
  record(tx: Transaction, event: StatisticsEvent, act: Act<CnafActor>): Promise<void>;
}
