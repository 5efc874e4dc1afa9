import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Logger } from '../boot/logger.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isOutage } from '../db/outage.ts';
import { histogram } from '../telemetry/instruments.ts';
import { inTraceOf } from '../telemetry/tracing.ts';
import type { Bus } from './connection.ts';
import { NotYet, type Envelope, type Reaction } from './reaction.ts';

/** A running consumer. */
export interface RunningConsumer {
  /** Stops pulling, finishes what is under way. */
  stop(): Promise<void>;
}

/** What {@link startConsumer} needs. */
export interface ConsumerOptions {
  readonly bus: Bus;
  readonly database: Database;
  readonly stream: string;
  /** Durable consumer, provisioned beforehand. */
  readonly durable: string;
  readonly reactions: readonly Reaction[];
  readonly logger: Logger;
  /** Deliveries after which a failing message goes to the dead letters; 8 by default. */
  readonly maxDeliveries?: number;
  /** The same for what came before what it speaks of; 130 by default, about an hour. */
  readonly maxEarlyDeliveries?: number;
}

const claim = {
  name: 'inbox-claim',
  text: 'insert into inbox (message_id, consumer) values ($1, $2) on conflict do nothing',
};
const bury = {
  name: 'dead-letter-insert',
  text: `insert into dead_letter (message_id, consumer, subject, headers, payload, deliveries, error)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (message_id) do nothing`,
};

/** How a delivery ended. */
type Outcome = 'applied' | 'retried' | 'buried';

const concurrency = 8;
const reacted = histogram('portail_reaction_seconds');

/**
 * Handles the messages of a durable consumer: each at most once in effect (inbox row and effect commit together), in
 * order per aggregate, several aggregates at once. Failures are retried with a growing delay and end, visible, in
 * `dead_letter`; an outage of PostgreSQL is waited for and never counts as the message’s fault.
 */
export async function startConsumer(options: ConsumerOptions): Promise<RunningConsumer> {
  const { bus, logger } = options;
  const reactions = new Map(options.reactions.map((known) => [known.type, known]));
  const tails = new Map<string, Promise<void>>();
  let stopping = false;
  let pull: ConsumerMessages | undefined;

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        const consumer = await bus.jetstream.consumers.get(options.stream, options.durable);
        pull = await consumer.consume({ max_messages: 64, expires: 5_000 });
        for await (const message of pull) {
          enqueue(message);
          if (tails.size >= concurrency) await Promise.race(tails.values());
        }
      } catch (error) {
        if (!stopping) logger.warn({ err: error, durable: options.durable }, 'consumer interrupted, pulling again');
      }
      if (!stopping) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await Promise.all(tails.values());
  }

  function enqueue(message: JsMsg): void {
    const aggregate = message.headers?.get('ce-subject') ?? message.subject;
    const previous = tails.get(aggregate) ?? Promise.resolve();
    const tail = previous.then(() => handle(options, reactions, message));
    tails.set(aggregate, tail);
    void tail.then(() => {
      if (tails.get(aggregate) === tail) tails.delete(aggregate);
    });
  }

  const running = run();
  return {
    stop: async () => {
      stopping = true;
      pull?.stop();
      await running;
    },
  };
}

async function handle(
  options: ConsumerOptions,
  reactions: ReadonlyMap<string, Reaction>,
  message: JsMsg,
): Promise<void> {
  const headers = headersOf(message);
  const envelope = envelopeOf(headers);
  const begun = performance.now();
  await inTraceOf(headers, `react ${envelope.type}`, async () => {
    let outcome: Outcome = 'applied';
    try {
      const known = reactions.get(envelope.type);
      if (known) {
        await options.database.transaction((tx) => applyOnce(tx, options.durable, known, message.data, envelope));
      }
      message.ack();
    } catch (error) {
      outcome = await retryOrBury(options, message, headers, envelope, error);
    }
    reacted((performance.now() - begun) / 1_000, { type: envelope.type, outcome });
  });
}

/** Applies a reaction unless the inbox already has the message; both in the given transaction. */
export async function applyOnce(
  tx: Transaction,
  consumer: string,
  known: Reaction,
  payload: Uint8Array,
  envelope: Envelope,
): Promise<void> {
  if ((await tx.run(claim, [envelope.id, consumer])) === 0) return;
  await known.apply(tx, payload, envelope);
}

async function retryOrBury(
  options: ConsumerOptions,
  message: JsMsg,
  headers: Record<string, string>,
  envelope: Envelope,
  error: unknown,
): Promise<Outcome> {
  const { logger, database } = options;
  const deliveries = message.info.deliveryCount;
  const fields = { err: error, messageId: envelope.id, type: envelope.type, deliveries };
  const most = error instanceof NotYet ? (options.maxEarlyDeliveries ?? 130) : (options.maxDeliveries ?? 8);
  if (deliveries < most || isOutage(error)) {
    logger.warn(fields, 'reaction failed, will be delivered again');
    message.nak(Math.min(100 * 2 ** deliveries, 30_000));
    return 'retried';
  }
  try {
    await database.run(bury, [
      envelope.id,
      options.durable,
      message.subject,
      JSON.stringify(headers),
      Buffer.from(message.data),
      deliveries,
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    ]);
    message.term('dead letter');
    logger.error(fields, 'reaction failed for good: in the dead letters');
    return 'buried';
  } catch (cause) {
    logger.error({ ...fields, cause }, 'the dead letter could not be written, will be delivered again');
    message.nak(30_000);
    return 'retried';
  }
}

function headersOf(message: JsMsg): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const name of message.headers?.keys() ?? []) entries[name.toLowerCase()] = message.headers?.get(name) ?? '';
  return entries;
}

/** CloudEvents attributes of the headers. */
export function envelopeOf(headers: Readonly<Record<string, string>>): Envelope {
  return {
    id: headers['ce-id'] ?? '',
    type: headers['ce-type'] ?? '',
    subject: headers['ce-subject'] ?? '',
    source: headers['ce-source'] ?? '',
    time: headers['ce-time'] ?? '',
    actor: headers['ce-actor'] ?? '',
  };
}
