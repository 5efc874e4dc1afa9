import { readFileSync } from 'node:fs';
import { realmFile, realmName } from '../realm.ts';

const limitMs = 30_000;

/**
 * Creates our realm on a Keycloak that somebody else runs, unless it is there: `KEYCLOAK_ADMIN_USERNAME` and
 * `KEYCLOAK_ADMIN_PASSWORD` must be those of an administrator of its `master` realm.
 */
export async function importRealm(url: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const existing = await fetch(`${url}/realms/${realmName}`, { signal: AbortSignal.timeout(limitMs) });
  if (existing.ok) return;
  const token = await administratorToken(url);
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

async function administratorToken(url: string): Promise<string> {
  const username = process.env['KEYCLOAK_ADMIN_USERNAME'];
  const password = process.env['KEYCLOAK_ADMIN_PASSWORD'];
  if (username === undefined || password === undefined) {
    throw new Error(
      `Keycloak at KEYCLOAK_URL has no realm “${realmName}”: give KEYCLOAK_ADMIN_USERNAME and KEYCLOAK_ADMIN_PASSWORD, ` +
        'and it will be created.',
    );
  }
  const answer = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password }),
    signal: AbortSignal.timeout(limitMs),
  });
  if (!answer.ok) throw new Error(`Keycloak at KEYCLOAK_URL refused KEYCLOAK_ADMIN_USERNAME: ${answer.status}.`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
