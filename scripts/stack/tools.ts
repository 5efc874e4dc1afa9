import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where programs are looked for beside PATH: some installers do not put themselves on it. */
const usualFolders = ['/usr/local/go/bin', '/usr/local/bin', '/usr/bin', '/usr/sbin', '/opt/homebrew/bin'];

/** The full path of the first of these programs that this machine has. */
export function findTool(...names: readonly string[]): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...usualFolders];
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (folder !== '' && isExecutable(file)) return file;
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What to run, where, for how long at most, and how to name it in a sentence about its failure. */
export interface CommandOptions {
  readonly what: string;
  readonly limitMs: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** True for what must not be cut short, such as dpkg: a stop waits for it. */
  readonly finishes?: boolean;
  /** True for what is itself part of stopping. */
  readonly cleansUp?: boolean;
}

/** How a command ended; `output` holds both standard output and standard error as they came. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly output: string;
  readonly late: boolean;
}

/** Lines kept of a failed command for the sentence about it. */
const quotedLines = 25;
const running = new Map<number, { finishes: boolean; done: Promise<unknown> }>();
let ended = false;

/** What a program printed on standard output; throws a sentence with its last lines when it fails or is late. */
export async function output(program: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const result = await runCommand(program, args, options);
  if (result.code === 0) return result.stdout;
  const reason = result.late ? `did not end within ${options.limitMs / 1000} s` : `failed (exit ${result.code})`;
  const said = result.output.trim().split('\n').slice(-quotedLines).join('\n');
  throw new Error(`${options.what} ${reason}.${said === '' ? '' : `\n${said}`}`);
}

/** Runs a program to its end, in a group of its own so that {@link endCommands} ends its children too. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  if (ended && options.cleansUp !== true) throw new Error(`${options.what} is not run: everything is being stopped.`);
  const { cwd, uid, gid, env = process.env } = options;
  const child = spawn(program, [...args], { cwd, uid, gid, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const { pid } = child;
  const done = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${options.what} could not be started: ${error.message}`)));
    child.once('close', resolve);
  });
  if (pid !== undefined) running.set(pid, { finishes: options.finishes ?? false, done });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killGroup(pid);
  }, options.limitMs);
  const stdout: Buffer[] = [];
  const all: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void (stdout.push(chunk), all.push(chunk)));
  child.stderr.on('data', (chunk: Buffer) => void all.push(chunk));
  try {
    const code = await done;
    return { code, late, stdout: Buffer.concat(stdout).toString(), output: Buffer.concat(all).toString() };
  } finally {
    clearTimeout(timer);
    if (pid !== undefined) running.delete(pid);
  }
}

/** Kills every command that still runs, waits for those that must finish, and lets none start any more. */
export async function endCommands(): Promise<void> {
  ended = true;
  for (const [pid, command] of running) if (!command.finishes) killGroup(pid);
  await Promise.allSettled([...running.values()].map((command) => command.done));
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
