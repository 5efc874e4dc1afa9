/**
 * Makes the base of our images where none can be pulled: Debian bookworm by debootstrap, the Node of `npm ci`, and with
 * `--chromium` what the documents need. Root, debootstrap and a Docker engine are needed; `npm run images -- --base` uses it.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { debianTool } from './stack/debian.ts';
import { progressTo } from './stack/progress.ts';
import { output } from './stack/tools.ts';

const limitMs = 600_000;
const { values } = parseArgs({ options: { chromium: { type: 'boolean', default: false } } });
const image = values.chromium ? 'portail-base-chromium:local' : 'portail-base:local';
const progress = progressTo(console.log);
const folder = mkdtempSync(join(tmpdir(), 'portail-base-'));
try {
  const debootstrap = await debianTool(
    { programs: ['debootstrap'], packages: ['debootstrap'], neededBy: 'the local base image' },
    progress,
  );
  const system = join(folder, 'root');
  await progress.step('Debian packages put together', () =>
    output(debootstrap, ['--variant=minbase', 'bookworm', system], { limitMs, what: 'debootstrap' }),
  );
  if (values.chromium) {
    // By apt, once the system stands: debootstrap configures the packages of Chromium in an order that fails.
    const env = {
      ...process.env,
      DEBIAN_FRONTEND: 'noninteractive',
      LC_ALL: 'C',
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    };
    const apt = (...args: string[]) =>
      output('/usr/sbin/chroot', [system, 'apt-get', '-qq', ...args], { env, limitMs, what: `apt-get ${args[0]}` });
    await progress.step('Chromium installed', async () => {
      await apt('update');
      await apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
    });
  }
  for (const kept of ['var/cache/apt', 'var/lib/apt/lists'])
    rmSync(join(system, kept), { recursive: true, force: true });
  mkdirSync(join(system, 'usr/local/bin'), { recursive: true });
  cpSync(process.execPath, join(system, 'usr/local/bin/node'));
  const archive = join(folder, 'base.tar');
  await output('tar', ['-C', system, '-cf', archive, '.'], { limitMs, what: 'tar' });
  await progress.step(`image ${image} imported`, () =>
    output('docker', ['import', archive, image], { limitMs, what: 'docker import' }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
