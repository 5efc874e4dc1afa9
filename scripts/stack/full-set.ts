import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { demoEnvironment } from './demo.ts';
import { root, runFolderAt, type RunFolder } from './paths.ts';
import type { Servers } from './servers/all.ts';
import type { ServerContext } from './servers/server-context.ts';
import { storeServices } from './service-list.ts';

/** The folder of the system that holds the full data set: its load serves every measure. */
export const fullFolder: RunFolder = runFolderAt(join(root, '.run-full'));
const marker = join(fullFolder.path, 'full-loaded.json');
const loader = join(root, 'scripts', 'seed', 'full', 'load-full.ts');

/** What was loaded, and when; undefined before a load has ended. */
export function fullSetLoaded(): { readonly equipments: number; readonly at: string } | undefined {
  if (!existsSync(marker)) return undefined;
  return JSON.parse(readFileSync(marker, 'utf8')) as { equipments: number; at: string };
}

/** Loads the full set into migrated, empty databases, then lets PostgreSQL learn what is in them. */
export async function loadFullSet(context: ServerContext, servers: Servers, equipments: number): Promise<void> {
  const startedAt = Date.now();
  await tune(servers, loadSettings);
  try {
    await runLoader(demoEnvironment(context, servers), equipments);
  } finally {
    await tune(servers, undefined);
  }
  await context.progress.step('statistics of the tables known', () => learn(servers));
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  context.progress.say(`full data set loaded in ${seconds} s`);
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

/** While everything is written once: fewer checkpoints, and no vacuum of tables that nothing has deleted from. */
const loadSettings = { max_wal_size: '8GB', checkpoint_timeout: '30min', autovacuum: 'off' } as const;

async function tune(servers: Servers, settings: Readonly<Record<string, string>> | undefined): Promise<void> {
  await onDatabase(servers, 'postgres', async (client) => {
    for (const name of Object.keys(loadSettings)) {
      const value = settings?.[name];
      await client.query(value === undefined ? `alter system reset ${name}` : `alter system set ${name} = '${value}'`);
    }
    await client.query('select pg_reload_conf()');
  });
}

/** As autovacuum does in its time: the plans of the first searches are then those of every day. */
async function learn(servers: Servers): Promise<void> {
  await Promise.all(
    storeServices.map(({ database }) =>
      onDatabase(servers, database, async (client) => {
        await client.query('vacuum (analyze)');
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
