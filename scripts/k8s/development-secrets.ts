import { databasePlans, redisUsers } from '../stack/servers/all.ts';
import { busUsers, busAdministrator, type BusCatalogue } from '../stack/provision/bus-users.ts';
import { userLine } from '../stack/provision/nats-configuration.ts';
import {
  chosenPasswordPolicy,
  clientSecrets,
  keycloakAdministrator,
  passwordPolicyNamed,
  realmName,
} from '../stack/realm.ts';
import type { Secrets } from '../stack/secrets.ts';
import { storeServices } from '../stack/service-list.ts';
import type { Manifest } from './manifests.ts';
import { passwordVariable } from './provisioning.ts';

const smtp = 'smtp://smtp.portail-servers:587';
type Entries = Readonly<Record<string, string>>;

/** Where the databases answer: in the cluster, or on this machine once their port is forwarded. */
type Place = 'postgresql.portail-servers:5432' | 'localhost:15432';

/** The secrets of the overlay `local` and of its servers, as a cluster takes them. */
export function developmentSecrets(secrets: Secrets, bus: BusCatalogue): Manifest[] {
  return [
    ...Object.entries(productSecrets(secrets)).map(([name, entries]) => secret('portail', name, entries)),
    ...Object.entries(serverSecrets(secrets, bus)).map(([name, entries]) => secret('portail-servers', name, entries)),
  ];
}

/** Variables by which the demonstration is loaded from this machine, through forwarded ports. */
export function demoVariables(secrets: Secrets): Entries {
  return {
    ...Object.fromEntries(
      storeServices.map(({ database }) => [
        `${database.toUpperCase()}_DATABASE_URL`,
        databaseUrl(secrets, database, 'app', 'localhost:15432'),
      ]),
    ),
    KEYCLOAK_URL: 'http://localhost:8082',
    KEYCLOAK_REALM: realmName,
    ...administration(secrets),
  };
}

function productSecrets(secrets: Secrets): Record<string, Entries> {
  const place = 'postgresql.portail-servers:5432';
  const clients = clientSecrets(secrets);
  const ofStores = storeServices.flatMap(({ name, database }): [string, Entries][] => [
    [
      name,
      {
        DATABASE_URL: databaseUrl(secrets, database, 'app', place),
        NATS_USER: name,
        NATS_PASSWORD: secrets.of(`nats-${name}`),
        AUDIT_ROOT_KEY: secrets.of('audit-root'),
        ...more(secrets, name),
      },
    ],
    [`${name}-owner`, { MIGRATION_DATABASE_URL: databaseUrl(secrets, database, 'owner', place) }],
  ]);
  return {
    ...Object.fromEntries(ofStores),
    gateway: {
      REDIS_URL: `redis://gateway:${secrets.of('redis-gateway')}@redis.portail-servers:6379`,
      SESSION_KEY: secrets.of('session-key'),
      PORTAL_CLIENT_SECRET: clients.portal,
      ADMIN_CLIENT_SECRET: clients.admin,
    },
  };
}

function more(secrets: Secrets, service: string): Entries {
  if (service === 'identity') return { SMTP_URL: smtp, ...administration(secrets) };
  if (service === 'notifications') return { SMTP_URL: smtp };
  return service === 'documents' ? { RECEIPT_KEY: secrets.of('receipt-key') } : {};
}

function administration(secrets: Secrets): Entries {
  return {
    KEYCLOAK_ADMIN_CLIENT_ID: 'identity-admin',
    KEYCLOAK_ADMIN_CLIENT_SECRET: clientSecrets(secrets).identityAdmin,
  };
}

function serverSecrets(secrets: Secrets, bus: BusCatalogue): Record<string, Entries> {
  const roles = databasePlans(secrets).flatMap(({ owner, runtime }) => [owner, ...(runtime ? [runtime] : [])]);
  const users = busUsers(
    bus,
    storeServices.map(({ name }) => name),
    secrets,
  );
  const clients = clientSecrets(secrets);
  const { passwordPolicy, secondFactorOfAgents } = passwordPolicyNamed(chosenPasswordPolicy());
  return {
    postgresql: {
      POSTGRES_PASSWORD: secrets.of('postgres-superuser'),
      ...Object.fromEntries(roles.map(({ name, password }) => [passwordVariable(name), password])),
    },
    'nats-users': { 'users.conf': ['users = [', ...users.map(userLine), ']', ''].join('\n') },
    bus: { NATS_PASSWORD: secrets.of(`nats-${busAdministrator}`) },
    redis: {
      'users.acl': [
        'user default off',
        ...redisUsers(secrets).map(({ name, password, rules }) => `user ${name} on >${password} ${rules}`),
        '',
      ].join('\n'),
    },
    keycloak: {
      KC_DB_PASSWORD: secrets.of('postgres-keycloak'),
      KC_BOOTSTRAP_ADMIN_USERNAME: keycloakAdministrator,
      KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.of('keycloak-administrator'),
      PORTAIL_PORTAL_CLIENT_SECRET: clients.portal,
      PORTAIL_ADMIN_CLIENT_SECRET: clients.admin,
      PORTAIL_IDENTITY_ADMIN_CLIENT_SECRET: clients.identityAdmin,
      PORTAIL_PASSWORD_POLICY: passwordPolicy,
      PORTAIL_SECOND_FACTOR: secondFactorOfAgents,
    },
  };
}

function databaseUrl(secrets: Secrets, database: string, kind: 'app' | 'owner', place: Place): string {
  const role = `${database}_${kind}`;
  return `postgresql://${role}:${secrets.of(`postgres-${role}`)}@${place}/${database}`;
}

function secret(namespace: string, name: string, stringData: Entries): Manifest {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
}
