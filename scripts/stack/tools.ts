import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

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

/** What a program printed; throws a sentence with its last lines when it fails or exceeds its limit. */
export async function output(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; uid?: number; gid?: number; limitMs: number; what: string },
): Promise<string> {
  try {
    const { stdout } = await run(program, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      uid: options.uid,
      gid: options.gid,
      timeout: options.limitMs,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    throw new Error(failureSentence(options.what, options.limitMs, error as ExecFailure));
  }
}

interface ExecFailure extends Error {
  readonly killed?: boolean;
  readonly code?: number | string;
  readonly stdout?: string;
  readonly stderr?: string;
}

function failureSentence(what: string, limitMs: number, failure: ExecFailure): string {
  const said = `${failure.stdout ?? ''}\n${failure.stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
  const reason =
    failure.killed === true
      ? `did not end within ${limitMs / 1000} s`
      : `failed (${typeof failure.code === 'number' ? `exit ${failure.code}` : failure.message.split('\n')[0]})`;
  return `${what} ${reason}.${said === '' ? '' : `\n${said}`}`;
}
