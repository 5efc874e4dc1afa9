import type { EntitySchema } from 'typeorm';
import { openDatabase, type Database } from '../db/database.ts';
import { openListener, type Listener } from '../db/listener.ts';
import { connectBus, type Bus } from '../messaging/connection.ts';
import { startConsumer, type RunningConsumer } from '../messaging/consumer.ts';
import { replayChannel, replayDeadLetters } from '../messaging/dead-letters.ts';
import type { Reaction } from '../messaging/reaction.ts';
import { startRelay } from '../outbox/relay.ts';
import type { HttpApp, Readiness } from '../http/app.ts';
import { observeStore } from '../telemetry/store-telemetry.ts';
import { startRootKeeper } from './root-keeper.ts';
import { stopOnSignal } from './lifecycle.ts';
import type { Worker } from './worker.ts';

/** Connections of a service that keeps a database and talks on the bus. */
export interface StoreConnections {
  readonly service: string;
  readonly database: Database;
  readonly listener: Listener;
  readonly bus: Bus;
}

/** The variables that {@link connectStore} reads. */
export interface StoreConfiguration {
  readonly DATABASE_URL: string;
  readonly NATS_URL: string;
  readonly NATS_USER: string;
  readonly NATS_PASSWORD: string;
}

/** Opens the database, its listener (channel `outbox` and those given) and the bus. */
export async function connectStore(
  service: string,
  configuration: StoreConfiguration,
  options: { readonly entities?: readonly EntitySchema[]; readonly channels?: readonly string[] } = {},
): Promise<StoreConnections> {
  const [database, listener, bus] = await Promise.all([
    openDatabase({
      url: configuration.DATABASE_URL,
      applicationName: service,
      ...(options.entities ? { entities: options.entities } : {}),
    }),
    openListener(configuration.DATABASE_URL, ['outbox', replayChannel, ...(options.channels ?? [])]),
    connectBus({
      url: configuration.NATS_URL,
      user: configuration.NATS_USER,
      password: configuration.NATS_PASSWORD,
      service,
    }),
  ]);
  return { service, database, listener, bus };
}

/** Readiness checks of those connections. Without the bus, requests are served and the outbox grows. */
export function storeReadiness(connections: StoreConnections): Readiness {
  return {
    postgresql: async () => {
      await connections.database.rows({ name: 'ready', text: 'select 1' });
      return true;
    },
    nats: () => connections.bus.isConnected() || 'missed',
  };
}

/** What a service runs beside its routes. */
export interface StoreService {
  readonly app: HttpApp;
  readonly connections: StoreConnections;
  readonly configuration: StoreConfiguration & {
    readonly HOST: string;
    readonly PORT: number;
    readonly AUDIT_ROOT_KEY: string;
    readonly AUDIT_ROOT_DIR: string;
  };
  /** Durable consumers (stream, durable) with the reactions they feed. */
  readonly consumers: readonly { readonly stream: string; readonly durable: string }[];
  readonly reactions: readonly Reaction[];
  /** Work that goes on beside the requests. */
  readonly workers?: readonly Worker[];
}

/** Starts relay, consumers and listening; stops them in the reverse order on SIGTERM. */
export async function runStoreService(service: StoreService): Promise<void> {
  const { app, connections, configuration } = service;
  const { database, listener, bus } = connections;
  const relay = startRelay({
    database,
    url: configuration.DATABASE_URL,
    listener,
    publish: bus.publish,
    logger: app.log,
  });
  const consumers: RunningConsumer[] = [];
  for (const { stream, durable } of service.consumers) {
    consumers.push(
      await startConsumer({ bus, database, stream, durable, reactions: service.reactions, logger: app.log }),
    );
  }
  observeStore({ database, bus, consumers: service.consumers, logger: app.log });
  listener.on(replayChannel, () => {
    replayDeadLetters(database, service.reactions).then(
      ({ replayed, failed }) => app.log.info({ replayed, failed }, 'dead letters replayed'),
      (error: unknown) => app.log.error({ err: error }, 'dead letters could not be replayed'),
    );
  });
  const rootKeeper = startRootKeeper({
    database,
    service: connections.service,
    secret: configuration.AUDIT_ROOT_KEY,
    directory: configuration.AUDIT_ROOT_DIR,
    logger: app.log,
  });
  await app.listen({ host: configuration.HOST, port: configuration.PORT });
  stopOnSignal(app.log, [
    { name: 'http', stop: () => app.drain().then(() => app.close()) },
    { name: rootKeeper.name, stop: () => rootKeeper.stop() },
    ...(service.workers ?? []).map((worker) => ({ name: worker.name, stop: () => worker.stop() })),
    ...consumers.map((consumer) => ({ name: 'consumer', stop: () => consumer.stop() })),
    { name: 'relay', stop: () => relay.stop() },
    { name: 'bus', stop: () => bus.close() },
    { name: 'listener', stop: () => listener.close() },
    { name: 'database', stop: () => database.close() },
  ]);
}
