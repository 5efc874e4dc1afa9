import type { Transaction } from '@portail/platform/db/database.ts';
import type { Act } from '../domain/access.ts';
import type { Equipment, Partner } from '../domain/equipment.ts';
import type { EquipmentEvent, PartnerRegistered } from '../domain/events.ts';

/** What the acts need from the outside. */
export interface EquipmentPorts {
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly partners: {
    load(tx: Transaction, id: string): Promise<Partner | undefined>;
    insert(tx: Transaction, partner: Partner): Promise<void>;
  };
  readonly equipments: {
    load(tx: Transaction, id: string): Promise<Equipment | undefined>;
    /** Those of some Caf codes with one of these IDEQU. */
    numbered(tx: Transaction, idequs: readonly string[], cafCodes: readonly string[]): Promise<readonly Equipment[]>;
    /** @throws RefusalError IDEQU_TAKEN */
    insert(tx: Transaction, equipment: Equipment): Promise<void>;
    /** @throws RefusalError STALE_VERSION when the stored revision is not the expected one; IDEQU_TAKEN */
    save(tx: Transaction, equipment: Equipment, expectedRevision: number): Promise<void>;
    /** Saves the rates and the revision of many, nothing else. @throws RefusalError STALE_VERSION when one has moved */
    saveRates(tx: Transaction, changed: readonly RatesChanged[]): Promise<void>;
  };
  /** Writes journal lines and outgoing events of what happened, in the act’s own transaction. */
  readonly record: {
    partner(tx: Transaction, event: PartnerRegistered, act: Act): Promise<void>;
    equipment(tx: Transaction, after: Equipment, events: readonly EquipmentEvent[], act: Act): Promise<void>;
    equipments(tx: Transaction, changed: readonly RatesChanged[], act: Act): Promise<void>;
  };
}

/** An equipment whose rates changed, with the revision it had. */
export interface RatesChanged {
  readonly after: Equipment;
  readonly expectedRevision: number;
  readonly events: readonly EquipmentEvent[];
}

/** Which act must not run twice; absent in-process, where the caller knows what it did. */
export interface Repeatable {
  readonly idempotencyKey?: string;
}

/** Which equipment, at which revision. */
export interface Target {
  readonly id: string;
  /** The revision the person was looking at. */
  readonly expectedRevision: number;
}
