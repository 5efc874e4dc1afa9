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
  await runLoader(demoEnvironment(context, servers), equipments);
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

/** As autovacuum does in its time: the plans of the first searches are then those of every day. */
async function learn(servers: Servers): Promise<void> {
  await Promise.all(
    storeServices.map(async ({ database }) => {
      const url = new URL(servers.postgres);
      url.pathname = `/${database}`;
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      try {
        await client.query('vacuum (analyze)');
      } finally {
        await client.end();
      }
    }),
  );
}
