import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { signingKey } from '@portail/platform/pure/signing-key.ts';
import { environmentOf, processes } from '../../services/scenarios/src/control-door.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { storeServices } from '../stack/service-list.ts';
import { asSuperuser } from './superuser.ts';

/** 256 random bits, as every secret of ours. */
export const newSecret = () => randomBytes(32).toString('base64url');

const isStore = (service: string) => storeServices.some(({ name }) => name === service);
const roleOf = (service: string) => new URL(environmentOf(service)['DATABASE_URL'] ?? '').username;

/**
 * Makes a second role for each service, with the rights of the first, since PostgreSQL knows one password a role.
 * @returns the address under which each service is to connect
 */
export async function secondRoles(): Promise<ReadonlyMap<string, string>> {
  const addresses = new Map<string, string>();
  await asSuperuser(variable('TEST_POSTGRES_URL'), async (client) => {
    for (const { name } of storeServices) {
      const url = new URL(environmentOf(name)['DATABASE_URL'] ?? '');
      const [role, next, password] = [url.username, `${url.username}_next`, newSecret()];
      const [first, second] = [role, next].map((one) => pg.escapeIdentifier(one));
      await client.query(`create role ${second} with login password ${pg.escapeLiteral(password)} in role ${first}`);
      Object.assign(url, { username: next, password });
      addresses.set(name, url.href);
    }
  });
  changeSystemFile((text) =>
    [...addresses].reduce((changed, [name, address]) => {
      const variable = `${name.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
      return changed.replace(new RegExp(`^${variable}=.*$`, 'm'), `${variable}=${address}`);
    }, text),
  );
  return addresses;
}

/** Closes the former roles to whoever still knows their passwords. @returns connections that they still had */
export async function closeFormerRoles(): Promise<number> {
  return await asSuperuser(variable('TEST_POSTGRES_URL'), async (client) => {
    const roles = storeServices.map(({ name }) => roleOf(name).replace(/_next$/, ''));
    for (const role of roles) await client.query(`alter role ${pg.escapeIdentifier(role)} nologin`);
    // The drill’s own connections are not the services’.
    const left = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where usename = any($1) and application_name not like 'scenario%'`,
      [roles],
    );
    return left.rows[0]?.count ?? 0;
  });
}

/** Adds to the bus a second user for each service, with the rights of the first, and has it read anew. */
export async function secondBusUsers(): Promise<ReadonlyMap<string, { user: string; password: string }>> {
  const users = new Map(storeServices.map(({ name }) => [name, { user: `${name}-next`, password: newSecret() }]));
  await changeBus((lines) =>
    lines.flatMap((line) => {
      const name = userIn(line);
      const next = name === undefined ? undefined : users.get(name);
      if (next === undefined) return [line];
      return [
        line,
        line.replace(/user: "[^"]*", password: "[^"]*"/, `user: "${next.user}", password: "${next.password}"`),
      ];
    }),
  );
  return users;
}

/** Takes the former users away from the bus, which sends off whoever still is one of them. */
export async function removeFormerBusUsers(): Promise<void> {
  await changeBus((lines) => lines.filter((line) => !isStore(userIn(line) ?? '')));
}

const userIn = (line: string) => /user: "([^"]*)"/.exec(line)?.[1];

async function changeBus(change: (lines: readonly string[]) => readonly string[]): Promise<void> {
  const nats = (await processes()).find(({ name }) => name === 'nats');
  const file = nats?.args.at(-1);
  if (nats === undefined || nats.pid === null || file === undefined)
    throw new Error('NATS is not a process of this machine');
  writeFileSync(file, change(readFileSync(file, 'utf8').split('\n')).join('\n'), { mode: 0o600 });
  process.kill(nats.pid, 'SIGHUP');
}

/** A new key for the roots of the journals; the public half is added to those that verify. */
export function newRootKey(): string {
  const secret = newSecret();
  changeSystemFile((text) => text.replace(/^(AUDIT_ROOT_PUBLIC_KEYS=.*)$/m, `$1,${signingKey(secret).publicKey}`));
  return secret;
}

/** What operators’ commands find the system by follows each rotation. */
function changeSystemFile(change: (text: string) => string): void {
  const file = variable('SCENARIO_SYSTEM_ENV');
  writeFileSync(file, change(readFileSync(file, 'utf8')), { mode: 0o600 });
}
