/**
 * Verifies the journals of every service: each chain line by line, then the signed roots against the database. Databases are
 * named by IDENTITY_DATABASE_URL, EQUIPMENT_DATABASE_URL…, roots by AUDIT_ROOT_DIR, keys (the one in use and those before
 * it) by AUDIT_ROOT_PUBLIC_KEYS, separated by commas; `--env FILE` reads them from a file. Without any of them it is the
 * system that `npm start` keeps in `.run`. Exits 1 when something is broken.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { openDatabase } from '@portail/platform/db/database.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { verifyRoots } from '@portail/platform/journal/verify-roots.ts';
import { root } from './stack/paths.ts';
import { storeServices } from './stack/service-list.ts';

const [option, file = join(root, '.run', 'journal.env')] = process.argv.slice(2);
const variable = (service: string) => `${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
const given = storeServices.some(({ name }) => process.env[variable(name)]);
if (option !== undefined && option !== '--env') fail('usage: npm run verify-journal [-- --env FILE]');
if (option === '--env' || !given) {
  if (!existsSync(file)) fail(`${file} is not there: start the system, or name the databases in the environment`);
  loadEnvFile(file);
}

function fail(why: string): never {
  console.error(why);
  process.exit(1);
}

const directory = process.env['AUDIT_ROOT_DIR'] ?? fail('AUDIT_ROOT_DIR is missing');
const publicKeys = (process.env['AUDIT_ROOT_PUBLIC_KEYS'] ?? fail('AUDIT_ROOT_PUBLIC_KEYS is missing')).split(',');

/** True when the journal of a service holds. */
async function verifyService(service: string): Promise<boolean> {
  const url = process.env[variable(service)] ?? fail(`${variable(service)} is missing`);
  const database = await openDatabase({ url, applicationName: 'verify-journal', statementTimeout: 0, poolSize: 2 });
  try {
    const [{ chains, lines } = { chains: 0, lines: 0 }] = await database.rows<{ chains: number; lines: number }>({
      name: 'verify-count',
      text: 'select count(*)::int as chains, coalesce(sum(sequence), 0)::bigint as lines from journal_head',
    });
    const broken = await verifyJournal(database);
    for (const { chain, fault } of broken) console.error(`${service}: chain ${chain}: ${fault}`);
    const roots = await verifyRoots(database, { directory, service, publicKeys });
    for (const fault of roots.faults) console.error(`${service}: signed roots: ${fault}`);
    const signed = roots.at === null ? 'no signed root yet' : `${roots.roots} signed roots, the last at ${roots.at}`;
    const holds = broken.length === 0 && roots.faults.length === 0;
    const verdict = holds ? 'intact' : `BROKEN (${broken.length} chains, ${roots.faults.length} faults of roots)`;
    console.log(`${service}: ${chains} chains, ${lines} lines, ${verdict}; ${signed}`);
    return holds;
  } finally {
    await database.close();
  }
}

let intact = true;
for (const { name } of storeServices) {
  try {
    intact = (await verifyService(name)) && intact;
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    intact = false;
  }
}
process.exitCode = intact ? 0 : 1;
