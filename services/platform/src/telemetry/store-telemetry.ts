import type { Logger } from '../boot/logger.ts';
import type { Database } from '../db/database.ts';
import type { Bus } from '../messaging/connection.ts';
import { gauge } from './instruments.ts';

const outbox = {
  name: 'telemetry-outbox',
  text: `select count(*)::int as waiting, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest
         from outbox where published_at is null`,
};
const dead = {
  name: 'telemetry-dead-letters',
  text: 'select count(*)::int as letters from dead_letter where replayed_at is null',
};
const signed = {
  name: 'telemetry-root',
  text: 'select extract(epoch from now() - at)::float8 as age from journal_root order by number desc limit 1',
};

const clock = { name: 'telemetry-clock', text: 'select extract(epoch from clock_timestamp())::float8 as now' };

/** What every service with a database says of itself: connections, clock, outbox, consumers, dead letters, signed root. */
export function observeStore(store: {
  readonly database: Database;
  readonly bus: Bus;
  readonly consumers: readonly { readonly stream: string; readonly durable: string }[];
  readonly logger: Logger;
}): void {
  const { database, bus, consumers, logger } = store;
  const first = async <Row>(statement: typeof outbox): Promise<Row | undefined> =>
    (await database.rows<Row>(statement))[0];

  gauge(
    'portail_database_connections',
    () => {
      const { totalCount, idleCount, waitingCount } = database.pool;
      return [
        [totalCount - idleCount, { state: 'busy' }],
        [idleCount, { state: 'idle' }],
        [waitingCount, { state: 'awaited' }],
      ];
    },
    { logger },
  );
  gauge(
    'portail_clock_offset_seconds',
    async () => {
      const theirs = (await first<{ now: number }>(clock))?.now ?? 0;
      return [[Math.abs(Date.now() / 1_000 - theirs), {}]];
    },
    { logger },
  );
  gauge('portail_outbox_waiting', async () => [[(await first<{ waiting: number }>(outbox))?.waiting ?? 0, {}]], {
    logger,
  });
  gauge('portail_outbox_oldest_seconds', async () => [[(await first<{ oldest: number }>(outbox))?.oldest ?? 0, {}]], {
    logger,
  });
  gauge('portail_dead_letters', async () => [[(await first<{ letters: number }>(dead))?.letters ?? 0, {}]], {
    logger,
  });
  gauge(
    'portail_signed_root_age_seconds',
    async () => {
      const root = await first<{ age: number }>(signed);
      // Never signed yet: not since this process began.
      return [[root?.age ?? process.uptime(), {}]];
    },
    { logger },
  );
  gauge(
    'portail_consumer_waiting',
    () =>
      Promise.all(
        consumers.map(async ({ stream, durable }) => {
          const consumer = await bus.jetstream.consumers.get(stream, durable);
          const { num_pending, num_ack_pending } = await consumer.info(true);
          return [num_pending + num_ack_pending, { consumer: durable }] as const;
        }),
      ),
    { logger },
  );
}
