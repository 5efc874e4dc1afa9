import type { BusCatalogue } from '../stack/provision/bus-users.ts';
import { images } from '../stack/servers/docker.ts';
import { storeServices } from '../stack/service-list.ts';
import { containerSecurity, labelOf, namespacePolicies, podOf, tcp, type Manifest } from './manifests.ts';
import { busProvisioned, configMap, databasesProvisioned, networkPolicy } from './provisioning.ts';
import { servers, workloads, type ServerName } from './topology.ts';

/** One of each server, without a copy: for trials, never for data that somebody would miss. */
interface DevelopmentServer {
  readonly name: ServerName;
  readonly image: string;
  /** User of the image. */
  readonly user: number;
  readonly args?: readonly string[];
  readonly env?: readonly object[];
  /** Its secret, all of whose keys become variables. */
  readonly secret?: string;
  /** Ports beside those that the product calls. */
  readonly ports: Readonly<Record<string, number>>;
  readonly ready: object;
  readonly memory: { readonly request: string; readonly limit: string };
  /** Folders that it writes to, lost with the pod. */
  readonly scratch: readonly string[];
  /** Folder whose content is kept on a volume. */
  readonly data?: { readonly path: string; readonly size: string };
  /** Files given: folder → ConfigMap or Secret. */
  readonly files?: Readonly<Record<string, object>>;
}

const given = (name: string, value: string) => ({ name, value });
const httpGet = (path: string, port: string) => ({ httpGet: { path, port } });
/** Where browsers find Keycloak, once its port is forwarded; the settings of the overlay say the same. */
const keycloakUrl = 'http://localhost:8082';

const each: readonly DevelopmentServer[] = [
  {
    ...{ name: 'postgresql', image: images.postgres, user: 999, secret: 'postgresql', ports: { postgresql: 5432 } },
    args: ['-c', 'max_connections=300', '-c', 'random_page_cost=1.1'],
    env: [given('POSTGRES_INITDB_ARGS', '--encoding=UTF8 --locale-provider=icu --icu-locale=fr-FR --data-checksums')],
    // Until its first start is over it listens on its socket only.
    ready: { exec: { command: ['pg_isready', '--quiet', '--host=127.0.0.1', '--username=postgres'] } },
    memory: { request: '256Mi', limit: '1Gi' },
    scratch: ['/var/run/postgresql', '/tmp'],
    data: { path: '/var/lib/postgresql', size: '5Gi' },
  },
  {
    ...{ name: 'nats', image: images.nats, user: 1000, ports: { client: 4222, monitoring: 8222 } },
    args: ['--config', '/etc/nats/nats.conf'],
    ready: httpGet('/healthz', 'monitoring'),
    memory: { request: '64Mi', limit: '512Mi' },
    scratch: [],
    data: { path: '/data', size: '2Gi' },
    files: {
      '/etc/nats': { configMap: { name: 'nats' } },
      '/etc/nats-users': { secret: { secretName: 'nats-users' } },
    },
  },
  {
    ...{ name: 'redis', image: `${images.redis}-bookworm`, user: 999, ports: { redis: 6379 } },
    args: ['--aclfile', '/etc/redis/users.acl', '--dir', '/data', '--save', ''],
    ready: { tcpSocket: { port: 'redis' } },
    memory: { request: '32Mi', limit: '256Mi' },
    scratch: ['/data'],
    files: { '/etc/redis': { secret: { secretName: 'redis' } } },
  },
  {
    ...{ name: 'keycloak', image: 'portail-keycloak', user: 1000, secret: 'keycloak' },
    // In clear, on the port that the policies of the product open.
    ports: { http: 8443, management: 9000 },
    args: ['start', '--optimized', '--import-realm'],
    env: [
      given('KC_HOSTNAME', keycloakUrl),
      given('KC_HTTP_ENABLED', 'true'),
      given('KC_HTTP_PORT', '8443'),
      given('KC_DB_URL', 'jdbc:postgresql://postgresql:5432/keycloak'),
      given('KC_DB_USERNAME', 'keycloak'),
      given('PORTAIL_PORTAL_ORIGIN', 'http://localhost:8080'),
      given('PORTAIL_ADMIN_ORIGIN', 'http://localhost:8081'),
      given('PORTAIL_PORTAL_INTERNAL_ORIGIN', 'http://gateway.portail:8080'),
      given('PORTAIL_ADMIN_INTERNAL_ORIGIN', 'http://gateway.portail:8081'),
      given('PORTAIL_SMTP_HOST', 'smtp'),
      given('PORTAIL_SMTP_PORT', '587'),
    ],
    ready: httpGet('/health/ready', 'management'),
    memory: { request: '512Mi', limit: '1536Mi' },
    scratch: ['/tmp', '/opt/keycloak/data/tmp'],
  },
  {
    ...{ name: 'smtp', image: 'maildev/maildev:2.2.1', user: 1000, ports: { smtp: 587, mails: 1080 } },
    env: [
      given('MAILDEV_SMTP_PORT', '587'),
      given('MAILDEV_WEB_PORT', '1080'),
      // It has no certificate that anybody would trust.
      given('MAILDEV_HIDE_EXTENSIONS', 'STARTTLS'),
    ],
    ready: { tcpSocket: { port: 'mails' } },
    memory: { request: '64Mi', limit: '256Mi' },
    scratch: ['/tmp'],
  },
];

