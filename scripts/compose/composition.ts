import { join } from 'node:path';
import { moduleFolder } from '../k8s/definitions.ts';
import { cached } from '../stack/cache.ts';
import { debianTool } from '../stack/debian.ts';
import { root } from '../stack/paths.ts';
import type { Progress } from '../stack/progress.ts';
import { goTool } from '../stack/servers/nats.ts';
import { output, runCommand } from '../stack/tools.ts';

const composeVersion = '2.40.3';
const buildLimitMs = 1_800_000;
const runLimitMs = 900_000;

/** Runs Docker Compose on `deploy/compose.yaml`. @returns what it printed */
export type Compose = (...args: readonly string[]) => Promise<string>;

/** Docker Compose for one project, the plugin of this machine’s Docker or one built from its Go module. */
export async function composeFor(project: string, environment: string, progress: Progress): Promise<Compose> {
  const [program, ...first] = await composeCommand(progress);
  const files = ['compose.yaml', 'compose.demo.yaml'].flatMap((file) => ['-f', join(root, 'deploy', file)]);
  return (...args) =>
    output(program, [...first, '-p', project, '--env-file', environment, ...files, ...args], {
      cwd: root,
      limitMs: runLimitMs,
      what: `docker compose ${args[0]}`,
      cleansUp: args[0] === 'down',
    });
}

async function composeCommand(progress: Progress): Promise<[string, ...string[]]> {
  const asked = await runCommand('docker', ['compose', 'version'], { limitMs: 10_000, what: 'docker compose version' });
  if (asked.code === 0) return ['docker', 'compose'];
  const folder = await cached(`compose-${composeVersion}`, progress, async (target) => {
    const go = await debianTool({ ...goTool, neededBy: 'Docker Compose' }, progress);
    const cwd = await moduleFolder('github.com/docker/compose/v2', composeVersion);
    const version = `-X github.com/docker/compose/v2/internal.Version=v${composeVersion}`;
    const args = ['build', '-trimpath', '-ldflags', `-s -w ${version}`, '-o', join(target, 'docker-compose'), './cmd'];
    // In its own folder: its module excludes versions, which “go install” refuses.
    const env = { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'auto' };
    await progress.step(`Docker Compose ${composeVersion} built with Go`, () =>
      output(go, args, { cwd, env, limitMs: buildLimitMs, what: 'go build of Docker Compose' }),
    );
  });
  return [join(folder, 'docker-compose')];
}
