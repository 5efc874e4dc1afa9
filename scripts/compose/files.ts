import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Provision } from '../provision.ts';
import type { Ports } from '../stack/ports.ts';
import { busAdministrator, busUsers, type BusCatalogue } from '../stack/provision/bus-users.ts';
import { natsConfiguration } from '../stack/provision/nats-configuration.ts';
import {
  chosenPasswordPolicy,
  clientSecrets,
  keycloakAdministrator,
  originsOf,
  passwordPolicyNamed,
} from '../stack/realm.ts';
import { secretsIn, type Secrets } from '../stack/secrets.ts';
import { databasePlans, databaseRole, redisUsers } from '../stack/servers/all.ts';
import { aclLines } from '../stack/servers/redis.ts';
import { postgresSuperuser } from '../stack/servers/postgres.ts';
import { storeServices } from '../stack/service-list.ts';

/** What was written for `deploy/compose.yaml`. */
export interface ComposeFiles {
  /** Addresses; Compose reads the one beside its file by itself. */
  readonly environment: string;
  readonly secrets: Secrets;
}

const smtpUrl = 'smtp://smtp:1025';

/** Writes addresses and secrets into a folder; secrets that are there are kept. */
export function writeComposeFiles(folder: string, ports: Ports, bus: BusCatalogue): ComposeFiles {
  const secretsFolder = join(folder, 'secrets');
  // Only its owner enters; a file inside is mounted into a container whose user must be able to read it.
  mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  const secrets = secretsIn(join(secretsFolder, 'secrets.json'));
  for (const [name, text] of Object.entries(secretFiles(secrets, bus))) {
    writeFileSync(join(secretsFolder, name), text, { mode: 0o644 });
  }
  const environment = join(folder, '.env');
  writeFileSync(environment, addresses(ports, secretsFolder));
  return { environment, secrets };
}

function addresses(ports: Ports, secretsFolder: string): string {
  const { portal, admin, keycloak } = originsOf(ports);
  return lines({
    ...{ PORTAL_ORIGIN: portal, ADMIN_ORIGIN: admin, KEYCLOAK_URL: keycloak },
    ...{ PORTAL_PORT: ports.portal, ADMIN_PORT: ports.admin, KEYCLOAK_PORT: ports.keycloak },
    ...{ MAIL_PORT: ports.mail, POSTGRES_PORT: ports.postgres, PORTAIL_SECRETS: secretsFolder },
  });
}

/** Each file by its name. Those of our services have the keys of the secrets of a cluster (k8s/README.md). */
function secretFiles(secrets: Secrets, bus: BusCatalogue): Record<string, string> {
  const services = storeServices.flatMap(({ name, database }) => [
    [`${name}.env`, lines(storeSecrets(secrets, name, database))],
    [`${name}-owner.env`, lines({ MIGRATION_DATABASE_URL: databaseUrl(secrets, database, 'owner') })],
  ]);
  const clients = clientSecrets(secrets);
  const [gatewayOfRedis] = redisUsers(secrets);
  const names = storeServices.map(({ name }) => name);
  return {
    ...(Object.fromEntries(services) as Record<string, string>),
    'gateway.env': lines({
      REDIS_URL: `redis://gateway:${gatewayOfRedis?.password}@redis:6379`,
      SESSION_KEY: secrets.of('session-key'),
      PORTAL_CLIENT_SECRET: clients.portal,
      ADMIN_CLIENT_SECRET: clients.admin,
    }),
    'postgresql.env': lines({ POSTGRES_PASSWORD: secrets.of('postgres-superuser') }),
    'keycloak.env': lines(keycloakSecrets(secrets)),
    'users.acl': `${aclLines(redisUsers(secrets)).join('\n')}\n`,
    'nats.conf': natsConfiguration({
      ...{ host: '0.0.0.0', port: 4222, monitoringPort: 8222, store: '/data' },
      users: busUsers(bus, names, secrets),
    }),
    'provision.json': JSON.stringify(provision(secrets), null, 2),
  };
}

function storeSecrets(secrets: Secrets, name: string, database: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl(secrets, database, 'app'),
    NATS_USER: name,
    NATS_PASSWORD: secrets.of(`nats-${name}`),
    AUDIT_ROOT_KEY: secrets.of('audit-root'),
    ...(name === 'identity' && {
      KEYCLOAK_ADMIN_CLIENT_ID: 'identity-admin',
      KEYCLOAK_ADMIN_CLIENT_SECRET: clientSecrets(secrets).identityAdmin,
    }),
    ...(['identity', 'notifications'].includes(name) && { SMTP_URL: smtpUrl }),
    ...(name === 'documents' && { RECEIPT_KEY: secrets.of('receipt-key') }),
  };
}

function keycloakSecrets(secrets: Secrets): Record<string, string> {
  const clients = clientSecrets(secrets);
  const { passwordPolicy, secondFactorOfAgents } = passwordPolicyNamed(chosenPasswordPolicy());
  return {
    KC_DB_PASSWORD: databaseRole(secrets, 'keycloak').password,
    KC_BOOTSTRAP_ADMIN_USERNAME: keycloakAdministrator,
    KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.of('keycloak-administrator'),
    PORTAIL_PORTAL_CLIENT_SECRET: clients.portal,
    PORTAIL_ADMIN_CLIENT_SECRET: clients.admin,
    PORTAIL_IDENTITY_ADMIN_CLIENT_SECRET: clients.identityAdmin,
    PORTAIL_PASSWORD_POLICY: passwordPolicy,
    PORTAIL_SECOND_FACTOR: secondFactorOfAgents,
  };
}

function provision(secrets: Secrets): Provision {
  const superuser = secrets.of('postgres-superuser');
  return {
    postgres: `postgres://${postgresSuperuser}:${superuser}@postgresql:5432/postgres`,
    databases: databasePlans(secrets),
    nats: { url: 'nats://nats:4222', user: busAdministrator, password: secrets.of(`nats-${busAdministrator}`) },
  };
}

/** Address of a database for one of its roles. */
export function databaseUrl(
  secrets: Secrets,
  database: string,
  kind: 'app' | 'owner',
  server = 'postgresql:5432',
): string {
  const { name, password } = databaseRole(secrets, `${database}_${kind}`);
  return `postgres://${name}:${password}@${server}/${database}`;
}

/** A file of variables: nothing in a value means anything to Compose. */
function lines(variables: Readonly<Record<string, string | number>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');
}
