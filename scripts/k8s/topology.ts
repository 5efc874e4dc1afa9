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
  /** Work that may wait for it while its processor rests, and how much of it each process takes: see ADR 0022. */
  readonly queue?: { readonly waiting: string; readonly perProcess: number };
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

/** Events that a service has not heard yet, all its consumers together; each of its processes says the same. */
function unheardBy(service: string, perProcess: number): Pick<Workload, 'queue'> {
  return {
    queue: { waiting: `sum(max by (consumer) (portail_consumer_waiting{service="${service}"}))`, perProcess },
  };
}

/** No service calls another over HTTP; only the gateway calls services, and only it is called from outside. */
export const workloads: readonly Workload[] = [
  store('identity', { uses: ['postgresql', 'nats', 'keycloak', 'smtp'] }),
  store('equipment'),
  store('declaration-workflow', {
    cpu: { request: '250m' },
    most: 6,
    ...unheardBy('declaration-workflow', 200),
  }),
  store('controls', { most: 6, ...unheardBy('controls', 100) }),
  // Two warm tabs of Chromium, which make some eight documents a second.
  store('documents', {
    memory: { request: '640Mi', limit: '1536Mi' },
    cpu: { request: '250m' },
    queue: { waiting: 'sum(portail_pdf_waiting{service="documents"})', perProcess: 4 },
  }),
  store('statistics', unheardBy('statistics', 500)),
  store('notifications', {
    uses: ['postgresql', 'nats', 'keycloak', 'smtp'],
    ...unheardBy('notifications', 500),
  }),
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
