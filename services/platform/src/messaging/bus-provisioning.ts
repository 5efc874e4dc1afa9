import { AckPolicy, DiscardPolicy, RetentionPolicy, StorageType, jetstreamManager } from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';

/** Streams and durable consumers of a bus. */
export interface BusPlan {
  readonly streams: readonly { readonly name: string; readonly subjects: readonly string[] }[];
  readonly consumers: readonly { readonly stream: string; readonly durable: string }[];
}

const day = 24 * 60 * 60 * 1000;
/** Longer than any outage a consumer must survive; older events are in the outboxes. */
const keptFor = 30 * day;
/** A publisher may repeat an event this long after the first try and still be recognised. */
const duplicateWindow = 60 * 60 * 1000;
const ackWait = 30_000;
const maxUnacknowledged = 256;

/**
 * Creates or updates the streams and durable consumers of a plan. Messages already there are kept.
 * @param replicas servers of a cluster of NATS that each hold every stream
 */
export async function provisionBus(
  server: { readonly url: string; readonly user?: string; readonly password?: string },
  bus: BusPlan,
  replicas = 1,
): Promise<void> {
  const connection = await connect({
    servers: server.url,
    user: server.user,
    pass: server.password,
    name: 'provision',
    timeout: 10_000,
  });
  try {
    const manager = await jetstreamManager(connection, { timeout: 10_000 });
    const existing = new Set<string>();
    for await (const name of manager.streams.names()) existing.add(name);
    for (const stream of bus.streams) {
      const settings = {
        subjects: [...stream.subjects],
        max_age: nanos(keptFor),
        duplicate_window: nanos(duplicateWindow),
        discard: DiscardPolicy.Old,
        num_replicas: replicas,
      };
      if (existing.has(stream.name)) await manager.streams.update(stream.name, settings);
      else {
        // Limits retention: a dead letter’s advisory points into the stream.
        const fixed = { name: stream.name, retention: RetentionPolicy.Limits, storage: StorageType.File };
        await manager.streams.add({ ...fixed, ...settings });
      }
    }
    for (const consumer of bus.consumers) {
      await manager.consumers.add(consumer.stream, {
        durable_name: consumer.durable,
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ackWait),
        max_ack_pending: maxUnacknowledged,
        // The service itself counts deliveries and buries a message; the server must not give up before it.
        max_deliver: -1,
      });
    }
  } finally {
    await connection.drain();
  }
}
