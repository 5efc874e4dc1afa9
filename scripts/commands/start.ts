import { join } from 'node:path';
import { demoAccounts } from '../stack/demo.ts';
import { root, runFolderAt } from '../stack/paths.ts';
import { basePort, type Ports } from '../stack/ports.ts';
import { consoleProgress, elapsed } from '../stack/progress.ts';
import { originsOf } from '../stack/realm.ts';
import type { Servers } from '../stack/servers/all.ts';
import { openSession } from '../stack/session.ts';
import { startSystem } from '../stack/system.ts';

// `npm start`: the whole product on this machine, from nothing to addresses and accounts; Ctrl-C stops all of it.
const startedAt = Date.now();

try {
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--reset');
  if (unknown.length > 0) {
    throw new Error(`npm start does not know ${unknown.join(', ')}; its only option is --reset (begin anew).`);
  }
  const session = await openSession({
    folder: runFolderAt(join(root, '.run')),
    base: basePort(4200),
    reset: process.argv.includes('--reset'),
    progress: consoleProgress(startedAt),
    command: 'npm start',
  });
  try {
    const servers = await startSystem(session.context);
    await announce(session.context.ports, servers);
  } catch (error) {
    await session.fail(error);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function announce(ports: Ports, servers: Servers): Promise<void> {
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
    '',
    ...(await accountLines()),
    'Ctrl-C stops everything; `npm start` again keeps the data, `npm start -- --reset` begins anew.',
  ];
  console.log(lines.join('\n'));
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
