import { realmRole } from '../domain/access.ts';
import type { Accounts, NewAccount } from '../usecases/ports.ts';
import { caller, refusingOnFailure, type Call, type KeycloakAdministration } from './keycloak-administration.ts';
import { credentialsOf, secondFactors } from './second-factors.ts';

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
    ...secondFactors(call),
    passwordSince: (subject) =>
      refusingOnFailure(async () => {
        const since = await passwordDate(call, subject);
        return since === undefined ? null : new Date(since);
      }),
  };
}

/** Keycloak’s clock and ours may be so far apart, milliseconds. */
const clocksDiffer = 30_000;

const provisional = (value: string) => ({ type: 'password', value, temporary: true });

async function passwordDate(call: Call, subject: string): Promise<number | undefined> {
  const known = await credentialsOf(call, subject);
  return known.find(({ type }) => type === 'password')?.createdDate;
}

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
  for (const { id } of await credentialsOf(call, subject)) await call('DELETE', `/users/${subject}/credentials/${id}`);
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
