import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signingKey } from '@portail/platform/pure/signing-key.ts';
import { copiesOf, processesAsked } from './copies.ts';
import { builtFolder } from './front-ends.ts';
import { root } from './paths.ts';
import { portsOfService } from './ports.ts';
import { givenAddress } from './providers.ts';
import { clientSecrets, originsOf, realmName } from './realm.ts';
import { databaseRole, type Servers } from './servers/all.ts';
import { smtpUrl } from './servers/maildev.ts';
import type { ServerContext } from './servers/server-context.ts';
import { storeServices, type StoreService } from './service-list.ts';
import type { ProcessPlan } from './supervisor.ts';
import { output } from './tools.ts';
import { httpProbe } from './wait.ts';

const migrateLimitMs = 120_000;
const readyLimitMs = 120_000;
const telemetry = join(root, 'services', 'platform', 'src', 'telemetry', 'register.ts');

/** The environment that finds the servers as a service does. */
function commonEnvironment(servers: Servers): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    // As in a container: days of Paris are computed, never taken from the machine.
    TZ: 'UTC',
    HOST: '127.0.0.1',
    KEYCLOAK_URL: servers.keycloak,
    KEYCLOAK_REALM: realmName,
    TOKEN_AUDIENCE: 'portail-services',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    OTEL_EXPORTER_OTLP_ENDPOINT: process.env['OTEL_EXPORTER_OTLP_ENDPOINT'],
    OTEL_TRACES_SAMPLER: process.env['OTEL_TRACES_SAMPLER'],
    OTEL_BSP_SCHEDULE_DELAY: process.env['OTEL_BSP_SCHEDULE_DELAY'],
  };
}

/** The environment of a service with a database; the owner’s address is for its migrations only. */
export function storeEnvironment(
  context: ServerContext,
  servers: Servers,
  service: StoreService,
): { runtime: NodeJS.ProcessEnv; migration: NodeJS.ProcessEnv } {
  const { secrets } = context;
  const ports = portsOfService(context.ports, service.name);
  const bus = servers.nats.credentialsOf(service.name);
  const runtime: NodeJS.ProcessEnv = {
    ...commonEnvironment(servers),
    PORT: String(ports.http),
    METRICS_PORT: String(ports.metrics),
    DATABASE_URL: databaseUrl(context, servers, service.database, 'app'),
    NATS_URL: servers.nats.url,
    NATS_USER: bus.user,
    NATS_PASSWORD: bus.password,
    AUDIT_ROOT_KEY: secrets.of('audit-root'),
    AUDIT_ROOT_DIR: rootsFolder(context),
  };
  if (service.name === 'identity') {
    runtime['KEYCLOAK_ADMIN_CLIENT_ID'] = 'identity-admin';
    runtime['KEYCLOAK_ADMIN_CLIENT_SECRET'] = clientSecrets(secrets).identityAdmin;
    runtime['PASSWORD_RESET'] = process.env['PASSWORD_RESET'];
  }
  if (service.name === 'identity' || service.name === 'notifications') {
    runtime['SMTP_URL'] = smtpUrl(context.ports);
    const origins = originsOf(context.ports);
    runtime['PORTAL_ORIGIN'] = origins.portal;
    runtime['ADMIN_ORIGIN'] = origins.admin;
  }
  if (service.name === 'documents') {
    runtime['PORTAL_ORIGIN'] = originsOf(context.ports).portal;
    runtime['RECEIPT_KEY'] = secrets.of('receipt-key');
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
    ...commonEnvironment(servers),
    METRICS_PORT: String(ports.gatewayMetrics),
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
      `http://127.0.0.1:${portsOfService(context.ports, name).http}`,
    ]),
  );
}

/** Where the signed roots of this system are written. */
function rootsFolder(context: ServerContext): string {
  return join(context.folder.path, 'roots');
}

/** Writes what `npm run verify-journal` and `verify-invariants` need to find this system: databases, roots, the public key, NATS. */
function writeJournalEnvironment(context: ServerContext, servers: Servers): void {
  const lines = [
    ...storeServices.map(({ name, database }) => {
      return `${name.toUpperCase().replaceAll('-', '_')}_DATABASE_URL=${databaseUrl(context, servers, database, 'app')}`;
    }),
    `AUDIT_ROOT_DIR=${rootsFolder(context)}`,
    `AUDIT_ROOT_PUBLIC_KEYS=${signingKey(context.secrets.of('audit-root')).publicKey}`,
    ...(givenAddress('nats') === undefined
      ? [`NATS_MONITORING_URL=http://127.0.0.1:${context.ports.natsMonitoring}`]
      : []),
  ];
  writeFileSync(join(context.folder.path, 'journal.env'), `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** Runs the migrations of every service as its owner role. */
export async function migrateServices(context: ServerContext, servers: Servers): Promise<void> {
  await Promise.all(
    storeServices.map((service) =>
      output(process.execPath, [join(serviceFolder(service.name), 'src', 'migrate.ts')], {
        cwd: serviceFolder(service.name),
        env: storeEnvironment(context, servers, service).migration,
        limitMs: migrateLimitMs,
        what: `migrations of ${service.name}`,
      }),
    ),
  );
}

/**
 * Starts every service, or those named, and waits until each says it is ready.
 * @param options.chromium the browser that makes PDFs, when there is one
 */
export async function startServices(
  context: ServerContext,
  servers: Servers,
  options: { readonly only?: readonly string[]; readonly chromium?: string | undefined } = {},
): Promise<void> {
  const { only, chromium } = options;
  const { ports } = context;
  writeJournalEnvironment(context, servers);
  const count = processesAsked();
  const services = [
    ...storeServices.map((service) => ({
      listening: [portsOfService(ports, service.name).http],
      name: service.name,
      env: {
        ...storeEnvironment(context, servers, service).runtime,
        ...(service.name === 'documents' ? { CHROMIUM_PATH: chromium } : {}),
      },
    })),
    // The gateway is ready when both sites are.
    { listening: [ports.portal, ports.admin], name: 'gateway', env: gatewayEnvironment(context, servers) },
  ].filter(({ name }) => only?.includes(name) ?? true);
  const { progress, supervisor } = context;
  await Promise.all(
    services.map(async ({ name, listening, env }) => {
      const plan = servicePlan(name, listening, env);
      const { plans, balance } = count === 1 ? alone(plan) : copiesOf(plan, listening, count);
      await Promise.all(plans.map((one) => progress.step(`${one.name} ready`, () => supervisor.start(one))));
      await balance();
    }),
  );
}

const alone = (plan: ProcessPlan) => ({ plans: [plan], balance: () => Promise.resolve() });

function servicePlan(name: string, listening: readonly number[], env: NodeJS.ProcessEnv): ProcessPlan {
  return {
    name,
    layer: 'service',
    command: process.execPath,
    args: [...(existsSync(telemetry) ? ['--import', telemetry] : []), join(serviceFolder(name), 'src', 'main.ts')],
    cwd: serviceFolder(name),
    env,
    ready: listening.map((port) => ({
      what: name,
      limitMs: readyLimitMs,
      probe: httpProbe(`http://127.0.0.1:${port}/readyz`),
    })),
  };
}

function serviceFolder(name: string): string {
  return join(root, 'services', name);
}
