/**
 * `npm run test:containers`: the whole product as `deploy/compose.yaml` runs it, on images made here. Starts it, loads people
 * and equipments, plays the main job in Chromium, prints sizes and start times, and takes it away.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { jestCheck } from './checks/jest-checks.ts';
import { composeFor, type Compose } from './compose/composition.ts';
import { loadDemoInto } from './compose/demo.ts';
import { ensureEngine } from './compose/engine.ts';
import { writeComposeFiles } from './compose/files.ts';
import { watchStarts } from './compose/start-times.ts';
import { buildImages, imageNames } from './images/build.ts';
import { docker } from './images/docker.ts';
import { localBase, makeLocalBase, makeLocalServers } from './images/local-images.ts';
import { busCatalogue } from './stack/contracts.ts';
import { root, runFolderAt } from './stack/paths.ts';
import { basePort, portsFrom, type Ports } from './stack/ports.ts';
import { consoleProgress, elapsed } from './stack/progress.ts';
import { keycloakAdministrator, originsOf } from './stack/realm.ts';
import type { Secrets } from './stack/secrets.ts';
import { chromiumPath } from './stack/servers/chromium.ts';
import { images } from './stack/servers/docker.ts';
import { onStopRequest } from './stack/signals.ts';
import { supervisorIn } from './stack/supervisor.ts';
import { endCommands } from './stack/tools.ts';

const project = 'portail-test';
const scenarioLimitMs = 600_000;
const startedAt = Date.now();
const progress = consoleProgress(startedAt);
const { positionals } = parseArgs({ allowPositionals: true });
const scenarios = positionals.length > 0 ? positionals : ['main-job'];
const folder = runFolderAt(mkdtempSync(join(tmpdir(), 'portail-containers-')));
const supervisor = supervisorIn(folder);
let compose: Compose | undefined;
let ending: Promise<void> | undefined;

onStopRequest(
  (reason) => {
    progress.say(`stopping (${reason})`);
    void end(130);
  },
  () => supervisor.killAll(),
);

try {
  await end((await play()) ? 0 : 1);
} catch (error) {
  console.error((error as Error).message);
  await end(1);
}

function end(code: number): Promise<void> {
  return (ending ??= takeAway(code));
}

async function takeAway(code: number): Promise<void> {
  await endCommands();
  await compose?.('down', '--volumes', '--timeout', '15').catch((error: unknown) => console.error(error));
  await supervisor.stopAll();
  rmSync(folder.path, { recursive: true, force: true });
  process.exit(code);
}

async function play(): Promise<boolean> {
  await ensureEngine(supervisor, progress);
  await makeImages();
  const ports = portsFrom(basePort(5200));
  const { environment, secrets } = writeComposeFiles(folder.path, ports, await busCatalogue());
  compose = await composeFor(project, environment, progress);
  const starts = watchStarts(project);
  try {
    await progress.step('containers up, everybody can serve', up);
  } finally {
    for (const [service, seconds] of starts.end()) progress.say(`  ${service}: ${seconds.toFixed(1)} s`);
  }
  await progress.step('people and equipments of the demonstration loaded', () =>
    loadDemoInto(ports, secrets, '--without-declarations'),
  );
  const { passed, failed, output } = await progress.step(scenarios.join(', '), () => playScenarios(ports, secrets));
  if (output !== '') console.log(output);
  progress.say(`everything ran in ${elapsed(startedAt)}`);
  console.log(`Tests: ${passed} passed, ${failed} failed`);
  return failed === 0;
}

/** Images of the servers and of ours: the official ones where they can be had, else what this machine makes of Debian and npm. */
async function makeImages(): Promise<void> {
  const base = (await canHave(Object.values(images))) ? undefined : localBase;
  if (base !== undefined && !(await isHere(base))) await makeLocalBase(progress);
  if (base !== undefined) await makeLocalServers(progress);
  await buildImages(imageNames, { tag: 'dev', base }, progress);
  const names = imageNames.map((name) => `portail-${name}:dev`);
  for (const name of [...Object.values(images), ...names]) {
    const bytes = Number(await docker('image', 'inspect', '--format', '{{.Size}}', name));
    progress.say(`  ${name}: ${Math.round(bytes / 1e6)} MB`);
  }
}

async function canHave(names: readonly string[]): Promise<boolean> {
  if (await isHere(localBase)) return false;
  try {
    for (const name of names) await docker('pull', '-q', name);
    return true;
  } catch (error) {
    progress.say(`images are made here: ${(error as Error).message.split('\n').at(-1)}`);
    return false;
  }
}

function isHere(image: string): Promise<boolean> {
  return docker('image', 'inspect', image).then(
    () => true,
    () => false,
  );
}

async function up(): Promise<void> {
  try {
    await compose?.('up', '--detach', '--wait', '--wait-timeout', '800');
  } catch (error) {
    console.log(await compose?.('ps', '--all'), await compose?.('logs', '--no-color', '--tail', '25'));
    throw error;
  }
}

async function playScenarios(ports: Ports, secrets: Secrets) {
  const { portal, admin, keycloak } = originsOf(ports);
  const check = jestCheck({
    name: 'scenarios on containers',
    config: 'jest.config.mjs',
    project: 'scenarios',
    limitMs: scenarioLimitMs,
    workers: 1,
    args: scenarios,
    env: {
      SCENARIO_PORTAL_URL: portal,
      SCENARIO_ADMIN_URL: admin,
      SCENARIO_KEYCLOAK_URL: keycloak,
      SCENARIO_MAIL_URL: `http://localhost:${ports.mail}`,
      TEST_KEYCLOAK_URL: keycloak,
      TEST_KEYCLOAK_MASTER_USER: keycloakAdministrator,
      TEST_KEYCLOAK_MASTER_PASSWORD: secrets.of('keycloak-administrator'),
      CHROMIUM_PATH: await chromiumPath(progress),
      SCENARIO_ARTEFACTS: join(root, '.run', 'test-artefacts'),
    },
  });
  return check.run();
}
