import { passwordRules, realmName, type PasswordPolicyName } from '../realm.ts';

const limitMs = 30_000;

/** Who may change a realm: an administrator of Keycloak’s `master` realm. */
export interface RealmAdministrator {
  readonly username: string;
  readonly password: string;
}

/** A token of Keycloak’s administration. @throws Error when the administrator is refused */
export async function administratorToken(url: string, { username, password }: RealmAdministrator): Promise<string> {
  const answer = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password }),
    signal: AbortSignal.timeout(limitMs),
  });
  if (!answer.ok) throw new Error(`Keycloak refused its administrator ${username}: ${answer.status}.`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Gives a realm imported before the rules of a policy; what holds already stays as it is. */
export async function applyPasswordPolicy(
  url: string,
  administrator: RealmAdministrator,
  policy: PasswordPolicyName,
): Promise<void> {
  const token = await administratorToken(url, administrator);
  const asked = async (method: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${url}/admin/realms/${realmName}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limitMs),
    });
    if (!answer.ok) throw new Error(`Keycloak refused the policy ${policy}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const realm = (await (await asked('GET')).json()) as { readonly passwordPolicy?: string };
  const passwordPolicy = passwordRules(policy);
  if (realm.passwordPolicy !== passwordPolicy) await asked('PUT', { passwordPolicy });
}
