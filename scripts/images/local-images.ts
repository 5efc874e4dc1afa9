import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { debianTool } from '../stack/debian.ts';
import type { Progress } from '../stack/progress.ts';
import { images } from '../stack/servers/docker.ts';
import { keycloakHome } from '../stack/servers/keycloak.ts';
import { natsBinary } from '../stack/servers/nats.ts';
import { postgresBinaries } from '../stack/servers/postgres.ts';
import { output } from '../stack/tools.ts';
import { buildImage, docker } from './docker.ts';

/** The base of images where none can be pulled. */
export const localBase = 'portail-base:local';

const limitMs = 600_000;
const files = join(import.meta.dirname, 'local');

/** Makes the base: Debian bookworm by debootstrap and the Node of `npm ci`. Needs root. */
export async function makeLocalBase(progress: Progress): Promise<void> {
  const debootstrap = await debianTool(
    { programs: ['debootstrap'], packages: ['debootstrap'], neededBy: 'the local base image' },
    progress,
  );
  const folder = mkdtempSync(join(tmpdir(), 'portail-base-'));
  try {
    const system = join(folder, 'root');
    await progress.step('Debian packages put together', () =>
      output(debootstrap, ['--variant=minbase', 'bookworm', system], { limitMs, what: 'debootstrap' }),
    );
    for (const kept of ['var/cache/apt', 'var/lib/apt/lists'])
      rmSync(join(system, kept), { recursive: true, force: true });
    mkdirSync(join(system, 'usr/local/bin'), { recursive: true });
    cpSync(process.execPath, join(system, 'usr/local/bin/node'));
    const archive = join(folder, 'base.tar');
    await output('tar', ['-C', system, '-cf', archive, '.'], { limitMs, what: 'tar' });
    await progress.step(`image ${localBase} imported`, () => docker('import', archive, localBase));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes images of the servers on that base, under the names of the official ones, of the programs that `npm start` runs. */
export async function makeLocalServers(progress: Progress): Promise<void> {
  const contexts = {
    postgres: dirname(await postgresBinaries()),
    nats: dirname(await natsBinary(progress)),
    redis: files,
    keycloak: await keycloakHome(progress),
  };
  for (const [server, context] of Object.entries(contexts)) {
    const tag = images[server as keyof typeof contexts];
    const file = join(files, `${server}.Dockerfile`);
    await progress.step(`image ${tag} built from what this machine has`, () => buildImage({ tag, context, file }));
  }
}
