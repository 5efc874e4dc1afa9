import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { saidBy, streams } from '@portail/proto/catalogue.ts';
import { republish } from '@portail/platform/outbox/outbox.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { databaseOf } from '../../services/scenarios/src/invariants.ts';
import { busCatalogue } from '../stack/contracts.ts';
import { provisionBus } from '@portail/platform/messaging/bus-provisioning.ts';

const everything = new Date(0);

function administrator(): { url: string; user: string; password: string } {
  return {
    url: variable('TEST_NATS_URL'),
    user: variable('TEST_NATS_USER'),
    password: variable('TEST_NATS_PASSWORD'),
  };
}

/** Deletes every stream of the product, and with them what JetStream remembers of what it has had. */
export async function deleteStreams(): Promise<void> {
  const { url, user, password } = administrator();
  const connection = await connect({ servers: url, user, pass: password, timeout: 10_000 });
  try {
    const manager = await jetstreamManager(connection);
    for (const { name } of streams) await manager.streams.delete(name);
  } finally {
    await connection.drain();
  }
}

/**
 * Makes streams and consumers, then has every service say again what it said.
 * @param since instant from which it is said again; everything by default
 * @returns number of events that are sent again
 */
export async function rebuildStreams(since = everything): Promise<number> {
  await provisionBus(administrator(), await busCatalogue());
  let sent = 0;
  for (const service of new Set(Object.values(saidBy))) {
    const database = await databaseOf(service, 0);
    try {
      sent += await republish(database, since);
    } finally {
      await database.close();
    }
  }
  return sent;
}
