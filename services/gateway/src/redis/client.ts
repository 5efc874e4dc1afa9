import { createClient, createSentinel } from 'redis';

/** Where Redis is. */
export interface RedisAddress {
  /** With user and password; its host counts without sentinels only. */
  readonly url: string;
  /** Sentinels, who say which server leads; none when there is one server. */
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  /** What the sentinels call the servers that they watch. */
  readonly masterName: string;
}

/** The part of node-redis that we use, the same for one server and behind sentinels. */
export interface Client {
  readonly isReady: boolean;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'ready', listener: () => void): unknown;
  connect(): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): unknown;
  get(key: string): Promise<string | null>;
  getEx(key: string, life: Expiration): Promise<string | null>;
  getDel(key: string): Promise<string | null>;
  set(
    key: string,
    value: string,
    options: { readonly condition?: 'NX' | 'XX'; readonly expiration: Expiration | 'KEEPTTL' },
  ): Promise<unknown>;
  del(key: string): Promise<number>;
  pTTL(key: string): Promise<number>;
  exists(key: string): Promise<number>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

interface Expiration {
  readonly type: 'PX';
  readonly value: number;
}

const connectLimit = 2_000;
const longestPause = 1_000;

/** Makes a client that does not connect yet. */
export function newClient({ url, sentinels, masterName }: RedisAddress): Client {
  const settings = {
    // Nothing waits in a queue while Redis is away: people get their answer at once.
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    pingInterval: 10_000,
    socket: {
      connectTimeout: connectLimit,
      reconnectStrategy: (retries: number) => Math.min(50 * 2 ** Math.min(retries, 10), longestPause),
    },
  } as const;
  if (sentinels.length === 0) return createClient({ url, ...settings });
  const { username, password, pathname } = new URL(url);
  const credentials = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return createSentinel({
    name: masterName,
    sentinelRootNodes: [...sentinels],
    sentinelClientOptions: { ...credentials, socket: { connectTimeout: connectLimit } },
    nodeClientOptions: { ...settings, ...credentials, database: Number(pathname.slice(1)) },
    passthroughClientErrorEvents: true,
  });
}
