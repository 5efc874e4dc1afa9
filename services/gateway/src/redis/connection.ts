import { setTimeout as rest } from 'node:timers/promises';
import type { Logger } from '@portail/platform/boot/logger.ts';
import { Refusal, RefusalError } from '@portail/platform/pure/refusal.ts';
import { newClient, type Client, type RedisAddress } from './client.ts';

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
/** Before a client that gave up is made anew. */
const longestPause = 1_000;

/**
 * The gateway starts and lives without Redis, answers 503 meanwhile, and finds it again by itself. A connection on which
 * Redis stops answering (a lost host sends no goodbye) is thrown away after the first command that waits too long.
 */
export function openRedis(address: RedisAddress, logger: Logger): Redis {
  let away = false;
  let closed = false;
  let client = watched();

  function watched(): Client {
    const made = newClient(address);
    made.on('error', (error) => {
      if (!away) logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'redis is away');
      away = true;
    });
    made.on('ready', () => {
      away = false;
      logger.info({}, 'redis connected');
    });
    return made;
  }

  function connect(): void {
    const made = client;
    made.connect().catch(async (error: Error) => {
      if (made !== client || closed) return;
      logger.warn({ reason: error.message }, 'redis connection given up');
      await rest(longestPause);
      replaceClient(made);
    });
  }

  function replaceClient(silent: Client): void {
    if (silent !== client || closed) return;
    logger.warn({}, 'redis is silent, connecting anew');
    client = watched();
    connect();
    silent.destroy();
  }

  async function ask<T>(question: (asked: Client) => Promise<T>): Promise<T> {
    const asked = client;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error('no answer in time'));
        replaceClient(asked);
      }, commandLimit);
    });
    try {
      return await Promise.race([question(asked), limit]);
    } catch (error) {
      // Its absence is said once, above; a command that fails on a live connection is news each time.
      if (asked.isReady) logger.warn({ reason: (error as Error).message }, 'redis command failed');
      throw new RefusalError(sessionsUnavailable());
    } finally {
      clearTimeout(timer);
    }
  }

  const living = (lifetime: number) => ({ type: 'PX' as const, value: lifetime });
  return {
    connect,
    isReady: () => client.isReady,
    get: (key) => ask((redis) => redis.get(key)),
    getAndProlong: (key, lifetime) => ask((redis) => redis.getEx(key, living(lifetime))),
    take: (key) => ask((redis) => redis.getDel(key)),
    put: async (key, value, lifetime) => {
      await ask((redis) => redis.set(key, value, { expiration: living(lifetime) }));
    },
    putIfAbsent: async (key, value, lifetime) =>
      (await ask((redis) => redis.set(key, value, { condition: 'NX', expiration: living(lifetime) }))) !== null,
    replace: async (key, value) =>
      (await ask((redis) => redis.set(key, value, { condition: 'XX', expiration: 'KEEPTTL' }))) !== null,
    remove: async (key) => {
      await ask((redis) => redis.del(key));
    },
    remaining: (key) => ask((redis) => redis.pTTL(key)),
    exist: async (keys) => {
      const counts = await ask((redis) => Promise.all(keys.map((key) => redis.exists(key))));
      return counts.map((count) => count === 1);
    },
    run: (script, keys, parameters) => ask((redis) => redis.eval(script, { keys, arguments: parameters })),
    close: async () => {
      closed = true;
      if (client.isReady) await client.close();
      else client.destroy();
    },
  };
}

/** Said to people when Redis is away: they are still signed in, we cannot see it. */
function sessionsUnavailable(): Refusal {
  return new Refusal(
    'unavailable',
    'SESSIONS_UNAVAILABLE',
    'Votre session ne peut pas être vérifiée pour le moment. Rien n’a été enregistré. Réessayez dans quelques instants.',
  );
}
