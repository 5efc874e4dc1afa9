import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check, CheckResult } from '../checks/check.ts';
import { jestCheck, type JestPlan } from '../checks/jest-checks.ts';
import { openTraceSink } from '../observe/trace-sink.ts';
import { command, staticChecks } from '../checks/static-checks.ts';
import { openControl } from '../stack/control-server.ts';
import { busCatalogue, ensureContracts } from '../stack/contracts.ts';
import { buildFrontEnds } from '../stack/front-ends.ts';
import { copyFullSet, fullBase } from '../stack/full-set.ts';
import { root, runFolderAt } from '../stack/paths.ts';
import { basePort, metricsAddresses, portsFrom, reserveBlock, type Ports } from '../stack/ports.ts';
import { consoleProgress, elapsed } from '../stack/progress.ts';
import { originsOf } from '../stack/realm.ts';
import { startServers, type Servers } from '../stack/servers/all.ts';
import { chromiumPath } from '../stack/servers/chromium.ts';
import { libreOfficePath } from '../stack/servers/libreoffice.ts';
import { removeContainers } from '../stack/servers/docker.ts';
import { openSession, type Session } from '../stack/session.ts';
import { startApplication } from '../stack/system.ts';
import { testEnvironment } from '../stack/test-environment.ts';

// `npm test`: every check, on servers of its own, beside a running `npm start`. `npm run test:unit`, `test:int` and
// `test:scenarios` run a part, `npm run test:drills` the long faults that `npm test` leaves out, on a copy
// of the full set with `FULL_SET=1`; what follows `--` goes to Jest.
type Part = 'all' | 'unit' | 'int' | 'scenarios' | 'drills';
const parts: readonly string[] = ['all', 'unit', 'int', 'scenarios', 'drills'];
const firstBase = 5200;
const onFullSet = process.env['FULL_SET'] === '1';
const minute = 60_000;

const startedAt = Date.now();
const progress = consoleProgress(startedAt);
const total = { passed: 0, failed: 0 };

