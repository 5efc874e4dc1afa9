import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseProviders } from '../choose-providers.ts';
import { givenAddress, type Provider } from '../providers.ts';
import { busAdministrator, busUsers, type BusCatalogue } from '../provision/bus-users.ts';
import { provisionBus } from '@portail/platform/messaging/bus-provisioning.ts';
import { provisionDatabases, type DatabasePlan } from '../provision/databases.ts';
import { importRealm } from '../provision/given-keycloak.ts';
import { gatewayRules } from '../provision/redis-users.ts';
import { applyPasswordPolicy } from '../provision/realm-policy.ts';
import { chosenPasswordPolicy, keycloakAdministrator, originsOf, realmFile, realmVariables } from '../realm.ts';
import type { Secrets } from '../secrets.ts';
import { storeServices } from '../service-list.ts';
import { ensureNetwork } from './docker.ts';
import { startKeycloak } from './keycloak.ts';
import { smtpAddress, startMaildev, type MailServer } from './maildev.ts';
import { natsNodes, startNats, type BusServer } from './nats.ts';
import { startPostgres } from './postgres.ts';
import { startRedis, type RedisUser } from './redis.ts';
import type { ServerContext } from './server-context.ts';

/** Where the servers of a running system answer. */
export interface Servers {
  /** Superuser’s address: provisioning and tests only. */
  readonly postgres: URL;
  readonly nats: BusServer;
  /** Address of Redis for one of its users. */
  readonly redisFor: (user: string) => string;
  readonly keycloak: string;
  readonly mail: MailServer;
}

/** A database’s role name and password. */
export function databaseRole(secrets: Secrets, name: string): { name: string; password: string } {
  return { name, password: secrets.of(`postgres-${name}`) };
}

/** Starts every server and provisions databases and bus. */
export async function startServers(context: ServerContext, bus: BusCatalogue): Promise<Servers> {
  const { servers, keycloakReady } = await beginServers(context, bus);
  await keycloakReady;
  return servers;
}

/**
 * Starts every server without waiting for the slow one, Keycloak: who needs no sign-in may go on before `keycloakReady`.
 * @param postgresSettings of PostgreSQL, for this start
 */
export async function beginServers(
  context: ServerContext,
  bus: BusCatalogue,
  postgresSettings: readonly string[] = [],
): Promise<{ readonly servers: Servers; readonly keycloakReady: Promise<void> }> {
  const { progress } = context;
  const { providers, why } = await chooseProviders(progress);
  progress.say(`servers: ${why}`);
  if (Object.values(providers).includes('docker')) await ensureNetwork(context.folder);
  const mailServer = progress.step('mail ready', () =>
    startMaildev(context, providers.keycloak === 'docker' ? '0.0.0.0' : '127.0.0.1'),
  );
  const database = progress.step('PostgreSQL ready', async () => {
    const url = await startPostgres(context, providers.postgres, postgresSettings);
    await provisionDatabases(url.href, databasePlans(context.secrets));
    return url;
  });
  const keycloakReady = database.then((url) =>
    progress.step('Keycloak ready', () => keycloakWithRealm(context, url, providers.keycloak)),
  );
  // Thrown where it is waited for.
  keycloakReady.catch(() => undefined);
  const [postgres, nats, redisFor, mail] = await Promise.all([
    database,
    progress.step('NATS ready', () => natsWithStreams(context, bus, providers.nats)),
    progress.step('Redis ready', () => startRedis(context, redisUsers(context.secrets), providers.redis)),
    mailServer,
  ]);
  return { servers: { postgres, keycloak: keycloakAddress(context), nats, redisFor, mail }, keycloakReady };
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
      rules: gatewayRules,
    },
    { name: 'administrator', password: secrets.of('redis-administrator'), rules: '~* &* +@all' },
  ];
}

async function natsWithStreams(context: ServerContext, bus: BusCatalogue, provider: Provider): Promise<BusServer> {
  const server = await startNats(
    context,
    busUsers(
      bus,
      storeServices.map(({ name }) => name),
      context.secrets,
    ),
    provider,
  );
  await provisionBus({ url: server.url, ...server.credentialsOf(busAdministrator) }, bus, natsNodes());
  return server;
}

function keycloakAddress({ ports }: ServerContext): string {
  return givenAddress('keycloak')?.href.replace(/\/$/, '') ?? originsOf(ports).keycloak;
}

async function keycloakWithRealm(context: ServerContext, postgres: URL, provider: Provider): Promise<void> {
  const { folder, ports, secrets } = context;
  const given = givenAddress('keycloak');
  const smtp = smtpAddress(ports);
  // From inside a container, our sink and our sites are on the host.
  const machine = provider === 'docker' && given === undefined ? 'host.docker.internal' : 'localhost';
  const host = provider === 'docker' && smtp.host === '127.0.0.1' ? 'host.docker.internal' : smtp.host;
  const variables = realmVariables(ports, secrets, { ...smtp, host }, machine);
  if (given !== undefined) {
    await importRealm(keycloakAddress(context), variables);
    return;
  }
  const imported = join(folder.path, 'realm-imported');
  const owner = databaseRole(secrets, 'keycloak');
  const url = keycloakAddress(context);
  const inContainers = provider === 'docker' && givenAddress('postgres') === undefined;
  const settings = {
    url,
    database: {
      jdbcUrl: `jdbc:postgresql://${inContainers ? 'postgres:5432' : postgres.host}/keycloak`,
      user: owner.name,
      password: owner.password,
    },
    bootstrapAdmin: { name: keycloakAdministrator, password: secrets.of('keycloak-administrator') },
    realmToImport: existsSync(imported) ? undefined : realmFile,
    realmVariables: variables,
  };
  await startKeycloak(context, settings, provider);
  if (settings.realmToImport === undefined) {
    const { name: username, password } = settings.bootstrapAdmin;
    await applyPasswordPolicy(url, { username, password }, chosenPasswordPolicy());
  }
  writeFileSync(imported, new Date().toISOString());
}
