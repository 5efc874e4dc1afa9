import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../cache.ts';
import type { Progress } from '../progress.ts';
import { givenAddress, type Provider } from '../providers.ts';
import { debianTool, type DebianTool } from '../debian.ts';
import { natsConfiguration, type NatsUser } from '../provision/nats-configuration.ts';
import { output } from '../tools.ts';
import { httpProbe } from '../wait.ts';
import { containerPlan } from './docker.ts';
import { natsVersion } from './versions.ts';
import type { ServerContext } from './server-context.ts';

export const natsCacheKey = `nats-server-${natsVersion}`;
/** From this one on, Go fetches the version that a module asks for. */
const oldestGoMinor = 21;
const buildLimitMs = 600_000;
const readyLimitMs = 30_000;

export const goTool: DebianTool = { programs: ['go'], packages: ['golang-go'], neededBy: 'NATS' };

/** Where Go looks for this program; Debian’s own package is too old and refuses `sync_interval`. */
const natsModule = 'github.com/nats-io/nats-server/v2';

/** The nats-server program, built from its Go module once per cache. */
export async function natsBinary(progress: Progress): Promise<string> {
  const folder = await cached(natsCacheKey, progress, async (target) => {
    const go = await goProgram(progress);
    await progress.step(`nats-server ${natsVersion} built with Go`, () =>
      output(go, ['install', `${natsModule}@v${natsVersion}`], {
        cwd: target,
        env: { ...process.env, GOBIN: target, CGO_ENABLED: '0', GOTOOLCHAIN: 'auto' },
        limitMs: buildLimitMs,
        what: `go install nats-server ${natsVersion}`,
      }),
    );
  });
  return join(folder, 'nats-server');
}

async function goProgram(progress: Progress): Promise<string> {
  const go = await debianTool(goTool, progress);
  const text = await output(go, ['version'], { limitMs: 20_000, what: 'go version' });
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(text) ?? [];
  if (Number(major) === 1 && Number(minor) < oldestGoMinor) {
    throw new Error(
      `NATS needs Go 1.${oldestGoMinor} or newer, ${go} is 1.${minor}. Install a newer Go, put it first on PATH, or give ` +
        'the address of a running server in NATS_URL.',
    );
  }
  return go;
}

/** Where the bus answers, and as whom each service signs in. */
export interface BusServer {
  readonly url: string;
  readonly credentialsOf: (user: string) => { readonly user: string; readonly password: string };
}

/** nats-server with JetStream and one user per service, as a container or as a process built from its Go module. */
export async function startNats(
  context: ServerContext,
  users: readonly NatsUser[],
  provider: Provider,
): Promise<BusServer> {
  const given = givenAddress('nats');
  if (given !== undefined) return givenBus(given);
  const { folder, ports } = context;
  mkdirSync(folder.path, { recursive: true });
  const nodes = natsNodes();
  if (nodes > 1 && provider !== 'native') throw new Error('NATS_NODES needs servers that run as processes.');
  await Promise.all(
    Array.from({ length: nodes }, (_, index) => startNode(context, users, provider, { number: index + 1, nodes })),
  );
  return {
    url: `nats://127.0.0.1:${ports.nats}`,
    credentialsOf: (user) => ({ user, password: context.secrets.of(`nats-${user}`) }),
  };
}

/** How many servers of NATS were asked for (`NATS_NODES`): one, or three that each hold every stream. */
export function natsNodes(): number {
  const nodes = Number(process.env['NATS_NODES'] ?? 1);
  if (nodes !== 1 && nodes !== 3) throw new Error('NATS_NODES must be 1 or 3.');
  return nodes;
}

/** Ports of the second and third server are these many above those of the block; those of their routes further up. */
const shift = 10_000;
const routeShift = 5_000;

async function startNode(
  { folder, ports, supervisor, progress }: ServerContext,
  users: readonly NatsUser[],
  provider: Provider,
  { number, nodes }: { readonly number: number; readonly nodes: number },
): Promise<void> {
  const alone = nodes === 1;
  const name = alone ? 'nats' : `nats.${number}`;
  const above = (number - 1) * shift;
  const native = provider === 'native';
  const [port, monitoringPort] = [ports.nats + above, ports.natsMonitoring + above];
  const file = join(folder.path, `${name}.conf`);
  const store = native ? join(folder.path, name) : '/data';
  const peers = Array.from({ length: nodes }, (_, index) => ports.nats + routeShift + index * shift);
  const node = { name, port: port + routeShift, peers };
  const text = natsConfiguration({
    ...{ host: native ? '127.0.0.1' : '0.0.0.0', port, monitoringPort, store, users },
    ...(alone ? {} : { node }),
  });
  writeFileSync(file, text, { mode: 0o600 });
  const healthy = httpProbe(`http://127.0.0.1:${monitoringPort}/healthz`);
  await supervisor.start({
    layer: 'server',
    ready: [{ what: name, limitMs: readyLimitMs, probe: healthy }],
    ...(native
      ? { name, command: await natsBinary(progress), args: ['-c', file], env: { PATH: process.env['PATH'] } }
      : containerPlan(folder, 'nats', {
          command: ['-c', '/etc/portail/nats.conf'],
          ports: [port, monitoringPort].map((one) => ({ container: one, host: one })),
          files: [{ source: file, target: '/etc/portail/nats.conf' }],
          data: store,
        })),
  });
}

/** A bus that somebody else runs: everybody signs in as its URL says, its own rules decide who may say what. */
function givenBus(given: URL): BusServer {
  if (given.username === '')
    throw new Error('NATS_URL must hold a user and a password: nats://user:password@host:4222.');
  const credentials = { user: decodeURIComponent(given.username), password: decodeURIComponent(given.password) };
  return { url: `nats://${given.host}`, credentialsOf: () => credentials };
}
