import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { root, type RunFolder } from '../paths.ts';
import type { Progress } from '../progress.ts';
import type { ProcessPlan } from '../supervisor.ts';
import { findTool, output, runCommand } from '../tools.ts';
import { keycloakVersion, natsVersion } from './versions.ts';

const composeFile = join(root, 'deploy', 'compose', 'servers.yaml');
/** One per server of the compose file, in its order. */
export const images = ['postgres:18.4', `nats:${natsVersion}`, 'redis:7.0.15', `keycloak/keycloak:${keycloakVersion}`];
const askLimitMs = 10_000;
const pullLimitMs = 600_000;
const downLimitMs = 60_000;

/** Why Docker cannot be used, or undefined when engine, compose and every image are there; `pull` fetches images. */
export async function dockerRefusal(progress: Progress, pull: boolean): Promise<string | undefined> {
  const docker = findTool('docker');
  if (docker === undefined) return 'Docker is not on this machine';
  const ask = async (...args: string[]): Promise<boolean> => {
    const result = await runCommand(docker, args, { limitMs: askLimitMs, what: `docker ${args[0]}` });
    return result.code === 0;
  };
  if (!(await ask('info'))) return 'Docker’s engine does not answer';
  if (!(await ask('compose', 'version'))) return 'Docker has no compose plug-in';
  for (const image of images) {
    if (await ask('image', 'inspect', image)) continue;
    if (!pull) return `the image ${image} is not here yet (npm start will try to pull it)`;
    const pulled = await progress
      .step(`image ${image} pulled`, () =>
        output(docker, ['pull', '--quiet', image], { limitMs: pullLimitMs, what: `docker pull ${image}` }),
      )
      .then(() => true)
      .catch(() => false);
    if (!pulled) return `the image ${image} cannot be had`;
  }
  return undefined;
}

/** One server of the compose file as a process of ours: it stops with it, and a crash is `docker compose kill`. */
export function containerPlan(
  folder: RunFolder,
  service: string,
  env: NodeJS.ProcessEnv,
): Pick<ProcessPlan, 'name' | 'command' | 'args' | 'env' | 'stopSignal' | 'crash'> {
  const docker = findTool('docker') ?? 'docker';
  const environment = { ...process.env, ...env, PORTAIL_RUN: folder.path };
  return {
    name: service,
    command: docker,
    args: [...compose(folder), 'up', '--no-deps', '--no-log-prefix', service],
    env: environment,
    stopSignal: 'SIGINT',
    crash: async () => {
      await output(docker, [...compose(folder), 'kill', service], {
        env: environment,
        limitMs: downLimitMs,
        what: `docker compose kill ${service}`,
        cleansUp: true,
      });
    },
  };
}

/** Removes containers, network and data of a run folder’s project; nothing when there are none. */
export async function removeContainers(folder: RunFolder): Promise<void> {
  const docker = findTool('docker');
  if (docker === undefined) return;
  await runCommand(docker, [...compose(folder), 'down', '--volumes', '--timeout', '10'], {
    env: { ...process.env, PORTAIL_RUN: folder.path },
    limitMs: downLimitMs,
    what: 'docker compose down',
    cleansUp: true,
  });
}

function compose(folder: RunFolder): string[] {
  const project = `portail-${createHash('sha256').update(folder.path).digest('hex').slice(0, 10)}`;
  return ['compose', '--file', composeFile, '--project-name', project];
}
