import type { Logger } from '@portail/platform/boot/logger.ts';
import { Refusal, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Redis } from '../redis/connection.ts';
import { faultReason } from '../sign-in/fault-reason.ts';
import { SignInRefused, type Keycloak } from '../sign-in/keycloak.ts';
import { entryTo } from '../sign-in/population.ts';
import type { Site } from '../site.ts';
import type { KeptSession, SessionStore, Tokens } from './session-store.ts';

/** Keeps the tokens of sessions fresh. */
export interface TokenRefresh {
  /**
   * A session whose access token is good for a request, or undefined when the session is over.
   * @throws RefusalError SIGN_IN_UNAVAILABLE when the token expires and Keycloak is away
   */
  fresh(kept: KeptSession): Promise<KeptSession | undefined>;
  /** Resolves when no refresh is under way. */
  settled(): Promise<void>;
}

/** Below this a token could expire on its way to a service. Milliseconds. */
const tooShort = 20_000;
/** What a request takes to a service at most, and the second that Keycloak rounds off: later the service would find no one signed in. */
const onItsWay = 2_000;
/** Longer than a refresh can take (Keycloak’s answer is limited to 5 s). Milliseconds. */
const lockLife = 10_000;
/** How long another process’s refresh is waited for, and how often it is looked for. Milliseconds. */
const otherLimit = 5_000;
const otherPause = 50;
/** After a failure Keycloak is left alone that long. Milliseconds. */
const pauseWhenAway = 5_000;

/** When a token deserves a new one: `soon` past half its life, `now` when it is about to expire. */
export function refreshNeed(tokens: Tokens, now: number): 'none' | 'soon' | 'now' {
  const left = tokens.expiresAt - now;
  if (left <= Math.min(tooShort, (tokens.expiresAt - tokens.obtainedAt) / 4)) return 'now';
  return left <= (tokens.expiresAt - tokens.obtainedAt) / 2 ? 'soon' : 'none';
}

/**
 * Past half-life the refresh runs beside the request, which goes on with the token it has; near the end the request waits.
 * One refresh at a time per session: within this process by sharing it, between processes by a lock in Redis. When
 * Keycloak is away the token serves nearly until its end.
 */
export function tokenRefresh(options: {
  readonly site: Site;
  readonly sessions: SessionStore;
  readonly redis: Redis;
  readonly keycloak: Keycloak;
  readonly logger: Logger;
  readonly now: () => number;
}): TokenRefresh {
  const { sessions, redis, now } = options;
  const underWay = new Map<string, Promise<KeptSession | undefined>>();
  let awayUntil = 0;

  function refreshOnce(kept: KeptSession): Promise<KeptSession | undefined> {
    const running = underWay.get(kept.key);
    if (running) return running;
    const started = refreshLocked(kept).finally(() => underWay.delete(kept.key));
    underWay.set(kept.key, started);
    return started;
  }

  async function refreshLocked(kept: KeptSession): Promise<KeptSession | undefined> {
    if (now() < awayUntil) return kept;
    const lock = `gateway:refresh:${kept.key}`;
    if (!(await redis.putIfAbsent(lock, '1', lockLife))) return await otherProcess(kept);
    try {
      const current = await sessions.read(kept.key);
      if (current === undefined || refreshNeed(current.session.tokens, now()) === 'none') return current;
      return await refreshed(current);
    } finally {
      await redis.remove(lock);
    }
  }

  async function refreshed(kept: KeptSession): Promise<KeptSession | undefined> {
    try {
      const { tokens, identity } = await options.keycloak.refresh(kept.session.tokens);
      const entry = entryTo(options.site, identity.realmRoles);
      if (!entry.admitted) throw new SignInRefused('the person may no longer enter this site');
      const next = {
        key: kept.key,
        session: { ...kept.session, name: identity.name, population: entry.population, tokens },
      };
      return (await sessions.replace(next)) ? next : undefined;
    } catch (error) {
      if (error instanceof RefusalError) throw error;
      if (error instanceof SignInRefused) {
        await sessions.end(kept.key);
        return undefined;
      }
      awayUntil = now() + pauseWhenAway;
      options.logger.warn({ reason: faultReason(error) }, 'keycloak did not refresh, the token serves until its end');
      return kept;
    }
  }

  async function otherProcess(kept: KeptSession): Promise<KeptSession | undefined> {
    if (refreshNeed(kept.session.tokens, now()) === 'soon') return kept;
    const limit = now() + otherLimit;
    for (;;) {
      const current = await sessions.read(kept.key);
      if (current === undefined || refreshNeed(current.session.tokens, now()) !== 'now' || now() > limit)
        return current;
      await new Promise((resolve) => setTimeout(resolve, otherPause));
    }
  }

  return {
    fresh: async (kept) => {
      const need = refreshNeed(kept.session.tokens, now());
      if (need === 'none') return kept;
      if (need === 'soon') {
        refreshOnce(kept).catch((error: unknown) =>
          options.logger.warn({ reason: faultReason(error) }, 'refresh beside a request failed'),
        );
        return kept;
      }
      const current = await refreshOnce(kept);
      if (current !== undefined && current.session.tokens.expiresAt <= now() + onItsWay)
        throw new RefusalError(signInUnavailable());
      return current;
    },
    settled: async () => {
      await Promise.allSettled(underWay.values());
    },
  };
}

function signInUnavailable(): Refusal {
  return new Refusal(
    'unavailable',
    'SIGN_IN_UNAVAILABLE',
    'Le service de connexion ne répond pas : votre session ne peut pas être renouvelée. Rien n’a été enregistré. Gardez cette page ouverte et réessayez dans quelques minutes.',
  );
}
