import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { realmRole } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';
import type { Accounts, NewAccount } from '../usecases/ports.ts';

/** Where Keycloak is and how this service signs in to its Admin API. */
export interface KeycloakAdministration {
  readonly url: string;
  readonly realm: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Milliseconds; Keycloak hashes passwords slowly on purpose. A registration makes at most seven calls. */
const requestLimit = 8_000;

/**
 * Accounts in Keycloak through its Admin API, as a service account with the rights on users only. A refused password is
 * PASSWORD_REFUSED, any other failure ACCOUNTS_UNAVAILABLE with its cause for the logs.
 */
export function keycloakAccounts(administration: KeycloakAdministration): Accounts {
  const call = caller(administration);
  return {
    ensure: (account) => refusingOnFailure(() => ensure(call, account)),
    setEnabled: (subject, enabled) =>
      refusingOnFailure(async () => {
        await call('PUT', `/users/${subject}`, { enabled });
        if (!enabled) await call('POST', `/users/${subject}/logout`);
      }),
    forcePasswordChange: (subject, keepsSessions) =>
      refusingOnFailure(async () => {
        const account = (await (await call('GET', `/users/${subject}`)).json()) as {
          readonly requiredActions?: readonly string[];
        };
        const requiredActions = [...new Set([...(account.requiredActions ?? []), 'UPDATE_PASSWORD'])];
        await call('PUT', `/users/${subject}`, { requiredActions });
        if (!keepsSessions) await call('POST', `/users/${subject}/logout`);
      }),
    giveProvisional: (subject, password) =>
      refusingOnFailure(async () => {
        await call('PUT', `/users/${subject}/reset-password`, provisional(password));
        // Who tried in vain before asking does not wait until Keycloak lets them try again.
        await call('DELETE', `/attack-detection/brute-force/users/${subject}`);
      }),
    takeBackProvisional: ({ subject, givenAt }, instead) =>
      refusingOnFailure(async () => {
        const since = await passwordDate(call, subject);
        if (since === undefined || since > givenAt.getTime() + clocksDiffer) return;
        await call('PUT', `/users/${subject}/reset-password`, provisional(instead));
      }),
    sendPasswordLink: (subject, site, life) =>
      refusingOnFailure(async () => {
        const query = `client_id=${site}&lifespan=${Math.round(life / 1_000)}`;
        await call('PUT', `/users/${subject}/execute-actions-email?${query}`, ['UPDATE_PASSWORD']);
      }),
    passwordSince: (subject) =>
      refusingOnFailure(async () => {
        const since = await passwordDate(call, subject);
        return since === undefined ? null : new Date(since);
      }),
  };
}

/** Of a credential in Keycloak; a password that changes gets a new date, milliseconds. */
interface Credential {
  readonly type: string;
  readonly createdDate?: number;
}

/** Keycloak’s clock and ours may be so far apart, milliseconds. */
const clocksDiffer = 30_000;

const provisional = (value: string) => ({ type: 'password', value, temporary: true });

async function passwordDate(call: Call, subject: string): Promise<number | undefined> {
  const known = (await (await call('GET', `/users/${subject}/credentials`)).json()) as Credential[];
  return known.find(({ type }) => type === 'password')?.createdDate;
}

type Call = (method: string, path: string, body?: unknown) => Promise<Response>;

async function ensure(call: Call, account: NewAccount): Promise<string> {
  const { email, givenName, familyName, population, password } = account;
  const profile = { email, emailVerified: true, enabled: true, firstName: givenName, lastName: familyName };
  const credential = password && { type: 'password', value: password.value, temporary: password.temporary };
  const answer = await call('POST', '/users', {
    ...profile,
    username: email,
    ...(credential ? { credentials: [credential] } : {}),
  });
  const subject =
    answer.status === 409 ? await adopt(call, profile, credential) : lastSegment(answer.headers.get('location'));
  const role: unknown = await (await call('GET', `/roles/${realmRole[population]}`)).json();
  await call('POST', `/users/${subject}/role-mappings/realm`, [role]);
  if (!credential) await call('PUT', `/users/${subject}/execute-actions-email`, ['UPDATE_PASSWORD']);
  return subject;
}

/** Takes over the account left by an interrupted try; its password is forgotten, so that the one given now holds. */
async function adopt(call: Call, profile: { readonly email: string }, credential: object | undefined): Promise<string> {
  const subject = await subjectOf(call, profile.email);
  await call('PUT', `/users/${subject}`, profile);
  const known = (await (await call('GET', `/users/${subject}/credentials`)).json()) as { id: string }[];
  for (const { id } of known) await call('DELETE', `/users/${subject}/credentials/${id}`);
  if (credential) await call('PUT', `/users/${subject}/reset-password`, credential);
  return subject;
}

async function subjectOf(call: Call, email: string): Promise<string> {
  const found = (await (await call('GET', `/users?exact=true&email=${encodeURIComponent(email)}`)).json()) as {
    id: string;
  }[];
  const [account] = found;
  if (!account) throw new Error('the account exists under another identifier');
  return account.id;
}

function lastSegment(location: string | null): string {
  const subject = location?.split('/').at(-1);
  if (!subject) throw new Error('no address of the new account');
  return subject;
}

/** Calls the Admin API with a token kept until shortly before it expires. @throws RefusalError PASSWORD_REFUSED, Error on any answer but 2xx and 409 */
function caller({ url, realm, clientId, clientSecret }: KeycloakAdministration): Call {
  let token: { value: string; until: number } | undefined;
  async function bearer(): Promise<string> {
    if (token && token.until > Date.now()) return token.value;
    const answer = await fetch(`${url}/realms/${realm}/protocol/openid-connect/token`, {
      method: 'POST',
      redirect: 'error',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
      signal: AbortSignal.timeout(requestLimit),
    });
    if (!answer.ok) throw new Error(`Keycloak refused the service account: ${answer.status}`);
    const { access_token: value, expires_in: seconds } = (await answer.json()) as {
      access_token: string;
      expires_in: number;
    };
    token = { value, until: Date.now() + (seconds - 10) * 1_000 };
    return value;
  }
  return async (method, path, body) => {
    const answer = await fetch(`${url}/admin/realms/${realm}${path}`, {
      method,
      redirect: 'error',
      headers: { authorization: `Bearer ${await bearer()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestLimit),
    });
    if (answer.status === 400 && (await answer.text()).includes('invalidPassword')) {
      throw new RefusalError(refuse('PASSWORD_REFUSED'));
    }
    if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${path.split('?')[0]}: ${answer.status}`);
    return answer;
  };
}

async function refusingOnFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof RefusalError) throw cause;
    const refusal = new RefusalError(refuse('ACCOUNTS_UNAVAILABLE'));
    refusal.cause = cause;
    throw refusal;
  }
}
