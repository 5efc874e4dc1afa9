import { globSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../cache.ts';
import { updateDebian } from '../debian.ts';
import type { Progress } from '../progress.ts';
import { findTool, output } from '../tools.ts';

const downloadLimitMs = 120_000;
const unpackLimitMs = 60_000;

/** Programs of Debian’s package `prometheus`. */
export type PrometheusProgram = 'prometheus' | 'promtool';

/**
 * This machine’s, else that of the Debian package, unpacked into the cache and not installed: installed, it would run
 * as a server of the machine. Undefined where neither can be had; why is said.
 */
export async function prometheusProgram(name: PrometheusProgram, progress: Progress): Promise<string | undefined> {
  const present = findTool(name);
  if (present !== undefined) return present;
  const [apt, dpkg] = [findTool('apt-get'), findTool('dpkg-deb')];
  if (apt === undefined || dpkg === undefined) return undefined;
  try {
    const folder = await cached('prometheus-debian', progress, (partial) =>
      progress.step('Debian package prometheus unpacked', () => unpack(apt, dpkg, partial)),
    );
    return join(folder, 'usr', 'bin', name);
  } catch (error) {
    progress.say(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

async function unpack(apt: string, dpkg: string, folder: string): Promise<void> {
  const download = () =>
    output(apt, ['-qq', 'download', 'prometheus'], { cwd: folder, limitMs: downloadLimitMs, what: 'apt-get download' });
  // The list of packages may be missing or older than what the mirror still has.
  await download().catch(async () => {
    await updateDebian();
    await download();
  });
  const [file] = globSync('prometheus_*.deb', { cwd: folder });
  if (file === undefined) throw new Error('apt-get brought no package prometheus');
  await output(dpkg, ['-x', join(folder, file), folder], { limitMs: unpackLimitMs, what: `unpacking of ${file}` });
}
