import { metricsPort, servers, workloads, type ServerName, type Workload } from './topology.ts';

/** An object of Kubernetes, as its manifest says it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

const nobody = 10_001;
/** OTLP over HTTP. */
const collectorPort = 4_318;
const rootsFolder = '/var/lib/portail/roots';
/** Longer than the 10 s that a service gives itself to finish what is under way, and the endpoints’ propagation. */
const graceSeconds = 30;

/** What a policy or a service finds the pods of a workload by. */
export const labelOf = (name: string) => ({ 'app.kubernetes.io/name': name });
const ours = (name: string) => ({ podSelector: { matchLabels: labelOf(name) } });
/** Servers live in a namespace of their own, so that who deploys the product cannot touch the data. */
const server = (name: ServerName) => ({
  namespaceSelector: { matchLabels: { 'portail/role': 'servers' } },
  ...ours(name),
});
/** A port that a policy opens. */
export const tcp = (port: number) => ({ protocol: 'TCP', port });
const upper = (name: string) => name.toUpperCase().replaceAll('-', '_');

/** Deployment, service, account, budget and network policy of one of ours. */
export function manifestsOf(workload: Workload): Manifest[] {
  const { name } = workload;
  const metadata = { name, labels: labelOf(name) };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        selector: labelOf(name),
        ports: Object.entries(workload.ports).map(([port, number]) => ({ name: port, port: number, targetPort: port })),
      },
    },
    deploymentOf(workload),
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: labelOf(name) } },
    },
    policyOf(workload),
  ];
}

function deploymentOf(workload: Workload): Manifest {
  const { name } = workload;
  const [first = 'http'] = Object.keys(workload.ports);
  const probe = (path: string) => ({ httpGet: { path, port: first }, periodSeconds: 5, timeoutSeconds: 3 });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: labelOf(name) },
    spec: {
      replicas: 2,
      revisionHistoryLimit: 5,
      selector: { matchLabels: labelOf(name) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels: labelOf(name) },
        spec: {
          ...podBasics(name),
          terminationGracePeriodSeconds: graceSeconds,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: labelOf(name) },
            },
          ],
          containers: [
            {
              name,
              image: `portail-${name}`,
              ports: [
                ...Object.entries(workload.ports).map(([port, number]) => ({ name: port, containerPort: number })),
                { name: 'metrics', containerPort: metricsPort },
              ],
              env: environmentOf(workload),
              envFrom: [{ configMapRef: { name: 'portail' } }, { secretRef: { name } }],
              resources: {
                requests: { cpu: workload.cpu.request, memory: workload.memory.request },
                limits: { memory: workload.memory.limit },
              },
              securityContext: containerSecurity,
              startupProbe: { ...probe('/healthz'), failureThreshold: 24 },
              livenessProbe: { ...probe('/healthz'), failureThreshold: 6 },
              readinessProbe: { ...probe('/readyz'), failureThreshold: 2 },
              // The endpoint leaves the service’s list before the process stops listening.
              lifecycle: { preStop: { sleep: { seconds: 5 } } },
              volumeMounts: [
                { name: 'tmp', mountPath: '/tmp' },
                ...(workload.keepsData ? [{ name: 'roots', mountPath: rootsFolder }] : []),
              ],
            },
          ],
          volumes: [
            { name: 'tmp', emptyDir: { sizeLimit: '512Mi' } },
            ...(workload.keepsData ? [{ name: 'roots', persistentVolumeClaim: { claimName: 'audit-roots' } }] : []),
          ],
        },
      },
    },
  };
}

function environmentOf(workload: Workload): { name: string; value: string }[] {
  const ports = Object.entries(workload.ports).map(([port, number]) => ({
    name: port === 'http' ? 'PORT' : `${upper(port)}_PORT`,
    value: String(number),
  }));
  const store = [
    { name: 'AUDIT_ROOT_DIR', value: rootsFolder },
    ...(workload.name === 'documents' ? [{ name: 'CHROMIUM_PATH', value: '/usr/bin/chromium' }] : []),
  ];
  const called = workload.calls.map((name) => ({
    name: `${upper(name)}_URL`,
    value: `http://${name}:${workloads.find((other) => other.name === name)?.ports['http']}`,
  }));
  const sites = workload.keepsData
    ? []
    : [
        { name: 'PORTAL_STATIC', value: '/app/sites/portal' },
        { name: 'ADMIN_STATIC', value: '/app/sites/admin' },
      ];
  return [
    ...ports,
    { name: 'METRICS_PORT', value: String(metricsPort) },
    ...(workload.keepsData ? store : called),
    ...sites,
  ];
}

