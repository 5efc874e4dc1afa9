import type { Redis } from '../redis/connection.ts';
import type { Population } from '../sign-in/population.ts';
import type { SiteName } from '../site.ts';
import { fingerprintOf, randomValue, type Seal } from './sealed-text.ts';

/** What Keycloak gave for one person. Times in milliseconds since 1970. */
export interface Tokens {
  readonly accessToken: string;
  readonly obtainedAt: number;
  readonly expiresAt: number;
  readonly refreshToken: string;
  readonly idToken: string;
}

/** A person signed in on one site. */
export interface Session {
  readonly name: string;
  readonly population: Population;
  /** After this moment it ends, whatever the person does. Milliseconds since 1970. */
  readonly absoluteEnd: number;
  readonly tokens: Tokens;
}

/** A session with where it is kept. */
export interface KeptSession {
  /** Its key in Redis, made of the fingerprint of the cookie. */
  readonly key: string;
  readonly session: Session;
}

/** The sessions of one site. */
export interface SessionStore {
  /** Keeps a new session; answers the value of its cookie. */
  create(session: Session): Promise<string>;
  /** The session of a cookie; `prolong` makes its idle time begin anew. Undefined: sign in. */
  find(cookie: string, prolong: boolean): Promise<KeptSession | undefined>;
  /** Reads a session again, without prolonging it. */
  read(key: string): Promise<KeptSession | undefined>;
  /** Replaces the content of a session that still exists; false when it exists no more. */
  replace(kept: KeptSession): Promise<boolean>;
  /** When it will end if nothing is done. Milliseconds since 1970. */
  idleEnd(kept: KeptSession): Promise<number>;
  end(key: string): Promise<void>;
}

/**
 * Sessions in Redis: the key holds only a fingerprint of the cookie, the value is encrypted. The idle time is the key’s
 * life in Redis, the absolute end stands in the value.
 * @param idle milliseconds without activity after which a session ends
 * @param onEnd told of each session that ends here
 */
export function sessionStore(options: {
  readonly redis: Redis;
  readonly seal: Seal;
  readonly site: SiteName;
  readonly idle: number;
  readonly now: () => number;
  readonly onEnd: (key: string) => void;
}): SessionStore {
  const { redis, seal, idle, now } = options;
  const keyOf = (cookie: string) => `gateway:session:${options.site}:${fingerprintOf(cookie)}`;

  async function end(key: string): Promise<void> {
    await redis.remove(key);
    options.onEnd(key);
  }

  async function opened(key: string, value: string | null): Promise<KeptSession | undefined> {
    const content = value === null ? undefined : seal.open(value, key);
    if (content === undefined) return undefined;
    const session = JSON.parse(content) as Session;
    if (session.absoluteEnd > now()) return { key, session };
    await end(key);
    return undefined;
  }

  return {
    create: async (session) => {
      const cookie = randomValue();
      const key = keyOf(cookie);
      await redis.put(key, seal.close(JSON.stringify(session), key), idle);
      return cookie;
    },
    find: async (cookie, prolong) => {
      const key = keyOf(cookie);
      return opened(key, await (prolong ? redis.getAndProlong(key, idle) : redis.get(key)));
    },
    read: async (key) => opened(key, await redis.get(key)),
    replace: ({ key, session }) => redis.replace(key, seal.close(JSON.stringify(session), key)),
    idleEnd: async ({ key, session }) => Math.min(session.absoluteEnd, now() + Math.max(0, await redis.remaining(key))),
    end,
  };
}
