import { existsSync, statfsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { chooseProviders } from '../stack/choose-providers.ts';
import { canInstallDebian, howToGet, type DebianTool } from '../stack/debian.ts';
import { cacheFolder, root } from '../stack/paths.ts';
import { basePort, portsFrom, takenPorts } from '../stack/ports.ts';
import { progressTo } from '../stack/progress.ts';
import { addressVariables, providedServers, type Providers } from '../stack/providers.ts';
import { chromiumTool } from '../stack/servers/chromium.ts';
import { javaTool, keycloakCacheKey, mavenTool, unzipTool } from '../stack/servers/keycloak.ts';
import { goTool, natsCacheKey } from '../stack/servers/nats.ts';
import { postgresBinaries } from '../stack/servers/postgres.ts';
import { redisTool } from '../stack/servers/redis.ts';
import { keycloakVersion, natsVersion } from '../stack/servers/versions.ts';
import { findTool } from '../stack/tools.ts';

// `npm run doctor`: what this machine has, what `npm start` would use, what is missing and how to get it.
const gibibyte = 1024 ** 3;
let missing = 0;

function line(mark: '✓' | '•' | '✗', subject: string, text: string): void {
  if (mark === '✗') missing += 1;
  console.log(`  ${mark} ${subject.padEnd(15)} ${text}`);
}

try {
  await report();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function report(): Promise<void> {
  console.log('Machine');
  const disk = statfsSync(root);
  const free = (disk.bavail * disk.bsize) / gibibyte;
  line('✓', 'Node', `${process.versions.node} from npm runs everything`);
  line(cpus().length >= 2 ? '✓' : '•', 'processors', `${cpus().length} (2 are enough)`);
  line(
    totalmem() / gibibyte >= 3 ? '✓' : '•',
    'memory',
    `${(totalmem() / gibibyte).toFixed(1)} GiB (about 3 are used)`,
  );
  line(free >= 5 ? '✓' : '✗', 'disk', `${free.toFixed(1)} GiB free (5 are needed the first time)`);

  console.log('\nServers');
  const { providers, why } = await chooseProviders(
    progressTo(() => undefined),
    false,
  );
  line('✓', 'choice', why);
  for (const server of providedServers) await reportServer(server, providers);
  reportTool(
    'Chromium',
    chromiumTool,
    'the documents service makes PDFs with it, `npm test` plays the scenarios in it',
  );

  console.log('\nPorts and folders');
  const ports = portsFrom(basePort(4200));
  const taken = await takenPorts(ports);
  if (taken.length === 0) line('✓', 'ports', `${ports.portal} to ${ports.control} are free`);
  else {
    const list = taken.map(({ name, port, holder }) => `${port} (${name}${holder === undefined ? '' : `: ${holder}`})`);
    line('•', 'ports', `taken: ${list.join(', ')}. Stop what holds them or set PORTAIL_PORT to another first port`);
  }
  line(
    '✓',
    'cache',
    `${cacheFolder}${existsSync(cacheFolder) ? '' : ' (empty yet)'}; PORTAIL_CACHE sets another folder`,
  );
  line('✓', 'data', existsSync(join(root, '.run')) ? '.run holds those of an earlier start' : 'none yet');

  console.log(missing === 0 ? '\nNothing is missing.' : `\n${missing} missing: see ✗ above.`);
  process.exitCode = missing === 0 ? 0 : 1;
}

async function reportServer(server: (typeof providedServers)[number], providers: Providers): Promise<void> {
  const provider = providers[server];
  if (provider === 'environment') line('✓', server, `given in ${addressVariables[server]}`);
  else if (provider === 'docker') line('✓', server, 'a container');
  else if (server === 'postgres') await reportPostgres();
  else if (server === 'nats') reportBuilt('nats', `nats-server ${natsVersion}`, natsCacheKey, [goTool]);
  else if (server === 'keycloak') {
    reportBuilt('keycloak', `Keycloak ${keycloakVersion}`, keycloakCacheKey, [mavenTool, unzipTool]);
    reportTool('Java', javaTool, '17 or newer runs Keycloak');
  } else if (server === 'redis') reportTool('redis', redisTool, 'sessions');
  else line('✓', 'smtp', 'maildev from npm keeps every mail and shows it on a page');
}

async function reportPostgres(): Promise<void> {
  try {
    line('✓', 'postgres', `from npm: ${await postgresBinaries()}`);
  } catch (error) {
    line('✗', 'postgres', (error as Error).message);
  }
}

function reportBuilt(subject: string, what: string, cacheKey: string, tools: readonly DebianTool[]): void {
  if (existsSync(join(cacheFolder, cacheKey))) {
    line('✓', subject, `${what} is in the cache`);
    return;
  }
  line('•', subject, `${what} will be downloaded into the cache at the first start`);
  for (const tool of tools) reportTool(tool.programs[0] ?? '', tool, `makes ${what}`);
}

function reportTool(subject: string, tool: DebianTool, purpose: string): void {
  const found = findTool(...tool.programs);
  if (found !== undefined) line('✓', subject, `${found} (${purpose})`);
  else if (canInstallDebian())
    line('•', subject, `will be installed from Debian: ${tool.packages.join(' ')} (${purpose})`);
  else line('✗', subject, `missing (${purpose}). ${howToGet(tool)}`);
}
