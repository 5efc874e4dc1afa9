import { fromBinary, type DescMessage, type Message, type MessageShape } from '@bufbuild/protobuf';
import type { Transaction } from '../db/database.ts';

/** What came with an event: its CloudEvents attributes. */
export interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly source: string;
  /** Instant the event became true, ISO 8601. */
  readonly time: string;
  readonly actor: string;
}

/** What an event speaks of has not been heard of yet: it comes by another stream, which may be far behind. */
export class NotYet extends Error {}

/** A service’s reaction to one type of event: decodes and applies it within the transaction of its inbox row. */
export interface Reaction {
  readonly type: string;
  apply(tx: Transaction, payload: Uint8Array, envelope: Envelope): Promise<void>;
  /** The same of a message that was never encoded: that of this type, as {@link Payload} holds it. */
  hear(tx: Transaction, message: Message, envelope: Envelope): Promise<void>;
}

/** Declares a reaction to a contract’s message. It may run for an event that is older than what is known: newer revision wins. */
export function reaction<Schema extends DescMessage>(
  schema: Schema,
  apply: (tx: Transaction, message: MessageShape<Schema>, envelope: Envelope) => Promise<void>,
): Reaction {
  return {
    type: schema.typeName,
    apply: (tx, payload, envelope) => apply(tx, fromBinary(schema, payload), envelope),
    hear: (tx, message, envelope) => apply(tx, message as MessageShape<Schema>, envelope),
  };
}
