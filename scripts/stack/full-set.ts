import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { demoEnvironment, demoIsThere } from './demo.ts';
import { filledDatabases, writtenTables } from './full-tables.ts';
import { root, runFolderAt, type RunFolder } from './paths.ts';
import type { Servers } from './servers/all.ts';
import type { ServerContext } from './servers/server-context.ts';
import { storeServices } from './service-list.ts';

/** The folder of the system that holds the full data set: its load serves every measure. */
export const fullFolder: RunFolder = runFolderAt(join(root, '.run-full'));
/** First port of every system on this set: the realm has it among its addresses. */
export const fullBase = 6200;
const marker = join(fullFolder.path, 'full-loaded.json');
const loader = join(root, 'scripts', 'seed', 'full', 'load-full.ts');

/** What was loaded, and when; undefined before a load has ended. */
export function fullSetLoaded(): { readonly equipments: number; readonly at: string } | undefined {
  if (!existsSync(marker)) return undefined;
  return JSON.parse(readFileSync(marker, 'utf8')) as { equipments: number; at: string };
}

/** Copies the set, stopped, to the folder of a system that may change or break it. */
export function copyFullSet(to: string): void {
  if (!fullSetLoaded()) throw new Error('No full data set: npm run seed -- --full makes it, once.');
  // With owners, since PostgreSQL has an account of its own; blocks are shared where the file system can.
  execFileSync('cp', ['-a', '--reflink=auto', `${fullFolder.path}/.`, to], { stdio: 'pipe' });
}

/** Loads the full set into migrated, empty databases, then lets PostgreSQL learn what is in them. */
export async function loadFullSet(context: ServerContext, servers: Servers, equipments: number): Promise<void> {
  const startedAt = Date.now();
  const dropped = await dropIndexesAndKeys(servers);
  const compressed = await stopCompression(servers);
  await runLoader({ ...demoEnvironment(context, servers), POSTGRES_SUPERUSER_URL: servers.postgres.href }, equipments);
  await alterColumns(servers, compressed, 'set storage extended');
  await context.progress.step('indexes and keys built', () => buildIndexesAndKeys(servers, dropped));
  await context.progress.step('statistics of the tables known', () => learn(servers));
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  context.progress.say(`full data set loaded in ${seconds} s`);
  demoIsThere(context.folder);
  writeFileSync(marker, JSON.stringify({ equipments, at: new Date().toISOString(), seconds }));
}

function runLoader(env: NodeJS.ProcessEnv, equipments: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [loader, '--equipments', String(equipments)], {
      env,
      cwd: root,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('the load of the full data set failed; its last lines are above'));
    });
  });
}

/**
 * Of PostgreSQL, while everything is written once: no journal of what is written to new files, few checkpoints, no journal written
 * with zeros before it is written, and no vacuum of tables that nothing has deleted from.
 */
export const loadSettings: readonly string[] = [
  ...['wal_level=minimal', 'max_wal_senders=0', 'wal_init_zero=off'],
  ...['max_wal_size=8GB', 'checkpoint_timeout=30min', 'autovacuum=off'],
];

/** What was taken from a database: statements that make it again, foreign keys after what they refer to. */
interface Dropped {
  readonly database: string;
  readonly indexes: readonly string[];
  readonly foreignKeys: readonly string[];
}

const readIndexes = `
  select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition,
    indrelid::regclass::text = any ($1) or pg_get_indexdef(indexrelid) like '%gin_trgm_ops%' as idle,
    amname = 'gin' as gin
  from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
  where relnamespace = 'public'::regnamespace and not indisunique`;

/**
 * Takes away the foreign keys, the indexes of words, which only searches read, and of the tables that are only written the keys and
 * the indexes that no constraint needs: row by row, they cost a load more than they do when built at its end, which refuses what
 * they would have refused. Tables that are read meanwhile keep theirs.
 */
