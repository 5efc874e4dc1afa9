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
  const file = join(folder.path, 'nats.conf');
  const native = provider === 'native';
  const store = native ? join(folder.path, 'nats') : '/data';
  const host = native ? '127.0.0.1' : '0.0.0.0';
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(
    file,
    natsConfiguration({ host, port: ports.nats, monitoringPort: ports.natsMonitoring, store, users }),
    { mode: 0o600 },
  );
  await context.supervisor.start({
    layer: 'server',
    ready: [
      { what: 'NATS', limitMs: readyLimitMs, probe: httpProbe(`http://127.0.0.1:${ports.natsMonitoring}/healthz`) },
    ],
    ...(native
      ? {
          name: 'nats',
          command: await natsBinary(context.progress),
          args: ['-c', file],
          env: { PATH: process.env['PATH'] },
        }
      : containerPlan(folder, 'nats', {
          command: ['-c', '/etc/portail/nats.conf'],
          ports: [ports.nats, ports.natsMonitoring].map((port) => ({ container: port, host: port })),
          files: [{ source: file, target: '/etc/portail/nats.conf' }],
          data: store,
        })),
  });
  return {
    url: `nats://127.0.0.1:${ports.nats}`,
    credentialsOf: (user) => ({ user, password: context.secrets.of(`nats-${user}`) }),
  };
}

/** A bus that somebody else runs: everybody signs in as its URL says, its own rules decide who may say what. */
function givenBus(given: URL): BusServer {
  if (given.username === '')
    throw new Error('NATS_URL must hold a user and a password: nats://user:password@host:4222.');
  const credentials = { user: decodeURIComponent(given.username), password: decodeURIComponent(given.password) };
  return { url: `nats://${given.host}`, credentialsOf: () => credentials };
}
