/**
 * Who runs and who may call whom in the cluster: the arrows of `docs/architecture.md`. `npm run k8s` writes the manifests of
 * `k8s/base` from this list and nothing else opens a network path.
 */

/** A server that we do not write, and where it answers; Redis has sentinels beside it, who know which of its servers leads. */
export const servers = {
  postgresql: { ports: [5432] },
  nats: { ports: [4222] },
  redis: { ports: [6379, 26379] },
  keycloak: { ports: [8443] },
  smtp: { ports: [587] },
} as const;
export type ServerName = keyof typeof servers;

/** A process of ours. */
export interface Workload {
  readonly name: string;
  /** Ports on which it answers requests. */
  readonly ports: Readonly<Record<string, number>>;
  /** Workloads that it calls over HTTP. */
  readonly calls: readonly string[];
  readonly uses: readonly ServerName[];
  /** It has a database: migrations to run, an outbox, roots to sign. */
  readonly keepsData: boolean;
  readonly memory: { readonly request: string; readonly limit: string };
  readonly cpu: { readonly request: string };
  /** The most replicas that autoscaling may run in production. */
  readonly most: number;
}

/** Where every process of ours says how it is. */
export const metricsPort = 9464;

const httpPort = 8080;
// Measured here, resident: 160 to 190 MiB after a start, 220 to 330 MiB after scenarios; Chromium apart.
const ordinary = { memory: { request: '256Mi', limit: '640Mi' }, cpu: { request: '100m' }, most: 4 };

function store(name: string, more: Partial<Workload> = {}): Workload {
  const uses: readonly ServerName[] = ['postgresql', 'nats', 'keycloak'];
  return { name, ports: { http: httpPort }, calls: [], uses, keepsData: true, ...ordinary, ...more };
}

/** No service calls another over HTTP; only the gateway calls services, and only it is called from outside. */
export const workloads: readonly Workload[] = [
  store('identity', { uses: ['postgresql', 'nats', 'keycloak', 'smtp'] }),
  store('equipment'),
  store('declaration-workflow', { cpu: { request: '250m' }, most: 6 }),
  store('controls', { most: 6 }),
  // Two warm tabs of Chromium.
  store('documents', { memory: { request: '640Mi', limit: '1536Mi' }, cpu: { request: '250m' } }),
  store('statistics'),
  store('notifications', { uses: ['postgresql', 'nats', 'keycloak', 'smtp'] }),
  {
    name: 'gateway',
    ports: { portal: 8080, admin: 8081 },
    calls: [
      ...['identity', 'equipment', 'declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'],
    ],
    uses: ['redis', 'keycloak'],
    keepsData: false,
    ...ordinary,
    cpu: { request: '250m' },
    most: 8,
  },
];
