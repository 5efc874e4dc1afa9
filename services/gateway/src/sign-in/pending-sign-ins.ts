import type { Redis } from '../redis/connection.ts';
import { fingerprintOf, type Seal } from '../session/sealed-text.ts';
import type { SiteName } from '../site.ts';

/** How long a person may stay on Keycloak’s page: as long as Keycloak itself lets them (`accessCodeLifespanLogin`). Seconds. */
export const signInSeconds = 1_800;

/** What must come back unchanged from Keycloak for a sign-in to count. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Sign-ins under way on one site. */
export interface PendingSignIns {
  /** @param browser random value that stands in a cookie of the browser that began */
  keep(pending: PendingSignIn, browser: string): Promise<void>;
  /** Gives it back once, and only to the browser that began. */
  take(state: string, browser: string): Promise<PendingSignIn | undefined>;
}

/** Keeps them in Redis, by state so that two tabs do not disturb each other, encrypted under the browser’s value too. */
export function pendingSignIns(redis: Redis, seal: Seal, site: SiteName): PendingSignIns {
  const keyOf = (state: string) => `gateway:sign-in:${site}:${fingerprintOf(state)}`;
  const placeOf = (state: string, browser: string) => `${keyOf(state)}:${fingerprintOf(browser)}`;
  return {
    keep: (pending, browser) =>
      redis.put(
        keyOf(pending.state),
        seal.close(JSON.stringify(pending), placeOf(pending.state, browser)),
        signInSeconds * 1_000,
      ),
    take: async (state, browser) => {
      const value = await redis.take(keyOf(state));
      const content = value === null ? undefined : seal.open(value, placeOf(state, browser));
      return content === undefined ? undefined : (JSON.parse(content) as PendingSignIn);
    },
  };
}
