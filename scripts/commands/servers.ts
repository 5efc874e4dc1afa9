import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { busCatalogue, ensureContracts } from '../stack/contracts.ts';
import { root, runFolderAt } from '../stack/paths.ts';
import { basePort, portsFrom } from '../stack/ports.ts';
import { consoleProgress } from '../stack/progress.ts';
import { secretsIn } from '../stack/secrets.ts';
import { startServers } from '../stack/servers/all.ts';
import { chromiumPath } from '../stack/servers/chromium.ts';
import { onStopRequest } from '../stack/signals.ts';
import { endLeftovers, lastLogLines, supervisorIn } from '../stack/supervisor.ts';
import { testEnvironment } from '../stack/test-environment.ts';

// `npm run servers`: only the real servers, on the ports of the tests, for work on one service. The file
// `.run-test/env` gives the variables of the integration tests to a shell (`. .run-test/env`).
const progress = consoleProgress(Date.now());
const folder = runFolderAt(join(root, '.run-test'));
const environmentFile = join(folder.path, 'env');
await endLeftovers(folder);
if (process.argv.includes('--reset')) rmSync(folder.path, { recursive: true, force: true });
const supervisor = supervisorIn(folder);
const secrets = secretsIn(folder.secretsFile);

async function stop(code: number): Promise<void> {
  rmSync(environmentFile, { force: true });
  await supervisor.stopAll();
  process.exit(code);
}

onStopRequest((reason) => {
  progress.say(`stopping (${reason})`);
  void stop(0);
});
supervisor.onUnexpectedEnd((died) => {
  progress.say(`${died.plan.name} stopped: ${died.endReason()}\n${lastLogLines(died.logFile, 20)}`);
  void stop(1);
});

try {
  await ensureContracts(progress);
  const context = { folder, ports: portsFrom(basePort(5200)), secrets, supervisor, progress };
  const chromium = progress.step('Chromium found', () => chromiumPath(progress));
  const servers = await startServers(context, await busCatalogue());
  const variables = testEnvironment(servers, secrets, await chromium);
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  writeFileSync(environmentFile, `${lines.join('\n')}\n`, { mode: 0o600 });
  progress.say(`ready; variables for tests in ${environmentFile}`);
} catch (error) {
  console.error((error as Error).message);
  await stop(1);
}
