import { join } from 'node:path';
import { startPrometheus } from '../observe/prometheus.ts';
import { openTraceSink } from '../observe/trace-sink.ts';
import { demoAccounts } from '../stack/demo.ts';
import { root, runFolderAt } from '../stack/paths.ts';
import { basePort, type Ports } from '../stack/ports.ts';
import { consoleProgress, elapsed } from '../stack/progress.ts';
import { originsOf } from '../stack/realm.ts';
import type { Servers } from '../stack/servers/all.ts';
import { openSession } from '../stack/session.ts';
import type { ServerContext } from '../stack/servers/server-context.ts';
import { startSystem } from '../stack/system.ts';

// `npm start`: the whole product on this machine, from nothing to addresses and accounts; Ctrl-C stops all of it.
const startedAt = Date.now();
const options = ['--reset', '--observe'];
const observed = process.argv.includes('--observe');

try {
  const unknown = process.argv.slice(2).filter((argument) => !options.includes(argument));
  if (unknown.length > 0) {
    throw new Error(
      `npm start does not know ${unknown.join(', ')}; its options are --reset (begin anew) and --observe (metrics and traces).`,
    );
  }
  const session = await openSession({
    folder: runFolderAt(join(root, '.run')),
    base: basePort(4200),
    reset: process.argv.includes('--reset'),
    progress: consoleProgress(startedAt),
    command: 'npm start',
  });
  try {
    if (observed) await receiveTraces(session.context);
    const servers = await startSystem(session.context);
    const prometheus = observed ? await startPrometheus(session.context) : undefined;
    await announce(session.context.ports, servers, prometheus);
  } catch (error) {
    await session.fail(error);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

/** Services send their traces to pages of this process, unless OTEL_EXPORTER_OTLP_ENDPOINT names a collector. */
async function receiveTraces({ ports }: ServerContext): Promise<void> {
  const sink = `http://127.0.0.1:${ports.traces}`;
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] ??= sink;
  await openTraceSink(ports.traces, `http://127.0.0.1:${ports.prometheus}`);
}

async function announce(ports: Ports, servers: Servers, prometheus: string | undefined): Promise<void> {
  const origins = originsOf(ports);
  const lines = [
    '',
    `Ready in ${elapsed(startedAt)}.`,
    '',
    `  Portal          ${origins.portal}`,
    `  Administration  ${origins.admin}`,
    `  API documents   ${origins.portal}/api/docs and ${origins.admin}/api/docs`,
    `  Mails           ${servers.mail.page ?? 'as SMTP_URL says'}`,
    `  Keycloak        ${servers.keycloak}/admin (administrator, password “keycloak-administrator” in .run/secrets.json)`,
    `  Logs            .run/logs/`,
    ...(observed ? observers(ports, prometheus) : []),
    '',
    ...(await accountLines()),
    'Ctrl-C stops everything; `npm start` again keeps the data, `npm start -- --reset` begins anew.',
  ];
  console.log(lines.join('\n'));
}

function observers({ traces }: Ports, prometheus: string | undefined): string[] {
  const pages = `http://127.0.0.1:${traces}`;
  return [
    ...(prometheus === undefined
      ? ['  Metrics         no Prometheus on this machine (Debian: prometheus); /metrics of each service answers']
      : [`  Dashboards      ${pages}/dashboards`, `  Alerts          ${pages}/alerts (Prometheus: ${prometheus})`]),
    `  Traces          ${process.env['OTEL_EXPORTER_OTLP_ENDPOINT']}`,
  ];
}

async function accountLines(): Promise<string[]> {
  const accounts = await demoAccounts();
  if (accounts.length === 0) return [];
  const width = Math.max(...accounts.map(({ email }) => email.length));
  const passwordWidth = Math.max(...accounts.map(({ password }) => password.length));
  return [
    'Demo accounts (sign-in address, password, person, roles):',
    ...accounts.map(
      ({ email, password, name, roles }) =>
        `  ${email.padEnd(width)}  ${password.padEnd(passwordWidth)}  ${name} — ${roles}`,
    ),
    '',
  ];
}
