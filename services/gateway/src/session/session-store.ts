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
  /** When (milliseconds since 1970) and with which browser, in words; sessions older than this field have none. */
  readonly begun?: { readonly at: number; readonly device: string } | undefined;
  /** After this moment it ends, whatever the person does. Milliseconds since 1970. */
  readonly absoluteEnd: number;
  /** Keycloak’s subject, and its own session when it named it. */
  readonly subject: string;
  readonly sessionId?: string | undefined;
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
  /** When the person last did something in it. Milliseconds since 1970. */
  lastAct(kept: KeptSession): Promise<number>;
  end(key: string): Promise<void>;
  /** The sessions of a subject on this site. */
  ofSubject(subject: string): Promise<KeptSession[]>;
  /** Ends what Keycloak ended: every session of a subject, or those of one of Keycloak’s sessions. @returns how many */
  endOfSubject(subject: string, sessionId: string | undefined): Promise<number>;
}

/**
 * Adds a session to those of its subject and forgets those that are over; the set outlives its youngest session.
 * KEYS: the subject’s set; ARGV: the session’s key, milliseconds until its absolute end.
 */
const remember = `
for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if redis.call('EXISTS', key) == 0 then redis.call('SREM', KEYS[1], key) end
end
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])`;
const members = `return redis.call('SMEMBERS', KEYS[1])`;

/**
 * Sessions in Redis: the key holds only a fingerprint of the cookie, the value is encrypted. The idle time is the key’s
 * life in Redis, the absolute end stands in the value. A set for each subject, under a fingerprint too, names their sessions.
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

  const subjectKeyOf = (subject: string) => `gateway:subject:${options.site}:${fingerprintOf(subject)}`;

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

  async function ofSubject(subject: string): Promise<KeptSession[]> {
    const keys = (await redis.run(members, [subjectKeyOf(subject)], [])) as string[];
    const kept = await Promise.all(keys.map(async (key) => opened(key, await redis.get(key))));
    return kept.filter((each) => each !== undefined);
  }

  return {
    create: async (session) => {
      const cookie = randomValue();
      const key = keyOf(cookie);
      await redis.put(key, seal.close(JSON.stringify(session), key), idle);
      const life = Math.max(1, session.absoluteEnd - now());
      await redis.run(remember, [subjectKeyOf(session.subject)], [key, String(life)]);
      return cookie;
    },
    find: async (cookie, prolong) => {
      const key = keyOf(cookie);
      return opened(key, await (prolong ? redis.getAndProlong(key, idle) : redis.get(key)));
    },
    read: async (key) => opened(key, await redis.get(key)),
    replace: ({ key, session }) => redis.replace(key, seal.close(JSON.stringify(session), key)),
    idleEnd: async ({ key, session }) => Math.min(session.absoluteEnd, now() + Math.max(0, await redis.remaining(key))),
    lastAct: async ({ key }) => now() - idle + Math.max(0, await redis.remaining(key)),
    end,
    ofSubject,
    endOfSubject: async (subject, sessionId) => {
      const over = (await ofSubject(subject)).filter(
        ({ session }) => sessionId === undefined || session.sessionId === sessionId,
      );
      await Promise.all(over.map(({ key }) => end(key)));
      return over.length;
    },
  };
}
