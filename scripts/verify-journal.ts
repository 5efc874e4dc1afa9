/**
 * Verifies the journals of every service: each chain line by line, then the signed roots against the database. Databases are
 * named by IDENTITY_DATABASE_URL, EQUIPMENT_DATABASE_URL…, roots by AUDIT_ROOT_DIR, keys (the one in use and those before
 * it) by AUDIT_ROOT_PUBLIC_KEYS, separated by commas; `--env FILE` reads them from a file. Without any of them it is the
 * system that `npm start` keeps in `.run`. Exits 1 when something is broken.
 */
import { parseArgs } from 'node:util';
import { verifyServiceJournal } from './invariants/journals.ts';
import { openSystem, type System } from './invariants/system.ts';

try {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  const system = await openSystem('verify-journal', values.env);
  try {
    for (const service of system.databases.keys()) await verifyService(system, service);
  } finally {
    await system.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function verifyService(system: System, service: string): Promise<void> {
  const { looked, faults } = await verifyServiceJournal(system, service);
  for (const fault of faults) console.error(fault);
  console.log(`${service}: ${faults.length === 0 ? 'intact' : `BROKEN (${faults.length} faults)`}: ${looked}`);
  if (faults.length > 0) process.exitCode = 1;
}
