import { randomBytes } from 'node:crypto';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connectBus, type Bus } from '../messaging/connection.ts';
import type { Publish } from '../outbox/relay.ts';
import { testVariable } from './test-servers.ts';

/** The real bus with streams of one test file: subjects carry a prefix, so that files do not hear each other. */
export interface TestBus {
  readonly bus: Bus;
  /** Publishes under the prefix; give it to the relay. */
  readonly publish: Publish;
  readonly manager: JetStreamManager;
  /** Creates a durable consumer of everything said in the stream. */
  addDurable(durable: string): Promise<{ readonly stream: string; readonly durable: string }>;
  close(): Promise<void>;
}

/** Connects to the server of TEST_NATS_URL and creates one stream for the file. */
export async function createTestBus(service: string): Promise<TestBus> {
  const run = `T${randomBytes(6).toString('hex')}`;
  const bus = await connectBus({
    url: testVariable('TEST_NATS_URL'),
    user: testVariable('TEST_NATS_USER'),
    password: testVariable('TEST_NATS_PASSWORD'),
    service: `${service}-${run}`,
  });
  const manager = await jetstreamManager(bus.connection);
  await manager.streams.add({ name: run, subjects: [`${run}.>`] });
  return {
    bus,
    manager,
    publish: (message) => bus.publish({ ...message, subject: `${run}.${message.subject}` }),
    addDurable: async (durable) => {
      await manager.consumers.add(run, {
        durable_name: durable,
        ack_policy: 'explicit',
        deliver_policy: 'all',
        ack_wait: 30_000_000_000,
        max_ack_pending: 256,
      });
      return { stream: run, durable };
    },
    close: async () => {
      await manager.streams.delete(run);
      await bus.close();
    },
  };
}
