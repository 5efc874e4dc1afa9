import pg from 'pg';
import { apart, type Database } from '../db/database.ts';
import type { Listener } from '../db/listener.ts';
import type { Logger } from '../boot/logger.ts';
import { counter } from '../telemetry/instruments.ts';
import { inTraceOf } from '../telemetry/tracing.ts';

/** Sends one message and resolves when JetStream has stored it; a time-out means unknown, the relay sends it again with the same id. */
export type Publish = (message: {
  readonly id: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}) => Promise<void>;

/** A running relay. */
export interface Relay {
  /** Stops after the batch under way. */
  stop(): Promise<void>;
}

interface OutboxRow {
  readonly sequence: number;
  readonly id: string;
  readonly aggregate: string;
  readonly subject: string;
  readonly headers: Record<string, string>;
  readonly payload: Buffer;
}

const nextBatch = {
  name: 'outbox-next',
  text: `select sequence, id, aggregate, subject, headers, payload from outbox
         where published_at is null order by sequence limit 256`,
};
const markPublished = {
  name: 'outbox-mark',
  text: 'update outbox set published_at = now() where sequence = any($1::bigint[])',
};

const safetyPoll = 1_000;
const lockKey = 4_201_001;
const publishFailed = counter('portail_publish_failures_total', {});

/**
 * Publishes the outbox to JetStream, in order per aggregate, for ever. One relay at a time per database: replicas
 * compete for an advisory lock held by a connection of its own, which dies with the process.
 */
export function startRelay(options: {
  readonly database: Database;
  readonly url: string;
  readonly listener: Listener;
  readonly publish: Publish;
  readonly logger: Logger;
}): Relay {
  const { database, listener, publish, logger } = options;
  let stopping = false;
  let wake: () => void = () => undefined;
  let woken = false;
  const stopListening = listener.on('outbox', () => {
    woken = true;
    wake();
  });

  async function run(): Promise<void> {
    let lock: pg.Client | undefined;
    let failures = 0;
    while (!stopping) {
      try {
        lock ??= await takeLock(options.url, () => (lock = undefined));
        woken = false;
        if (lock) while (!stopping && (await publishBatch(database, publish)));
        failures = 0;
      } catch (error) {
        failures += 1;
        publishFailed({});
        logger.warn({ err: error, failures }, 'the outbox waits: publishing failed');
      }
      if (!woken || failures > 0) {
        await pause(failures === 0 ? safetyPoll : Math.min(safetyPoll * failures, 5_000));
      }
    }
    await lock?.end().catch((error: unknown) => logger.warn({ err: error }, 'relay lock connection'));
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    stop: async () => {
      stopping = true;
      stopListening();
      wake();
      await running;
    },
  };
}

/** A connection that holds the relay’s lock, or undefined when another replica holds it. */
async function takeLock(url: string, lost: () => void): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url, ...apart, application_name: 'outbox-relay' });
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lockKey]);
  if (rows[0]?.held) return client;
  await client.end();
  return undefined;
}

/** Publishes one batch; true when more may wait. An aggregate stops at its first failure, the others go on. */
async function publishBatch(database: Database, publish: Publish): Promise<boolean> {
  const batch = await database.rows<OutboxRow>(nextBatch);
  if (batch.length === 0) return false;
  const byAggregate = Map.groupBy(batch, (row) => row.aggregate);
  const published: number[] = [];
  const outcomes = await Promise.allSettled(
    [...byAggregate.values()].map(async (rows) => {
      for (const row of rows) {
        await inTraceOf(row.headers, `publish ${row.subject}`, () => publish(row));
        published.push(row.sequence);
      }
    }),
  );
  if (published.length > 0) await database.run(markPublished, [published]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return batch.length === 256;
}