async function dropIndexesAndKeys(servers: Servers): Promise<readonly Dropped[]> {
  const all: Dropped[] = [];
  for (const database of filledDatabases) {
    await onDatabase(servers, database, async (client) => {
      const { rows: indexes } = await client.query<{ name: string; definition: string; idle: boolean; gin: boolean }>(
        readIndexes,
        [writtenTables],
      );
      const [idle, kept] = [indexes.filter((index) => index.idle), indexes.filter((index) => !index.idle)];
      const { rows: keys } = await client.query<{ table: string; name: string; foreign: boolean; definition: string }>(
        `select conrelid::regclass::text as table, quote_ident(conname) as name, contype = 'f' as foreign,
           pg_get_constraintdef(oid) as definition
         from pg_constraint
         where connamespace = 'public'::regnamespace
           and (contype = 'f' or contype in ('p', 'u') and conrelid::regclass::text = any ($1))
         order by contype = 'f' desc`,
        [writtenTables],
      );
      for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
      for (const { name } of idle) await client.query(`drop index ${name}`);
      // Nobody empties the list of what such an index has yet to take in, and each look at it would read that list.
      const lists = kept.filter(({ gin }) => gin).map(({ name }) => `alter index ${name}`);
      for (const index of lists) await client.query(`${index} set (fastupdate = off)`);
      const again = (foreign: boolean) =>
        keys
          .filter((key) => key.foreign === foreign)
          .map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`);
      all.push({
        database,
        indexes: [
          ...again(false),
          ...idle.map(({ definition }) => definition),
          ...lists.map((index) => `${index} reset (fastupdate)`),
        ],
        foreignKeys: again(true),
      });
    });
  }
  return all;
}

/** A column, by the name of its table. */
interface Column {
  readonly database: string;
  readonly table: string;
  readonly name: string;
}

/**
 * Has large values stored as they are: their compression would take a third of what PostgreSQL does during the load. The set
 * is larger on the disk for it, and what is written later is compressed again.
 */
async function stopCompression(servers: Servers): Promise<readonly Column[]> {
  const columns: Column[] = [];
  for (const database of filledDatabases) {
    await onDatabase(servers, database, async (client) => {
      const { rows } = await client.query<{ table: string; name: string }>(
        `select relname as table, attname as name from pg_attribute join pg_class on pg_class.oid = attrelid
         where relnamespace = 'public'::regnamespace and relkind = 'r' and attstorage = 'x' and not attisdropped
           and atttypid in ('json'::regtype, 'jsonb'::regtype, 'bytea'::regtype)`,
      );
      columns.push(...rows.map((row) => ({ database, ...row })));
    });
  }
  await alterColumns(servers, columns, 'set storage external');
  return columns;
}

async function alterColumns(servers: Servers, columns: readonly Column[], change: string): Promise<void> {
  for (const [database, its] of Map.groupBy(columns, (column) => column.database)) {
    await onDatabase(servers, database, async (client) => {
      for (const { table, name } of its) await client.query(`alter table ${table} alter column ${name} ${change}`);
    });
  }
}

async function buildIndexesAndKeys(servers: Servers, dropped: readonly Dropped[]): Promise<void> {
  const build = (database: string, definition: string) =>
    onDatabase(servers, database, async (client) => {
      await client.query(`set maintenance_work_mem = '512MB'`);
      await client.query(definition);
    });
  await twoAtOnce(
    dropped.flatMap(({ database, indexes }) => indexes.map((definition) => () => build(database, definition))),
  );
  // Those of a database one after the other: two of them may lock the same table.
  await twoAtOnce(
    dropped.map(({ database, foreignKeys }) => async () => {
      for (const definition of foreignKeys) await build(database, definition);
    }),
  );
}

async function twoAtOnce(works: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...works];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await next();
  };
  await Promise.all([worker(), worker()]);
}

/** Tables of which no search reads an index alone: autovacuum may take its time with them. */
const readWhole = ['journal', 'outbox'];

/** As autovacuum does in its time: the plans of the first searches are then those of every day. */
async function learn(servers: Servers): Promise<void> {
  await Promise.all(
    storeServices.map(({ database }) =>
      onDatabase(servers, database, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
        );
        const names = rows.map(({ name }) => name);
        // What is stored apart is read through the row alone.
        await client.query(
          `vacuum (analyze, process_toast false) ${names.filter((name) => !readWhole.includes(name)).join(', ')}`,
        );
        for (const name of names.filter((each) => readWhole.includes(each))) await client.query(`analyze ${name}`);
      }),
    ),
  );
}

/** As the superuser, who alone changes settings and tables of every owner. */
async function onDatabase(
  servers: Servers,
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const url = new URL(servers.postgres);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
