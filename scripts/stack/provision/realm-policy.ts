import { passwordPolicyNamed, realmName, type PasswordPolicyName } from '../realm.ts';
import { ensureSignInFlow, requireSecondFactor, type AskRealm } from './sign-in-flow.ts';

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

/** Gives a realm imported before what a policy says; passwords that hold already stay as they are. */
export async function applyPasswordPolicy(
  url: string,
  administrator: RealmAdministrator,
  policy: PasswordPolicyName,
): Promise<void> {
  const token = await administratorToken(url, administrator);
  const ask: AskRealm = async (method, path, body) => {
    const answer = await fetch(`${url}/admin/realms/${realmName}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limitMs),
    });
    if (!answer.ok) {
      throw new Error(`Keycloak refused ${method} ${path} of ${policy}: ${answer.status} ${await answer.text()}`);
    }
    return answer;
  };
  const realm = (await (await ask('GET', '')).json()) as { readonly passwordPolicy?: string };
  const { passwordPolicy, secondFactorOfAgents } = passwordPolicyNamed(policy);
  if (realm.passwordPolicy !== passwordPolicy) await ask('PUT', '', { passwordPolicy });
  await ensureSignInFlow(ask);
  await requireSecondFactor(ask, secondFactorOfAgents);
}
