import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../cache.ts';
import { canInstallDebian, debianTool } from '../debian.ts';
import { natsConfiguration, type NatsUser } from '../provision/nats-configuration.ts';
import { findTool, output } from '../tools.ts';
import { httpProbe } from '../wait.ts';
import type { Progress } from '../progress.ts';
import type { ServerContext } from './server-context.ts';

export const natsVersion = '2.15.2';
const buildLimitMs = 600_000;
const readyLimitMs = 30_000;

/** Where Go looks for this program; Debian’s own package is too old and refuses `sync_interval`. */
const natsModule = 'github.com/nats-io/nats-server/v2';

/** The nats-server program, built from its Go module once per cache. */
export async function natsBinary(progress: Progress): Promise<string> {
  const folder = await cached(`nats-server-${natsVersion}`, progress, async (target) => {
    const go = await goTool(progress);
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

async function goTool(progress: Progress): Promise<string> {
  const go = findTool('go');
  if (go !== undefined || canInstallDebian()) {
    return go ?? (await debianTool({ programs: ['go'], packages: ['golang-go'], neededBy: 'NATS' }, progress));
  }
  throw new Error('NATS is built with Go, which is not on this machine. Install Go 1.24 or newer, or give NATS_URL.');
}

/** nats-server with JetStream and one user per service; answers its address, without user. */
export async function startNats(context: ServerContext, users: readonly NatsUser[]): Promise<string> {
  const binary = await natsBinary(context.progress);
  const store = join(context.folder.path, 'nats');
  mkdirSync(store, { recursive: true });
  const file = join(context.folder.path, 'nats.conf');
  writeFileSync(
    file,
    natsConfiguration({ port: context.ports.nats, monitoringPort: context.ports.natsMonitoring, store, users }),
    { mode: 0o600 },
  );
  await context.supervisor.start({
    name: 'nats',
    layer: 'server',
    command: binary,
    args: ['-c', file],
    env: { PATH: process.env['PATH'] },
    ready: [
      {
        what: 'NATS',
        limitMs: readyLimitMs,
        probe: httpProbe(`http://127.0.0.1:${context.ports.natsMonitoring}/healthz`),
      },
    ],
  });
  return `nats://127.0.0.1:${context.ports.nats}`;
}