try {
  const [asked = 'all', ...jestArguments] = process.argv.slice(2);
  if (!parts.includes(asked)) throw new Error(`Unknown part “${asked}”: ${parts.join(', ')}.`);
  await runPart(asked as Part, jestArguments);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function runPart(part: Part, jestArguments: readonly string[]): Promise<void> {
  const { base, server } = await reserveBlock(basePort(onFullSet ? fullBase : firstBase));
  const data = mkdtempSync(join(tmpdir(), 'portail-test-'));
  // PostgreSQL runs as another account; secrets and data below have rights of their own.
  chmodSync(data, 0o755);
  if (onFullSet) copyFullSet(data);
  const folder = runFolderAt(data);
  let finished = false;
  const session = await openSession({
    folder,
    base,
    reset: false,
    progress,
    command: 'npm test',
    held: portsFrom(base).control,
    onDeath: (sentence) => count('processes', { passed: 0, failed: 1, output: sentence }, Date.now()),
    lastLine: () => (finished ? `Tests: ${total.passed} passed, ${total.failed} failed` : undefined),
    cleanUp: async () => {
      server.close();
      server.closeAllConnections();
      await removeContainers(folder);
      if (total.failed > 0) keepLogs(folder.logs);
      rmSync(data, { recursive: true, force: true });
    },
  });
  const control = join(data, 'control.json');
  const run = { session, jestArguments, control };
  try {
    await ensureContracts(progress);
    if (part === 'unit') await runChecks(unitChecks(jestArguments));
    else
      await runWithServers(part, run, () =>
        openControl(server, session.context.supervisor, portsFrom(base).control, control),
      );
  } catch (error) {
    count('preparation', { passed: 0, failed: 1, output: (error as Error).message }, startedAt);
  }
  progress.say(`${part === 'all' ? 'everything' : part} ran in ${elapsed(startedAt)}`);
  finished = true;
  await session.stop(total.failed > 0 ? 1 : 0);
}

interface Run {
  readonly session: Session;
  readonly jestArguments: readonly string[];
  readonly control: string;
}

/** Servers get ready while the checks that need none run; tests on servers follow, then the whole system. */
async function runWithServers(part: Exclude<Part, 'unit'>, run: Run, openDoor: () => void): Promise<void> {
  const { context } = run.session;
  const withSystem = part !== 'int';
  const prepared = Promise.all([
    busCatalogue().then((bus) => startServers(context, bus)),
    context.progress.step('Chromium found', () => chromiumPath(context.progress)),
    context.progress.step('LibreOffice found', () => libreOfficePath(context.progress)),
    withSystem ? buildFrontEnds(context.progress) : undefined,
  ]);
  // Its failure is thrown below, after the checks that run meanwhile.
  prepared.catch(() => undefined);
  if (part === 'all') await runChecks([...staticChecks, ...unitChecks(run.jestArguments)]);
  const [servers, chromium, libreOffice] = await prepared;
  const environment = testEnvironment(servers, context.secrets, { chromium, libreOffice });
  if (part === 'all' || part === 'int') await runChecks([integrationCheck(run, environment)]);
  if (!withSystem) return;
  await openTraces(context.ports);
  writeFileSync(reportOf(run.session), '');
  await startApplication(context, servers);
  openDoor();
  await runChecks(systemChecks(part, run, servers, environment));
  if (part === 'drills') console.log(readFileSync(reportOf(run.session), 'utf8').trimEnd());
}

/** What drills measured, line by line. */
function reportOf({ context }: Session): string {
  return join(context.folder.path, 'drills.txt');
}

/** Traces of the requests that ask for one, with a `traceparent`; the others cost nothing. */
async function openTraces({ traces }: Ports): Promise<void> {
  const sink = await openTraceSink(traces);
  sink.unref();
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${traces}`;
  process.env['OTEL_TRACES_SAMPLER'] = 'parentbased_always_off';
  process.env['OTEL_BSP_SCHEDULE_DELAY'] = '200';
}

function unitChecks(args: readonly string[]): Check[] {
  const plan: JestPlan = {
    name: 'unit tests',
    config: 'jest.config.mjs',
    project: 'unit',
    limitMs: 5 * minute,
    workers: 2,
    args,
  };
  const frontend: JestPlan = {
    name: 'unit tests of the front ends',
    config: 'frontend/jest.config.mjs',
    limitMs: 5 * minute,
    workers: 2,
    args,
  };
  return [jestCheck(plan), jestCheck(frontend)];
}

function integrationCheck(run: Run, env: NodeJS.ProcessEnv): Check {
  return jestCheck({
    name: 'integration tests',
    config: 'jest.config.mjs',
    project: 'int',
    limitMs: 10 * minute,
    workers: 2,
    env,
    args: run.jestArguments,
  });
}

/** What plays the whole system: the drills, or the scenarios two by two, then those that kill what the others need. */
function systemChecks(part: Part, run: Run, servers: Servers, environment: NodeJS.ProcessEnv): Check[] {
  const { ports } = run.session.context;
  const origins = originsOf(ports);
  const systemFile = join(run.session.context.folder.path, 'journal.env');
  const plan = {
    config: 'jest.config.mjs',
    limitMs: (onFullSet ? 90 : 30) * minute,
    args: run.jestArguments,
    env: {
      ...environment,
      SCENARIO_PORTAL_URL: origins.portal,
      SCENARIO_ADMIN_URL: origins.admin,
      SCENARIO_KEYCLOAK_URL: servers.keycloak,
      SCENARIO_MAIL_URL: servers.mail.page,
      SCENARIO_CONTROL_URL: `http://127.0.0.1:${ports.control}`,
      SCENARIO_CONTROL_FILE: run.control,
      SCENARIO_TRACES_URL: `http://127.0.0.1:${ports.traces}`,
      SCENARIO_METRICS: JSON.stringify(metricsAddresses(ports)),
      SCENARIO_LOGS: run.session.context.folder.logs,
      SCENARIO_SYSTEM_ENV: systemFile,
      SCENARIO_DRILL_REPORT: reportOf(run.session),
      // Several minutes of pictures that nobody looks at, when everything is tested.
      ...(part === 'scenarios' && { SCENARIO_PICTURES: 'all' }),
      SCENARIO_ARTEFACTS: join(root, '.run', 'test-artefacts'),
    },
  };
  if (part === 'drills') return [jestCheck({ ...plan, name: 'drills', project: 'drills', workers: 1 })];
  return [
    jestCheck({ ...plan, name: 'scenarios', project: 'scenarios', workers: 2 }),
    jestCheck({ ...plan, name: 'scenarios that kill what others need', project: 'scenarios-alone', workers: 1 }),
    command('invariants after every scenario', 'scripts/verify-invariants.ts', ['--env', systemFile]),
  ];
}

async function runChecks(checks: readonly Check[]): Promise<void> {
  for (const check of checks) {
    if (!check.applies()) {
      progress.say(`– ${check.name}: nothing to check`);
      continue;
    }
    const begun = Date.now();
    const result = await check.run().catch((error: unknown): CheckResult => ({
      passed: 0,
      failed: 1,
      output: error instanceof Error ? error.message : String(error),
    }));
    count(check.name, result, begun);
  }
}

function count(name: string, { passed, failed, output }: CheckResult, begun: number): void {
  total.passed += passed;
  total.failed += failed;
  const figures = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  progress.say(`${failed === 0 ? '✓' : '✗'} ${name}: ${figures} (${elapsed(begun)})`);
  if (output !== '') console.log(output.trimEnd());
}

/** The logs of a run with failures outlive its data. */
function keepLogs(logs: string): void {
  const kept = join(root, '.run', 'test-logs');
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  cpSync(logs, kept, { recursive: true });
  progress.say(`logs of the servers and services kept in ${kept}`);
}
