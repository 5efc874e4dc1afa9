import { variable } from './environment.ts';
import type { Account } from './sign-in.ts';

const realm = 'portail';
const password = 'scenario2016';

/**
 * Gives a person that the identity service created a password for the scenario, as if they had answered the first mail.
 * Keycloak’s own administrator does it, who exists for tests and operations only.
 */
export async function givePassword(email: string): Promise<Account> {
  const administrator = await administratorToken();
  const users = `${variable('TEST_KEYCLOAK_URL')}/admin/realms/${realm}/users`;
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${users}${path}`, {
      method,
      headers: { authorization: `Bearer ${administrator}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Keycloak ${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  const found = (await call('GET', `?exact=true&email=${encodeURIComponent(email)}`)) as { id: string }[];
  const [user] = found;
  if (user === undefined) throw new Error(`Keycloak knows no ${email}`);
  await call('PUT', `/${user.id}/reset-password`, { type: 'password', value: password, temporary: false });
  await call('PUT', `/${user.id}`, { ...user, requiredActions: [] });
  return { email, password };
}

async function administratorToken(): Promise<string> {
  const response = await fetch(`${variable('TEST_KEYCLOAK_URL')}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'admin-cli',
      username: variable('TEST_KEYCLOAK_MASTER_USER'),
      password: variable('TEST_KEYCLOAK_MASTER_PASSWORD'),
    }),
  });
  if (!response.ok) throw new Error(`Keycloak administrator: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
