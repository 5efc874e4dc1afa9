import pg from 'pg';
import { apart, type Transaction } from './database.ts';

/** Wakes this process when a transaction of any replica commits (LISTEN/NOTIFY). A notice can be lost while reconnecting: always pair it with a time limit or a poll. */
export interface Listener {
  /** Calls back with the payload of each notice of a channel. Returns how to stop. */
  on(channel: string, callback: (payload: string) => void): () => void;
  /** Resolves with true when `payload` is notified on the channel within the limit, else false. */
  waitFor(channel: string, payload: string, milliseconds: number): Promise<boolean>;
  close(): Promise<void>;
}

const notice = { name: 'notify', text: 'select pg_notify($1, $2)' };

/** Sends a notice that leaves with the commit of the transaction. */
export async function notify(tx: Transaction, channel: string, payload: string): Promise<void> {
  await tx.rows(notice, [channel, payload]);
}

const noticeEach = {
  name: 'notify-each',
  text: 'select count(pg_notify($1, payload)) from unnest($2::text[]) payload',
};

/** Sends a notice for each payload, all leaving with the commit of the transaction. */
export async function notifyEach(tx: Transaction, channel: string, payloads: readonly string[]): Promise<void> {
  await tx.rows(noticeEach, [channel, payloads]);
}

const reconnectAfter = 500;

/**
 * Opens one connection that listens, and opens it again whenever it breaks.
 * @param channels names known in advance (plain identifiers)
 */
export async function openListener(url: string, channels: readonly string[]): Promise<Listener> {
  const callbacks = new Map<string, Set<(payload: string) => void>>(channels.map((name) => [name, new Set()]));
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, ...apart, application_name: 'listener' });
    fresh.on('notification', (message) => {
      for (const callback of callbacks.get(message.channel) ?? []) callback(message.payload ?? '');
    });
    fresh.on('error', () => undefined); // followed by 'end', which reconnects
    fresh.on('end', () => scheduleReconnect());
    await fresh.connect();
    for (const channel of channels) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = fresh;
  }

  function scheduleReconnect(): void {
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      connect().catch(() => scheduleReconnect());
    }, reconnectAfter);
  }

  await connect();

  function on(channel: string, callback: (payload: string) => void): () => void {
    const listeners = callbacks.get(channel);
    if (!listeners) throw new Error(`channel ${channel} is not listened to`);
    listeners.add(callback);
    return () => listeners.delete(callback);
  }

  return {
    on,
    waitFor: (channel, payload, milliseconds) =>
      new Promise((resolve) => {
        const stop = on(channel, (received) => {
          if (received === payload) finish(true);
        });
        const timer = setTimeout(() => finish(false), milliseconds);
        function finish(arrived: boolean): void {
          clearTimeout(timer);
          stop();
          resolve(arrived);
        }
      }),
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
