import type { Database, Transaction } from '../db/database.ts';
import { JsonColumn } from '../db/json-column.ts';
import { traceHeaders } from '../telemetry/tracing.ts';
import type { Payload } from './payload.ts';

/** An event to publish. Attributes are those of CloudEvents. */
export interface OutgoingEvent {
  /** UUID; also the message id by which JetStream and the inboxes recognise a repeat. */
  readonly id: string;
  readonly subject: string;
  /** Protobuf type name. */
  readonly type: string;
  /** Service that says it. */
  readonly source: string;
  /** Aggregate the event is about; order is kept per aggregate. */
  readonly aggregate: string;
  readonly at: Date;
  /** User id, or the service’s name for an act of the system. */
  readonly actor: string;
  readonly payload: Payload | Uint8Array;
}

const insert = {
  name: 'outbox-insert',
  text: `insert into outbox (id, aggregate, subject, headers, payload, created_at)
         select * from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::bytea[], $6::timestamptz[])`,
};

/** Puts events in the outbox within the act’s transaction; the relay publishes them after the commit. */
export async function putInOutbox(tx: Transaction, events: readonly OutgoingEvent[]): Promise<void> {
  if (events.length === 0) return;
  const carrier = traceHeaders();
  await tx.run(insert, [
    events.map(({ id }) => id),
    events.map(({ aggregate }) => aggregate),
    events.map(({ subject }) => subject),
    events.map((event) => new JsonColumn({ ...headersOf(event), ...carrier })),
    events.map(({ payload }) => payload),
    events.map(({ at }) => at),
  ]);
}

function headersOf(event: OutgoingEvent): Record<string, string> {
  return {
    'ce-specversion': '1.0',
    'ce-id': event.id,
    'ce-type': event.type,
    'ce-source': event.source,
    'ce-subject': event.aggregate,
    'ce-time': event.at.toISOString(),
    'ce-actor': event.actor,
  };
}

const forget = {
  name: 'outbox-republish',
  text: 'update outbox set published_at = null where created_at >= $1 and published_at is not null',
};

/**
 * Marks what was published since an instant as unpublished, so that the relay sends it again and a lost stream is
 * rebuilt; listeners that already handled a message ignore its repeat.
 * @returns number of events that will be sent again
 */
export async function republish(database: Database, since: Date): Promise<number> {
  return database.run(forget, [since]);
}

const unpublished = {
  name: 'outbox-depth',
  text: 'select count(*)::int as depth from outbox where published_at is null',
};

/** Number of events not yet acknowledged by JetStream. */
export async function outboxDepth(database: Database): Promise<number> {
  const [row] = await database.rows<{ depth: number }>(unpublished);
  return row?.depth ?? 0;
}
