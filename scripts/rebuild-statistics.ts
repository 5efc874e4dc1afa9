/**
 * Builds the statistics again from nothing, out of what the other services said since the beginning. Databases are named by
 * STATISTICS_DATABASE_URL, IDENTITY_DATABASE_URL, EQUIPMENT_DATABASE_URL, DECLARATION_WORKFLOW_DATABASE_URL and
 * CONTROLS_DATABASE_URL; `--env FILE` reads them from a file. Without any of them it is the system that `npm start` keeps in
 * `.run`. The services may go on running meanwhile.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import { rebuildProjections } from '../services/statistics/src/events/in/rebuild.ts';
import { root } from './stack/paths.ts';

const variables = {
  identity: 'IDENTITY_DATABASE_URL',
  equipment: 'EQUIPMENT_DATABASE_URL',
  declaration: 'DECLARATION_WORKFLOW_DATABASE_URL',
  controls: 'CONTROLS_DATABASE_URL',
} as const;
const contexts = Object.keys(variables) as (keyof typeof variables)[];
const [option, file = join(root, '.run', 'journal.env')] = process.argv.slice(2);
const opened: Database[] = [];

try {
  if (option !== undefined && option !== '--env') throw new Error('usage: npm run rebuild-statistics [-- --env FILE]');
  if (option === '--env' || !process.env['STATISTICS_DATABASE_URL']) {
    if (!existsSync(file)) {
      throw new Error(`${file} is not there: start the system, or name the databases in the environment`);
    }
    loadEnvFile(file);
  }
  const statistics = await open('STATISTICS_DATABASE_URL');
  const speakers = [];
  for (const context of contexts) speakers.push({ context, database: await open(variables[context]) });
  const startedAt = performance.now();
  const applied = await rebuildProjections(statistics, speakers);
  console.log(`${applied} events applied in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await Promise.all(opened.map((database) => database.close()));
}

async function open(variable: string): Promise<Database> {
  const url = process.env[variable];
  if (!url) throw new Error(`${variable} is missing`);
  const database = await openDatabase({ url, applicationName: 'rebuild-statistics', statementTimeout: 0, poolSize: 2 });
  opened.push(database);
  return database;
}
