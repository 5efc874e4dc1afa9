import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { testVariable } from './test-servers.ts';

const run = promisify(execFile);
const limitMs = 90_000;

/** Runs LibreOffice without a window, with a profile of its own in this folder. */
export async function runLibreOffice(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  await run(
    testVariable('LIBREOFFICE_PATH'),
    [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      ...['--headless', '--nologo', '--norestore', '--nofirststartwizard', ...args],
    ],
    {
      timeout: limitMs,
      killSignal: 'SIGKILL',
      // Its files of text are read and written in the encoding of the locale.
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...environment },
    },
  );
}