/** What they are called, in the order of the list. */
export const developmentServerNames = each.map(({ name }) => name);

/** The servers with their services, what provisions them, and who may reach them: who uses them by the topology. */
export function developmentServers(bus: BusCatalogue): Manifest[] {
  return [
    ...namespacePolicies,
    ...each.flatMap((server) => [serviceOf(server), statefulSetOf(server), policyOf(server.name)]),
    configMap('nats', 'nats.conf', natsConf),
    ...databasesProvisioned(),
    ...busProvisioned(bus, 1),
  ];
}

function serviceOf({ name, ports }: DevelopmentServer): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelOf(name) },
    spec: {
      selector: labelOf(name),
      ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: port })),
    },
  };
}

function statefulSetOf(server: DevelopmentServer): Manifest {
  const { name, image, user, args, env, secret, ports, ready, memory, scratch, data, files = {} } = server;
  const folders = [
    ...scratch.map((path, index) => ({ path, name: `scratch-${index}`, source: { emptyDir: { sizeLimit: '256Mi' } } })),
    ...Object.entries(files).map(([path, source], index) => ({ path, name: `files-${index}`, source })),
  ];
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels: labelOf(name) },
    spec: {
      replicas: 1,
      serviceName: name,
      selector: { matchLabels: labelOf(name) },
      template: {
        metadata: { labels: labelOf(name) },
        spec: {
          ...podSpecOf(user),
          containers: [
            {
              ...{ name, image },
              ...(args === undefined ? {} : { args }),
              ...(env === undefined ? {} : { env }),
              ...(secret === undefined ? {} : { envFrom: [{ secretRef: { name: secret } }] }),
              ports: Object.entries(ports).map(([port, number]) => ({ name: port, containerPort: number })),
              resources: { requests: { cpu: '50m', memory: memory.request }, limits: { memory: memory.limit } },
              securityContext: containerSecurity,
              startupProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 },
              readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 3 },
              volumeMounts: [
                ...folders.map((folder) => ({ name: folder.name, mountPath: folder.path })),
                ...(data === undefined ? [] : [{ name: 'data', mountPath: data.path }]),
              ],
            },
          ],
          volumes: folders.map((folder) => ({ name: folder.name, ...folder.source })),
        },
      },
      ...(data === undefined
        ? {}
        : {
            volumeClaimTemplates: [
              {
                metadata: { name: 'data' },
                spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: data.size } } },
              },
            ],
          }),
    },
  };
}

/** Ports under 1024 are open to everybody inside the pod: engines differ. */
function podSpecOf(user: number): object {
  const basics = podOf(user) as { readonly securityContext: object };
  const sysctls = [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }];
  return { ...basics, securityContext: { ...basics.securityContext, sysctls } };
}

const productNamespace = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'portail' } } };
const beside = (name: string) => ({ podSelector: { matchLabels: labelOf(name) } });

/** What a server calls by itself, beside answering. */
const calls: Partial<
  Record<ServerName, readonly { readonly to: readonly object[]; readonly ports: readonly object[] }[]>
> = {
  keycloak: [
    { to: [beside('postgresql')], ports: servers.postgresql.ports.map(tcp) },
    { to: [beside('smtp')], ports: servers.smtp.ports.map(tcp) },
    // It says to the sites that it ended a session.
    { to: [{ ...productNamespace, ...beside('gateway') }], ports: [tcp(8080), tcp(8081)] },
  ],
};
/** Who else may call a server: others of its namespace, and the migrations of the product. */
const otherCallers: Partial<Record<ServerName, readonly object[]>> = {
  postgresql: [
    ...['keycloak', 'databases'].map(beside),
    ...storeServices.map(({ name }) => ({ ...productNamespace, ...beside(`migrate-${name}`) })),
  ],
  nats: [beside('bus')],
  smtp: [beside('keycloak')],
};

function policyOf(name: ServerName): Manifest {
  const users = workloads.filter(({ uses }) => uses.includes(name));
  return networkPolicy(
    name,
    [
      {
        from: [
          ...users.map((workload) => ({ ...productNamespace, ...beside(workload.name) })),
          ...(otherCallers[name] ?? []),
        ],
        ports: servers[name].ports.map(tcp),
      },
    ],
    calls[name] ?? [],
  );
}

const natsConf = `server_name: portail
port: 4222
http: 8222
jetstream {
  store_dir: /data
  # An acknowledged message is on the disk: with the default a power cut lost whole streams.
  sync_interval: always
}
authorization {
  include ../nats-users/users.conf
}
`;
