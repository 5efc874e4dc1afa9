import { storeServices } from '../stack/service-list.ts';
import { busAdministrator, permissionsOf, type BusCatalogue } from '../stack/provision/bus-users.ts';
import { creationOf, rightsOn } from '../stack/provision/databases.ts';
import { userLine } from '../stack/provision/nats-configuration.ts';
import { redisAcl } from '../stack/provision/redis-users.ts';
import type { Manifest } from './manifests.ts';

const store = { kind: 'ClusterSecretStore', name: 'portail' };
/** Databases of the services, each with the role of its migrations and that of its process. */
const databases = storeServices.map(({ database }) => ({
  database,
  owner: `${database}_owner`,
  runtime: `${database}_app`,
}));
const roles = databases.flatMap(({ owner, runtime }) => [owner, runtime]);
/**
 * Roles that are being changed for a second one, `<role>_next`, and roles with which nobody signs in any more: see
 * docs/runbooks/rotate-secrets.md.
 */
const changed: readonly string[] = [];
const closed: readonly string[] = [];
const nextOf = (role: string) => `${role}_next`;
const managed = (name: string) => ({
  ...{ name, ensure: 'present', login: !closed.includes(name) },
  passwordSecret: { name: secretOf(name) },
});
const secretOf = (role: string) => `postgresql-${role.replaceAll('_', '-')}`;

/** PostgreSQL as CloudNativePG runs it: three instances, one of which confirms each commit, and a copy elsewhere. */
export const postgresql: readonly Manifest[] = [
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'postgresql' },
    spec: {
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-bookworm',
      // What the network policies of the product call it.
      inheritedMetadata: { labels: { 'app.kubernetes.io/name': 'postgresql' } },
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: 'required',
        topologyKey: 'topology.kubernetes.io/zone',
      },
      resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { memory: '4Gi' } },
      storage: { size: '100Gi' },
      walStorage: { size: '20Gi' },
      postgresql: {
        synchronous: { method: 'any', number: 1, dataDurability: 'required' },
        parameters: {
          max_connections: '400',
          shared_buffers: '1GB',
          // As on the machines of development: volumes are no rotating disks.
          random_page_cost: '1.1',
          archive_timeout: '60s',
        },
      },
      bootstrap: {
        initdb: {
          ...{ database: 'keycloak', owner: 'keycloak', secret: { name: 'postgresql-keycloak' } },
          ...{ encoding: 'UTF8', localeProvider: 'icu', icuLocale: 'fr-FR', dataChecksums: true },
          // As `npm start` provisions them; passwords follow, from `managed`.
          postInitSQL: [
            ...roles.map((role) => `create role "${role}"`),
            ...databases.flatMap((names) => [creationOf(names), ...rightsOn(names)]),
          ],
        },
      },
      managed: {
        roles: [
          ...roles.map(managed),
          // A second role has the rights of the first.
          ...changed.map((role) => ({ ...managed(nextOf(role)), inRoles: [role] })),
        ],
      },
      backup: {
        retentionPolicy: '30d',
        barmanObjectStore: {
          destinationPath: 's3://portail-backups/production',
          endpointURL: 'https://objects.example',
          s3Credentials: {
            accessKeyId: { name: 'backups', key: 'ACCESS_KEY_ID' },
            secretAccessKey: { name: 'backups', key: 'SECRET_ACCESS_KEY' },
          },
          wal: { compression: 'gzip', encryption: 'AES256' },
          data: { compression: 'gzip', encryption: 'AES256' },
        },
      },
    },
  },
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'every-night' },
    spec: { schedule: '0 0 2 * * *', backupOwnerReference: 'self', cluster: { name: 'postgresql' } },
  },
];

/** Secrets of the servers, each by reference: passwords of roles, users of the bus, what Redis and Keycloak read. */
export function serverSecrets(bus: BusCatalogue): Manifest[] {
  const whole = ['backups', 'keycloak'].map((name) => secret(name, { dataFrom: [extract(name)] }));
  const passwords = [...roles, ...changed.map(nextOf), 'keycloak'].map((role) =>
    secret(secretOf(role), {
      dataFrom: [extract(secretOf(role))],
      // The operator applies a password that changes.
      target: {
        name: secretOf(role),
        template: {
          type: 'kubernetes.io/basic-auth',
          mergePolicy: 'Merge',
          metadata: { labels: { 'cnpg.io/reload': 'true' } },
        },
      },
    }),
  );
  const administrator = secret('bus', {
    data: [{ secretKey: 'NATS_PASSWORD', remoteRef: { key: 'portail/nats-users', property: busAdministrator } }],
  });
  return [...whole, ...passwords, busUsersSecret(bus), administrator, redisSecret()];
}

/**
 * The users of the bus with what each may do; the vault gives the passwords. Each service has two, so that its password can be
 * changed while its processes run: see docs/runbooks/rotate-secrets.md.
 */
function busUsersSecret(bus: BusCatalogue): Manifest {
  const users = [
    { name: busAdministrator, permissions: 'all' as const },
    ...storeServices.flatMap(({ name }) => {
      const permissions = permissionsOf(name, bus);
      return [name, `${name}-next`].map((user) => ({ name: user, permissions }));
    }),
  ];
  // A name that the vault does not have stops the template: nobody gets an empty password.
  const lines = users.map((user) => userLine({ ...user, password: `{{ .${user.name.replaceAll('-', '_')} }}` }));
  const text = ['users = [', ...lines, ']', ''].join('\n');
  return secret('nats-users', {
    dataFrom: [extract('nats-users')],
    target: { name: 'nats-users', template: { data: { 'users.conf': text } } },
  });
}

/** The users of Redis and of its sentinels; the vault gives their passwords. */
function redisSecret(): Manifest {
  const acl = redisAcl((user) => `{{ .${user} }}`);
  const passwords = { replica: '{{ .replica }}', sentinel: '{{ .sentinel }}' };
  const data = { 'users.acl': acl.servers, 'sentinel.acl': acl.sentinels, ...passwords };
  return secret('redis', { dataFrom: [extract('redis')], target: { name: 'redis', template: { data } } });
}

const extract = (key: string) => ({ extract: { key: `portail/${key}` } });

function secret(name: string, spec: object): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name },
    spec: { refreshInterval: '15m', secretStoreRef: store, target: { name }, ...spec },
  };
}
