import { agePassword } from '@portail/platform/testing/keycloak-clock.ts';
import { administratorToken } from '../../../scripts/stack/provision/realm-policy.ts';
import { variable } from './environment.ts';
import type { Account } from './sign-in.ts';

const realm = 'portail';
const password = 'scenario2016';

/** What Keycloak’s own administrator does, who exists for tests and operations only. */
export interface Administration {
  /** Gives an account a password that holds, and asks nothing of it at the next sign-in. */
  givePassword(email: string): Promise<Account>;
  /** Forgets the failures of an account: it is locked no longer. */
  forgetFailures(email: string): Promise<void>;
  /** Makes a password older by so many milliseconds: nobody waits for 45 days. */
  agePassword(email: string, age: number): Promise<void>;
  /** How many wrong passwords of these accounts were compared with the right one; those of a locked account are not. */
  guessesLookedAt(emails: readonly string[]): Promise<number>;
  /** Gives a client of the realm another secret, at once: Keycloak then refuses the former. */
  changeClientSecret(clientId: string, secret: string): Promise<void>;
  /** How long access tokens last from now on, in seconds. @returns how long they lasted before */
  tokensLast(seconds: number): Promise<number>;
}

/** Gives a person that the identity service created a password for the scenario, as if they had answered the first mail. */
export async function givePassword(email: string): Promise<Account> {
  return administration().givePassword(email);
}

/** Shorter than the minute that a token of Keycloak’s own realm lasts. */
const tokenLife = 40_000;

/** The administrator, who signs in again when it is time. */
export function administration(): Administration {
  const administrator = {
    username: variable('TEST_KEYCLOAK_MASTER_USER'),
    password: variable('TEST_KEYCLOAK_MASTER_PASSWORD'),
  };
  let kept: { readonly token: Promise<string>; readonly until: number } | undefined;
  const token = (): Promise<string> => {
    if (kept === undefined || kept.until < Date.now())
      kept = { token: administratorToken(variable('TEST_KEYCLOAK_URL'), administrator), until: Date.now() + tokenLife };
    return kept.token;
  };
  const administered = `${variable('TEST_KEYCLOAK_URL')}/admin/realms/${realm}`;
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${administered}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Keycloak ${method} ${path}: ${response.status} ${await response.text()}`);
    return method === 'GET' ? response.json() : undefined;
  };
  const find = async (email: string): Promise<{ readonly id: string }> => {
    const found = (await call('GET', `/users?exact=true&email=${encodeURIComponent(email)}`)) as { id: string }[];
    const [user] = found;
    if (user === undefined) throw new Error(`Keycloak knows no ${email}`);
    return user;
  };
  return {
    givePassword: async (email) => {
      const user = await find(email);
      await call('PUT', `/users/${user.id}/reset-password`, { type: 'password', value: password, temporary: false });
      await call('PUT', `/users/${user.id}`, { ...user, requiredActions: [] });
      return { email, password };
    },
    forgetFailures: async (email) => {
      const { id } = await find(email);
      await call('DELETE', `/attack-detection/brute-force/users/${id}`);
    },
    agePassword: async (email, age) => {
      await agePassword((await find(email)).id, age);
      // Who came in a moment ago is still known by heart.
      await call('POST', '/clear-user-cache');
    },
    guessesLookedAt: async (emails) => {
      const counts = await Promise.all(
        emails.map(async (email) => {
          const { id } = await find(email);
          const events = await call('GET', `/events?type=LOGIN_ERROR&user=${id}&max=10000`);
          return (events as { error?: string }[]).filter(({ error }) => error === 'invalid_user_credentials').length;
        }),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    changeClientSecret: async (clientId, secret) => {
      const [client] = (await call('GET', `/clients?clientId=${clientId}`)) as { id: string }[];
      if (client === undefined) throw new Error(`Keycloak has no client ${clientId}`);
      await call('PUT', `/clients/${client.id}`, { ...client, secret });
    },
    tokensLast: async (seconds) => {
      const { accessTokenLifespan: before } = (await call('GET', '')) as { accessTokenLifespan: number };
      await call('PUT', '', { accessTokenLifespan: seconds });
      return before;
    },
  };
}
