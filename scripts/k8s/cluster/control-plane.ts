import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { RunFolder } from '../../stack/paths.ts';
import type { Supervisor } from '../../stack/supervisor.ts';
import { runCommand, type CommandResult } from '../../stack/tools.ts';
import { httpProbe } from '../../stack/wait.ts';
import type { ProgramName, Programs } from './programs.ts';

const readyLimitMs = 60_000;
const commandLimitMs = 120_000;
const loopback = '127.0.0.1';
/** A server refuses to advertise a loopback address; nobody calls it there. */
const advertised = '10.0.0.1';

/**
 * Nobody else loads this server: controllers ask often. A loaded machine is late in saying that a simulated node is alive, and
 * kwok never says again that a pod of a node given up for lost is ready: none is given up.
 */
const controllerSettings = [
  ...['--kube-api-qps=200', '--kube-api-burst=400', '--horizontal-pod-autoscaler-sync-period=2s'],
  '--node-monitor-grace-period=1h',
];

/** Speaks to the cluster. */
export interface Cluster {
  /** Runs kubectl to its end, whatever it answers. */
  readonly try: (...args: readonly string[]) => Promise<CommandResult>;
  /** The same for what must succeed; answers its standard output. */
  readonly run: (...args: readonly string[]) => Promise<string>;
}

/**
 * Starts etcd, an API server, the controllers, the scheduler and `kwok` in this folder, each on a port of the machine that
 * was free. Everything that is applied is judged as on any cluster; only the nodes are simulated.
 */
export async function startControlPlane(
  programs: Programs,
  folder: RunFolder,
  supervisor: Supervisor,
): Promise<Cluster> {
  mkdirSync(folder.path, { recursive: true });
  const path = (...names: readonly string[]) => join(folder.path, ...names);
  const [store = 0, peers = 0, api = 0] = await freePorts(3);
  const token = randomBytes(24).toString('hex');
  writeFileSync(path('tokens.csv'), `${token},administrator,1,"system:masters"\n`, { mode: 0o600 });
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  writeFileSync(path('accounts.key'), key.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  const kubeconfig = path('kubeconfig.yaml');
  writeFileSync(kubeconfig, kubeconfigOf(`https://${loopback}:${api}`, path('certificates', 'apiserver.crt'), token), {
    mode: 0o600,
  });
  const start = (name: ProgramName, args: readonly string[], probe: () => Promise<unknown>) =>
    supervisor.start({
      ...{ name, args, layer: name === 'etcd' ? 'database' : name === 'kube-apiserver' ? 'server' : 'service' },
      ...{ command: programs[name], cwd: folder.path, env: { PATH: process.env['PATH'], HOME: folder.path } },
      ready: [{ what: name, limitMs: readyLimitMs, probe }],
    });
  const etcd = `http://${loopback}:${store}`;
  const peer = `http://${loopback}:${peers}`;
  await start(
    'etcd',
    [
      ...[`--data-dir=${path('etcd')}`, '--name=one', `--initial-cluster=one=${peer}`, '--unsafe-no-fsync'],
      ...[`--listen-client-urls=${etcd}`, `--advertise-client-urls=${etcd}`],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`],
    ],
    httpProbe(`${etcd}/health`),
  );
  const cluster = clusterOf(programs.kubectl, kubeconfig, path('home'));
  await start(
    'kube-apiserver',
    [
      ...[`--etcd-servers=${etcd}`, `--bind-address=${loopback}`, `--secure-port=${api}`],
      ...[`--advertise-address=${advertised}`, '--service-cluster-ip-range=10.96.0.0/16'],
      ...[`--cert-dir=${path('certificates')}`, `--token-auth-file=${path('tokens.csv')}`],
      ...['--authorization-mode=Node,RBAC', '--enable-admission-plugins=NodeRestriction,PodSecurity'],
      ...[
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${path('accounts.key')}`,
      ],
      `--service-account-signing-key-file=${path('accounts.key')}`,
      // As on most clusters: Pod Security decides.
      '--allow-privileged=true',
    ],
    () => cluster.run('get', '--raw', '/readyz'),
  );
  const asked = `--kubeconfig=${kubeconfig}`;
  const accounts = `--service-account-private-key-file=${path('accounts.key')}`;
  const common = [asked, '--leader-elect=false', '--secure-port=0'];
  const atOnce = () => Promise.resolve();
  await Promise.all([
    start('kube-controller-manager', [...common, accounts, ...controllerSettings], atOnce),
    start('kube-scheduler', common, atOnce),
    start('kwok', [asked, '--manage-all-nodes=true'], atOnce),
  ]);
  return cluster;
}

function clusterOf(kubectl: string, kubeconfig: string, home: string): Cluster {
  const attempt = (...args: readonly string[]) =>
    runCommand(kubectl, [`--kubeconfig=${kubeconfig}`, ...args], {
      env: { PATH: process.env['PATH'], HOME: home },
      limitMs: commandLimitMs,
      what: `kubectl ${args.slice(0, 3).join(' ')}`,
    });
  return {
    try: attempt,
    run: async (...args) => {
      const result = await attempt(...args);
      if (result.code !== 0) throw new Error(`kubectl ${args.slice(0, 4).join(' ')}: ${result.output.trim()}`);
      return result.stdout;
    },
  };
}

function kubeconfigOf(server: string, authority: string, token: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'simulated',
        // The certificate that the server made for itself names it so.
        cluster: { server, 'certificate-authority': authority, 'tls-server-name': 'kubernetes' },
      },
    ],
    users: [{ name: 'administrator', user: { token } }],
    contexts: [{ name: 'simulated', context: { cluster: 'simulated', user: 'administrator' } }],
    'current-context': 'simulated',
  });
}

/** Ports that are free now; taken within the second. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, loopback, () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
