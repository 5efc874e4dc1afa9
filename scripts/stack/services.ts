import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolder } from './front-ends.ts';
import { root } from './paths.ts';
import type { PortName } from './ports.ts';
import { clientSecrets, originsOf, realmName } from './realm.ts';
import { databaseRole, type Servers } from './servers/all.ts';
import type { ServerContext } from './servers/server-context.ts';
import { storeServices, type StoreService } from './service-list.ts';
import type { ProcessPlan } from './supervisor.ts';
import { output } from './tools.ts';
import { httpProbe } from './wait.ts';

const migrateLimitMs = 120_000;
const readyLimitMs = 60_000;
const telemetry = join(root, 'services', 'platform', 'src', 'telemetry', 'register.ts');

/** Names of the processes of ours that exist in this checkout, the gateway last. */
export function serviceNames(): string[] {
  const names = [...storeServices.map(({ name }) => name), 'gateway'];
  return names.filter((name) => existsSync(mainFile(name)));
}

/** The environment that finds the servers as a service does. */
function commonEnvironment(context: ServerContext, servers: Servers, name: PortName): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    TZ: 'Europe/Paris',
    HOST: '127.0.0.1',
    PORT: String(context.ports[name]),
    METRICS_PORT: String(context.ports[`${name}-metrics` as PortName]),
    KEYCLOAK_URL: servers.keycloak,
    KEYCLOAK_REALM: realmName,
    TOKEN_AUDIENCE: 'portail-services',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    OTEL_EXPORTER_OTLP_ENDPOINT: process.env['OTEL_EXPORTER_OTLP_ENDPOINT'],
  };
}

/** The environment of a service with a database; the owner’s address is for its migrations only. */
export function storeEnvironment(
  context: ServerContext,
  servers: Servers,
  service: StoreService,
): { runtime: NodeJS.ProcessEnv; migration: NodeJS.ProcessEnv } {
  const { secrets } = context;
  const bus = servers.nats.credentialsOf(service.name);
  const runtime: NodeJS.ProcessEnv = {
    ...commonEnvironment(context, servers, service.name),
    DATABASE_URL: databaseUrl(context, servers, service.database, 'app'),
    NATS_URL: servers.nats.url,
    NATS_USER: bus.user,
    NATS_PASSWORD: bus.password,
  };
  if (service.name === 'identity') {
    runtime['KEYCLOAK_ADMIN_CLIENT_ID'] = 'identity-admin';
    runtime['KEYCLOAK_ADMIN_CLIENT_SECRET'] = clientSecrets(secrets).identityAdmin;
  }
  const owner = databaseUrl(context, servers, service.database, 'owner');
  return { runtime, migration: { ...runtime, MIGRATION_DATABASE_URL: owner } };
}

function databaseUrl(context: ServerContext, servers: Servers, database: string, kind: 'app' | 'owner'): string {
  const role = databaseRole(context.secrets, `${database}_${kind}`);
  const url = new URL(servers.postgres);
  url.username = role.name;
  url.password = role.password;
  url.pathname = `/${database}`;
  return url.href;
}

/** The gateway’s environment: both sites, the session store and where the services answer. */
export function gatewayEnvironment(context: ServerContext, servers: Servers): NodeJS.ProcessEnv {
  const { ports, secrets } = context;
  const origins = originsOf(ports);
  const clients = clientSecrets(secrets);
  return {
    ...commonEnvironment(context, servers, 'gateway'),
    PORTAL_PORT: String(ports.portal),
    ADMIN_PORT: String(ports.admin),
    PORTAL_ORIGIN: origins.portal,
    ADMIN_ORIGIN: origins.admin,
    REDIS_URL: servers.redisFor('gateway'),
    PORTAL_CLIENT_ID: 'portal',
    PORTAL_CLIENT_SECRET: clients.portal,
    ADMIN_CLIENT_ID: 'admin',
    ADMIN_CLIENT_SECRET: clients.admin,
    PORTAL_STATIC: builtFolder('portal'),
    ADMIN_STATIC: builtFolder('admin'),
    SESSION_KEY: secrets.of('session-key'),
    ...serviceAddresses(context),
  };
}

/** `IDENTITY_URL`, `EQUIPMENT_URL`… */
export function serviceAddresses(context: ServerContext): Record<string, string> {
  return Object.fromEntries(
    storeServices.map(({ name }) => [
      `${name.toUpperCase().replaceAll('-', '_')}_URL`,
      `http://127.0.0.1:${context.ports[name]}`,
    ]),
  );
}

/** Runs the migrations of every service as its owner role. */
export async function migrateServices(context: ServerContext, servers: Servers): Promise<void> {
  const withMigrations = storeServices.filter(({ name }) => existsSync(join(serviceFolder(name), 'src', 'migrate.ts')));
  await Promise.all(
    withMigrations.map((service) =>
      output(process.execPath, [join(serviceFolder(service.name), 'src', 'migrate.ts')], {
        cwd: serviceFolder(service.name),
        env: storeEnvironment(context, servers, service).migration,
        limitMs: migrateLimitMs,
        what: `migrations of ${service.name}`,
      }),
    ),
  );
}

/** Starts every service and waits until each says it is ready. */
export async function startServices(context: ServerContext, servers: Servers): Promise<void> {
  const plans = [
    ...storeServices.map((service) =>
      servicePlan(context, service.name, storeEnvironment(context, servers, service).runtime),
    ),
    servicePlan(context, 'gateway', gatewayEnvironment(context, servers)),
  ].filter(({ name }) => existsSync(mainFile(name)));
  await Promise.all(
    plans.map((plan) => context.progress.step(`${plan.name} ready`, () => context.supervisor.start(plan))),
  );
}

function servicePlan(context: ServerContext, name: PortName, env: NodeJS.ProcessEnv): ProcessPlan {
  // The gateway is ready when both sites are; the others listen on one port.
  const listening: PortName[] = name === 'gateway' ? ['portal', 'admin'] : [name];
  return {
    name,
    layer: 'service',
    command: process.execPath,
    args: [...(existsSync(telemetry) ? ['--import', telemetry] : []), mainFile(name)],
    cwd: serviceFolder(name),
    env,
    ready: listening.map((port) => ({
      what: name,
      limitMs: readyLimitMs,
      probe: httpProbe(`http://127.0.0.1:${context.ports[port]}/readyz`),
    })),
  };
}

function serviceFolder(name: string): string {
  return join(root, 'services', name);
}

function mainFile(name: string): string {
  return join(serviceFolder(name), 'src', 'main.ts');
}