/** What every container gives up. */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

function podBasics(account: string): object {
  return { serviceAccountName: account, ...podOf(nobody) };
}

/** A pod that Pod Security “restricted” admits, whose processes are this user. */
export function podOf(user: number): object {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** Who may reach it and whom it may reach: its callers, the collector of metrics, what it calls and uses, and names. */
function policyOf(workload: Workload): Manifest {
  const { name } = workload;
  const callers = workloads.filter(({ calls }) => calls.includes(name)).map((caller) => ours(caller.name));
  const outside =
    workload.calls.length > 0 ? [{ namespaceSelector: { matchLabels: { 'portail/role': 'ingress' } } }] : [];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: labelOf(name) },
    spec: {
      podSelector: { matchLabels: labelOf(name) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        // Keycloak says to the gateway that a session ended.
        {
          from: [...callers, ...outside, ...(workload.calls.length > 0 ? [server('keycloak')] : [])],
          ports: Object.values(workload.ports).map(tcp),
        },
        { from: [{ namespaceSelector: { matchLabels: { 'portail/role': 'monitoring' } } }], ports: [tcp(metricsPort)] },
      ],
      egress: [
        ...workload.calls.map((called) => ({
          to: [ours(called)],
          ports: Object.values(workloads.find((other) => other.name === called)?.ports ?? {}).map(tcp),
        })),
        ...workload.uses.map((used) => ({ to: [server(used)], ports: servers[used].ports.map(tcp) })),
      ],
    },
  };
}

/** Nothing passes but what another policy allows; names are asked of the cluster. */
export const namespacePolicies: readonly Manifest[] = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'names' },
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
          ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
        },
      ],
    },
  },
];

/** What we send to the collector of traces: for the component that turns them on. */
export const tracesPolicy: Manifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'traces' },
  spec: {
    podSelector: {
      matchExpressions: [
        { key: 'app.kubernetes.io/name', operator: 'In', values: workloads.map((workload) => workload.name) },
      ],
    },
    policyTypes: ['Egress'],
    egress: [
      { to: [{ namespaceSelector: { matchLabels: { 'portail/role': 'monitoring' } } }], ports: [tcp(collectorPort)] },
    ],
  },
};

/** The migrations of a service: a job with the owner’s role, which reaches its database and nothing else. */
export function migrationOf(workload: Workload): Manifest[] {
  const name = `migrate-${workload.name}`;
  const metadata = { name, labels: labelOf(name) };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: {
        backoffLimit: 3,
        activeDeadlineSeconds: 1_800,
        template: {
          metadata: { labels: labelOf(name) },
          spec: {
            ...podBasics(name),
            restartPolicy: 'Never',
            containers: [
              {
                name: 'migrate',
                image: `portail-${workload.name}`,
                command: ['node', 'src/migrate.js'],
                envFrom: [{ secretRef: { name: workload.name } }, { secretRef: { name: `${workload.name}-owner` } }],
                resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '384Mi' } },
                securityContext: containerSecurity,
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: { matchLabels: labelOf(name) },
        policyTypes: ['Ingress', 'Egress'],
        egress: [{ to: [server('postgresql')], ports: servers.postgresql.ports.map(tcp) }],
      },
    },
  ];
}

/** The secret of a service comes from the vault of the cluster, by reference. */
export function externalSecretsOf({ name, keepsData }: Workload): Manifest[] {
  return [name, ...(keepsData ? [`${name}-owner`] : [])].map((secret) => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secret, labels: labelOf(name) },
    spec: {
      refreshInterval: '15m',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'portail' },
      target: { name: secret },
      dataFrom: [{ extract: { key: `portail/${secret}` } }],
    },
  }));
}
