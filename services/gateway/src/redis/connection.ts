import { createClient } from 'redis';
import type { Logger } from '@portail/platform/boot/logger.ts';
import { Refusal, RefusalError } from '@portail/platform/pure/refusal.ts';

/** What the gateway does with Redis; durations in milliseconds. Each call throws `SESSIONS_UNAVAILABLE` when Redis is away. */
export interface Redis {
  /** Begins to connect; returns at once and never gives up until {@link Redis.close}. */
  connect(): void;
  isReady(): boolean;
  get(key: string): Promise<string | null>;
  /** Reads and makes the key live that long again, in one step. */
  getAndProlong(key: string, lifetime: number): Promise<string | null>;
  /** Reads and removes, in one step. */
  take(key: string): Promise<string | null>;
  put(key: string, value: string, lifetime: number): Promise<void>;
  /** False when the key exists already. */
  putIfAbsent(key: string, value: string, lifetime: number): Promise<boolean>;
  /** Changes the value of a key that still exists, and not its end of life; false when it exists no more. */
  replace(key: string, value: string): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** What is left of the key’s life; negative when it does not exist. */
  remaining(key: string): Promise<number>;
  /** For each key, in order, whether it exists. */
  exist(keys: readonly string[]): Promise<boolean[]>;
  /** Runs a script on keys of ours. */
  run(script: string, keys: string[], parameters: string[]): Promise<unknown>;
  close(): Promise<void>;
}

const commandLimit = 2_000;
const connectLimit = 2_000;
const longestPause = 1_000;

/**
 * The gateway starts and lives without Redis, answers 503 meanwhile, and finds it again by itself.
 * Nothing is queued while it is away, so that nobody waits for a time-out.
 */
export function openRedis(url: string, logger: Logger): Redis {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    commandOptions: { timeout: commandLimit },
    pingInterval: 10_000,
    socket: {
      connectTimeout: connectLimit,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), longestPause),
    },
  });
  let away = false;
  client.on('error', (error: Error) => {
    if (!away) logger.warn({ reason: error.message }, 'redis is away');
    away = true;
  });
  client.on('ready', () => {
    away = false;
    logger.info({}, 'redis connected');
  });

  async function answered<T>(command: Promise<T>): Promise<T> {
    try {
      return await command;
    } catch (error) {
      // Its absence is said once, above; a command that fails on a live connection is news each time.
      if (client.isReady) logger.warn({ reason: (error as Error).message }, 'redis did not answer');
      throw new RefusalError(sessionsUnavailable());
    }
  }
  return {
    connect: () => {
      client.connect().catch((error: Error) => logger.warn({ reason: error.message }, 'redis connection given up'));
    },
    isReady: () => client.isReady,
    get: (key) => answered(client.get(key)),
    getAndProlong: (key, lifetime) => answered(client.getEx(key, { type: 'PX', value: lifetime })),
    take: (key) => answered(client.getDel(key)),
    put: async (key, value, lifetime) => {
      await answered(client.set(key, value, { expiration: { type: 'PX', value: lifetime } }));
    },
    putIfAbsent: async (key, value, lifetime) =>
      (await answered(client.set(key, value, { condition: 'NX', expiration: { type: 'PX', value: lifetime } }))) !==
      null,
    replace: async (key, value) =>
      (await answered(client.set(key, value, { condition: 'XX', expiration: 'KEEPTTL' }))) !== null,
    remove: async (key) => {
      await answered(client.del(key));
    },
    remaining: (key) => answered(client.pTTL(key)),
    exist: async (keys) =>
      (await answered(Promise.all(keys.map((key) => client.exists(key))))).map((count) => count === 1),
    run: (script, keys, parameters) => answered(client.eval(script, { keys, arguments: parameters })),
    close: async () => {
      if (client.isReady) await client.close();
      else client.destroy();
    },
  };
}

/** Said to people when Redis is away: they are still signed in, we cannot see it. */
export function sessionsUnavailable(): Refusal {
  return new Refusal(
    'unavailable',
    'SESSIONS_UNAVAILABLE',
    'Votre session ne peut pas être vérifiée pour le moment. Rien n’a été enregistré. Réessayez dans quelques instants.',
  );
}
