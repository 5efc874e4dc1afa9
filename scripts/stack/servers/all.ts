import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BusCatalogue } from '../provision/bus-users.ts';
import { busAdministrator, busUsers } from '../provision/bus-users.ts';
import { provisionBus } from '../provision/bus.ts';
import { provisionDatabases, type DatabasePlan } from '../provision/databases.ts';
import { originsOf, realmFile, realmVariables } from '../realm.ts';
import type { Secrets } from '../secrets.ts';
import { storeServices } from '../service-list.ts';
import { startKeycloak } from './keycloak.ts';
import { startMaildev } from './maildev.ts';
import { startNats } from './nats.ts';
import { startPostgres } from './postgres.ts';
import { startRedis, type RedisUser } from './redis.ts';
import type { ServerContext } from './server-context.ts';

/** Where the servers of a running system answer. */
export interface Servers {
  /** Superuser’s address: provisioning and tests only. */
  readonly postgres: URL;
  readonly nats: string;
  /** Address without user. */
  readonly redis: string;
  readonly keycloak: string;
  readonly mail: string;
}

/** Which servers to start; a part of the tests needs only some of them. */
export type ServerName = 'postgres' | 'nats' | 'redis' | 'keycloak' | 'maildev';

/** A database’s role name and password. */
export function databaseRole(secrets: Secrets, name: string): { name: string; password: string } {
  return { name, password: secrets.of(`postgres-${name}`) };
}

/** Starts every server natively, the slow one (Keycloak) beside the others, and provisions databases and bus. */
export async function startServers(context: ServerContext, bus: BusCatalogue): Promise<Servers> {
  const { progress } = context;
  const databaseAndKeycloak = async (): Promise<{ postgres: string; keycloak: string }> => {
    const postgres = await progress.step('PostgreSQL ready', () => startPostgres(context));
    await provisionDatabases(postgres, databasePlans(context.secrets));
    const keycloak = await progress.step('Keycloak ready', () => keycloakWithRealm(context));
    return { postgres, keycloak };
  };
  const [first, nats, redis, mail] = await allOrFirstError([
    databaseAndKeycloak(),
    progress.step('NATS ready', () => natsWithStreams(context, bus)),
    progress.step('Redis ready', () => startRedis(context, redisUsers(context.secrets))),
    progress.step('maildev ready', () => startMaildev(context)),
  ]);
  return { postgres: new URL(first.postgres), keycloak: first.keycloak, nats, redis, mail };
}

/** Waits for all; the first failure is thrown only when the others have ended too, so that none starts after the stop. */
async function allOrFirstError<T extends readonly Promise<unknown>[]>(
  work: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as {
    -readonly [K in keyof T]: Awaited<T[K]>;
  };
}

/** Databases and roles of the services and of Keycloak. */
export function databasePlans(secrets: Secrets): DatabasePlan[] {
  return [
    { database: 'keycloak', owner: databaseRole(secrets, 'keycloak') },
    ...storeServices.map(({ database }) => ({
      database,
      owner: databaseRole(secrets, `${database}_owner`),
      runtime: databaseRole(secrets, `${database}_app`),
    })),
  ];
}

/** The gateway’s user sees only its own keys; the administrator serves the tests. */
export function redisUsers(secrets: Secrets): RedisUser[] {
  return [
    {
      name: 'gateway',
      password: secrets.of('redis-gateway'),
      rules: '~gateway:* &gateway:* +@all -@admin -@dangerous',
    },
    { name: 'administrator', password: secrets.of('redis-administrator'), rules: '~* &* +@all' },
  ];
}

async function natsWithStreams(context: ServerContext, bus: BusCatalogue): Promise<string> {
  const url = await startNats(context, busUsers(bus, context.secrets));
  const password = context.secrets.of(`nats-${busAdministrator}`);
  await provisionBus({ url, user: busAdministrator, password }, bus);
  return url;
}

async function keycloakWithRealm(context: ServerContext): Promise<string> {
  const { folder, ports, secrets } = context;
  const imported = join(folder.path, 'realm-imported');
  const owner = databaseRole(secrets, 'keycloak');
  const url = await startKeycloak(context, {
    url: originsOf(ports).keycloak,
    database: {
      jdbcUrl: `jdbc:postgresql://127.0.0.1:${ports.postgres}/keycloak`,
      user: owner.name,
      password: owner.password,
    },
    bootstrapAdmin: { name: 'administrator', password: secrets.of('keycloak-administrator') },
    realmToImport: existsSync(imported) ? undefined : realmFile,
    realmVariables: realmVariables(ports, secrets, '127.0.0.1'),
  });
  writeFileSync(imported, new Date().toISOString());
  return url;
}
