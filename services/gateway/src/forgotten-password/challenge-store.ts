import type { Redis } from '../redis/connection.ts';
import { fingerprintOf, randomValue, type Seal } from '../session/sealed-text.ts';
import type { SiteName } from '../site.ts';
import { newChallenge, type Challenge } from './challenge.ts';

/** Challenges under way on one site. */
export interface Challenges {
  /** A new one under a random name, which the page carries. */
  give(): Promise<{ readonly id: string; readonly challenge: Challenge }>;
  /** Looks at it; it stays good. */
  read(id: string): Promise<Challenge | undefined>;
  /** Gives it back once: whatever the answer, it is over. */
  take(id: string): Promise<Challenge | undefined>;
}

/** Time to copy an image and to type an address, milliseconds. */
const life = 10 * 60_000;

/** Keeps them in Redis under a fingerprint of their name, sealed. */
export function challengeStore(redis: Redis, seal: Seal, site: SiteName): Challenges {
  const keyOf = (id: string) => `gateway:challenge:${site}:${fingerprintOf(id)}`;
  const opened = (value: string | null, key: string): Challenge | undefined => {
    const content = value === null ? undefined : seal.open(value, key);
    return content === undefined ? undefined : (JSON.parse(content) as Challenge);
  };
  return {
    give: async () => {
      const id = randomValue();
      const challenge = newChallenge();
      const key = keyOf(id);
      await redis.put(key, seal.close(JSON.stringify(challenge), key), life);
      return { id, challenge };
    },
    read: async (id) => opened(await redis.get(keyOf(id)), keyOf(id)),
    take: async (id) => opened(await redis.take(keyOf(id)), keyOf(id)),
  };
}
