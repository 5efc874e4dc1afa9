import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { busCatalogue, ensureContracts } from '../stack/contracts.ts';
import { root, runFolderAt } from '../stack/paths.ts';
import { basePort } from '../stack/ports.ts';
import { consoleProgress } from '../stack/progress.ts';
import { startServers } from '../stack/servers/all.ts';
import { chromiumPath } from '../stack/servers/chromium.ts';
import { libreOfficePath } from '../stack/servers/libreoffice.ts';
import { openSession } from '../stack/session.ts';
import { testEnvironment } from '../stack/test-environment.ts';

// `npm run servers`: only the real servers, on the ports of the tests, for work on one service. The file
// `.run-test/env` gives the variables of the integration tests to a shell (`. .run-test/env`).
const progress = consoleProgress(Date.now());
const folder = runFolderAt(join(root, '.run-test'));
const environmentFile = join(folder.path, 'env');

try {
  const session = await openSession({
    folder,
    base: basePort(5200),
    reset: process.argv.includes('--reset'),
    progress,
    command: 'npm run servers',
    cleanUp: () => rmSync(environmentFile, { force: true }),
  });
  try {
    await ensureContracts(session.context.progress);
    const programs = Promise.all([
      progress.step('Chromium found', () => chromiumPath(progress)),
      progress.step('LibreOffice found', () => libreOfficePath(progress)),
    ]);
    // Its failure is thrown below, once the servers run.
    programs.catch(() => undefined);
    const servers = await startServers(session.context, await busCatalogue());
    const [chromium, libreOffice] = await programs;
    const variables = testEnvironment(servers, session.context.secrets, { chromium, libreOffice });
    const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
    writeFileSync(environmentFile, `${lines.join('\n')}\n`, { mode: 0o600 });
    progress.say(`ready; variables for tests in ${environmentFile}`);
  } catch (error) {
    await session.fail(error);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
