import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canInstallDebian, debianTool, type DebianTool } from '../stack/debian.ts';
import { cacheFolder } from '../stack/paths.ts';
import type { Progress } from '../stack/progress.ts';
import type { Supervisor } from '../stack/supervisor.ts';
import { runCommand } from '../stack/tools.ts';

const askLimitMs = 20_000;
const readyLimitMs = 60_000;

const dockerTool: DebianTool = {
  programs: ['dockerd'],
  packages: ['docker.io', 'iptables'],
  neededBy: 'A Docker engine of our own',
};

/**
 * The engine that answers, else one of our own as long as the supervisor lives: on a socket that nobody else looks at, its
 * images kept in the cache. `DOCKER_HOST` names it to every command that follows.
 */
export async function ensureEngine(supervisor: Supervisor, progress: Progress): Promise<void> {
  if (await answers()) return;
  if (!canInstallDebian())
    throw new Error(
      'No Docker engine answers, and only root on Debian can start one here: start Docker, then try again.',
    );
  const dockerd = await debianTool(dockerTool, progress);
  const data = join(cacheFolder, 'docker-engine');
  mkdirSync(data, { recursive: true });
  // Paths of sockets must be short.
  const run = mkdtempSync(join(tmpdir(), 'portail-docker-'));
  process.env['DOCKER_HOST'] = `unix://${run}/docker.sock`;
  await progress.step('Docker engine ready', () =>
    supervisor.start({
      name: 'dockerd',
      layer: 'server',
      command: dockerd,
      args: [
        ...['--host', `unix://${run}/docker.sock`, '--exec-root', run],
        ...['--data-root', data, '--pidfile', join(data, 'docker.pid')],
      ],
      env: process.env,
      stopLimitMs: 60_000,
      ready: [{ what: 'the Docker engine', limitMs: readyLimitMs, probe: answers }],
    }),
  );
}

async function answers(): Promise<boolean> {
  const asked = await runCommand('docker', ['version', '--format', '{{.Server.Version}}'], {
    limitMs: askLimitMs,
    what: 'docker version',
  }).catch(() => undefined);
  return asked?.code === 0;
}
