import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import { environmentOf } from './control-door.ts';
import { root, variable } from './environment.ts';

/**
 * Opens the database of a service with its own runtime role.
 * @param statementTimeout milliseconds; 0 for what touches whole tables
 */
export async function databaseOf(service: string, statementTimeout = 10_000): Promise<Database> {
  const url = environmentOf(service)['DATABASE_URL'];
  if (url === undefined) throw new Error(`${service} was started without DATABASE_URL`);
  return openDatabase({ url, applicationName: `scenario-${service}`, poolSize: 2, statementTimeout });
}

/**
 * Runs `npm run verify-invariants` on the system under test, as an operator would; with its faults.
 * @param settle seconds given to queues and projections
 * @returns what does not hold, in its words; empty when everything does
 */
export async function brokenInvariants(settle = 30): Promise<readonly string[]> {
  const command = join(root, 'scripts', 'verify-invariants.ts');
  const child = spawn(
    process.execPath,
    [command, '--env', variable('SCENARIO_SYSTEM_ENV'), '--settle', String(settle)],
    { cwd: root },
  );
  const [said, failed] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines = said.split('\n').filter((line) => line !== '' && !line.startsWith('✓'));
  return [...lines, failed].filter((line) => line !== '' && !line.startsWith('all invariants hold'));
}
