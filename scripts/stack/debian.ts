import { withLock } from './cache.ts';
import type { Progress } from './progress.ts';
import { findTool, output } from './tools.ts';

const updateLimitMs = 120_000;
const installLimitMs = 480_000;

/** A program we need and the Debian packages that bring it. */
export interface DebianTool {
  /** Names under which the program may exist; the first found is used. */
  readonly programs: readonly string[];
  readonly packages: readonly string[];
  /** What it is for, as in “Redis needs …”. */
  readonly neededBy: string;
}

/** Whether this process may install Debian packages. */
export function canInstallDebian(): boolean {
  return process.getuid?.() === 0 && findTool('apt-get') !== undefined;
}

/** The sentence that tells a person how to get the tool by themselves. */
export function howToGet(tool: DebianTool): string {
  return `On Debian or Ubuntu: sudo apt-get install ${tool.packages.join(' ')}`;
}

/** The program's path, installed from Debian first when it is missing and we may. */
export async function debianTool(tool: DebianTool, progress: Progress): Promise<string> {
  const present = findTool(...tool.programs);
  if (present !== undefined) return present;
  if (!canInstallDebian()) {
    throw new Error(
      `${tool.neededBy} needs ${tool.programs.join(' or ')}, which is not on this machine, and only root can install it. ` +
        `${howToGet(tool)}, then run the same command again.`,
    );
  }
  return await withLock('apt', progress, async () => {
    const meanwhile = findTool(...tool.programs);
    if (meanwhile !== undefined) return meanwhile;
    await install(tool, progress);
    const installed = findTool(...tool.programs);
    if (installed === undefined)
      throw new Error(`${tool.packages.join(' ')} did not bring ${tool.programs.join(' or ')}.`);
    return installed;
  });
}

const wait = ['-o', 'DPkg::Lock::Timeout=180', '-qq'];

function debianEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
}

/** Asks the mirror which packages it has. */
export async function updateDebian(): Promise<void> {
  const env = debianEnvironment();
  await output('apt-get', [...wait, 'update'], { env, limitMs: updateLimitMs, what: 'apt-get update' });
}

async function install(tool: DebianTool, progress: Progress): Promise<void> {
  await progress.step(`Debian packages ${tool.packages.join(' ')} installed`, async () => {
    await updateDebian();
    await output('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...tool.packages], {
      env: debianEnvironment(),
      limitMs: installLimitMs,
      finishes: true,
      what: `apt-get install ${tool.packages.join(' ')}`,
    });
  });
}
