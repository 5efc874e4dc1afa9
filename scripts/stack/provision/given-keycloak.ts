import { readFileSync } from 'node:fs';
import { chosenPasswordPolicy, realmFile, realmName } from '../realm.ts';
import { administratorToken, applyPasswordPolicy, type RealmAdministrator } from './realm-policy.ts';

const limitMs = 30_000;

/**
 * Creates our realm on a Keycloak that somebody else runs, unless it is there: `KEYCLOAK_ADMIN_USERNAME` and
 * `KEYCLOAK_ADMIN_PASSWORD` must be those of an administrator of its `master` realm. A realm that is there follows
 * `PASSWORD_POLICY` when they are given, and is left alone without them.
 */
export async function importRealm(url: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const existing = await fetch(`${url}/realms/${realmName}`, { signal: AbortSignal.timeout(limitMs) });
  const administrator = givenAdministrator();
  if (existing.ok) {
    if (administrator !== undefined) await applyPasswordPolicy(url, administrator, chosenPasswordPolicy());
    return;
  }
  if (administrator === undefined) {
    throw new Error(
      `Keycloak at KEYCLOAK_URL has no realm “${realmName}”: give KEYCLOAK_ADMIN_USERNAME and KEYCLOAK_ADMIN_PASSWORD, ` +
        'and it will be created.',
    );
  }
  const token = await administratorToken(url, administrator);
  const realm = readFileSync(realmFile, 'utf8').replace(/\$\{(\w+)\}/g, (all, name: string) => variables[name] ?? all);
  const answer = await fetch(`${url}/admin/realms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: realm,
    signal: AbortSignal.timeout(limitMs),
  });
  if (!answer.ok)
    throw new Error(`Keycloak at KEYCLOAK_URL refused the realm: ${answer.status} ${await answer.text()}`);
}

/** Who administers a Keycloak that somebody else runs, when the environment says so. */
export function givenAdministrator(): RealmAdministrator | undefined {
  const username = process.env['KEYCLOAK_ADMIN_USERNAME'];
  const password = process.env['KEYCLOAK_ADMIN_PASSWORD'];
  return username === undefined || password === undefined ? undefined : { username, password };
}
