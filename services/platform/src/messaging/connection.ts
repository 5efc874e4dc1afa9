import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { connect, headers as natsHeaders, type NatsConnection } from '@nats-io/transport-node';
import type { Publish } from '../outbox/relay.ts';

/** The bus as a service sees it. */
export interface Bus {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly publish: Publish;
  /** True while connected; a lost server is reconnected for ever. */
  isConnected(): boolean;
  close(): Promise<void>;
}

const publishTimeout = 5_000;

/**
 * Connects to NATS as one service. Reconnects for ever; a service keeps serving reads and writes meanwhile, its outbox grows.
 * @param service name; also the prefix of its reply inbox, which its NATS permissions allow
 * @throws when NATS does not answer within 10 s at start
 */
export async function connectBus(options: {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly service: string;
}): Promise<Bus> {
  const connection = await connect({
    servers: options.url,
    user: options.user,
    pass: options.password,
    name: options.service,
    inboxPrefix: `_INBOX_${options.service}`,
    timeout: 10_000,
    reconnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 5_000,
    maxPingOut: 2,
  });
  let connected = true;
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') connected = false;
      if (status.type === 'reconnect') connected = true;
    }
  })();
  const js = jetstream(connection, { timeout: publishTimeout });
  return {
    connection,
    jetstream: js,
    isConnected: () => connected && !connection.isClosed(),
    publish: async (message) => {
      const headers = natsHeaders();
      for (const [name, value] of Object.entries(message.headers)) headers.set(name, value);
      await js.publish(message.subject, message.payload, { msgID: message.id, headers, timeout: publishTimeout });
    },
    close: () => connection.drain(),
  };
}
