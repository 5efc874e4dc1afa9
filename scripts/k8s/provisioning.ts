import { busAdministrator, type BusCatalogue } from '../stack/provision/bus-users.ts';
import { creationOf, rightsOn } from '../stack/provision/databases.ts';
import { images } from '../stack/servers/docker.ts';
import { storeServices } from '../stack/service-list.ts';
import { containerSecurity, labelOf, podOf, tcp, type Manifest } from './manifests.ts';
import { servers, type ServerName } from './topology.ts';

const given = (name: string, value: string) => ({ name, value });

/** Roles and databases, made and given their passwords by a job. */
export function databasesProvisioned(): Manifest[] {
  return [configMap('databases', 'databases.sql', databasesSql()), ...provisioningJob(databasesJob)];
}

/** Streams and consumers of the bus, made and changed by a job. @param replicas servers that each hold every stream */
export function busProvisioned(bus: BusCatalogue, replicas: number): Manifest[] {
  return [configMap('bus', 'plan.json', busPlan(bus)), ...provisioningJob(busJob(replicas))];
}

/** What may come to a pod of the servers’ namespace and leave it. */
export function networkPolicy(name: string, ingress: readonly object[], egress: readonly object[]): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: labelOf(name) },
    spec: { podSelector: { matchLabels: labelOf(name) }, policyTypes: ['Ingress', 'Egress'], ingress, egress },
  };
}

/** A file given to pods. */
export function configMap(name: string, file: string, text: string): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { [file]: text } };
}

/** Variable that carries the password of a role of PostgreSQL. */
export function passwordVariable(role: string): string {
  return `${role.toUpperCase()}_PASSWORD`;
}

/** Roles and databases as `npm start` provisions them, in statements that change nothing the second time. */
function databasesSql(): string {
  const plans = [
    { database: 'keycloak', owner: 'keycloak' },
    ...storeServices.map(({ database }) => ({ database, owner: `${database}_owner`, runtime: `${database}_app` })),
  ];
  const unlessFound = (statement: string, table: string, column: string, name: string) =>
    `select '${statement}' where not exists (select from ${table} where ${column} = '${name}')\\gexec`;
  const lines = plans.flatMap((plan) => [
    ...[plan.owner, ...('runtime' in plan ? [plan.runtime] : [])].flatMap((role) => [
      unlessFound(`create role "${role}"`, 'pg_roles', 'rolname', role),
      `\\getenv password ${passwordVariable(role)}`,
      `alter role "${role}" with login password :'password';`,
    ]),
    unlessFound(creationOf(plan), 'pg_database', 'datname', plan.database),
    ...rightsOn(plan).map((statement) => `${statement};`),
  ]);
  return `${lines.join('\n')}\n`;
}

function busPlan({ streams, consumers }: BusCatalogue): string {
  const plan = {
    streams: streams.map(({ name, subjects }) => ({ name, subjects })),
    consumers: consumers.map(({ stream, durable }) => ({ stream, durable })),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}

interface ProvisioningJob {
  readonly name: string;
  readonly image: string;
  readonly user: number;
  readonly command: readonly string[];
  readonly env: readonly object[];
  readonly secret: string;
  readonly reaches: ServerName;
}

const databasesJob: ProvisioningJob = {
  ...{ name: 'databases', image: images.postgres, user: 999, secret: 'postgresql', reaches: 'postgresql' },
  command: ['psql', '--quiet', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--file=/etc/provision/databases.sql'],
  env: [
    given('PGHOST', 'postgresql'),
    given('PGUSER', 'postgres'),
    { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'postgresql', key: 'POSTGRES_PASSWORD' } } },
  ],
};

function busJob(replicas: number): ProvisioningJob {
  return {
    // Any image of a service has the step.
    ...{ name: 'bus', image: 'portail-identity', user: 10_001, secret: 'bus', reaches: 'nats' },
    command: ['node', '/app/services/platform/src/messaging/provision-bus.js'],
    env: [
      given('NATS_URL', 'nats://nats:4222'),
      given('NATS_USER', busAdministrator),
      given('BUS_PLAN', '/etc/provision/plan.json'),
      given('STREAM_REPLICAS', String(replicas)),
    ],
  };
}

function provisioningJob(job: ProvisioningJob): Manifest[] {
  const { name, image, user, command, env, secret, reaches } = job;
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, labels: labelOf(name) },
      spec: {
        // It waits for its server by failing.
        backoffLimit: 20,
        activeDeadlineSeconds: 900,
        template: {
          metadata: { labels: labelOf(name) },
          spec: {
            ...podOf(user),
            restartPolicy: 'OnFailure',
            containers: [
              {
                ...{ name, image, command, env },
                envFrom: [{ secretRef: { name: secret } }],
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
                securityContext: containerSecurity,
                volumeMounts: [{ name: 'provision', mountPath: '/etc/provision' }],
              },
            ],
            volumes: [{ name: 'provision', configMap: { name } }],
          },
        },
      },
    },
    networkPolicy(
      name,
      [],
      [{ to: [{ podSelector: { matchLabels: labelOf(reaches) } }], ports: servers[reaches].ports.map(tcp) }],
    ),
  ];
}
