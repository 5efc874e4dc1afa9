import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { verifyRoots } from '@portail/platform/journal/verify-roots.ts';
import type { Finding } from './finding.ts';
import { databaseOf, type System } from './system.ts';

const count = {
  name: 'verify-count',
  text: 'select count(*)::int as chains, coalesce(sum(sequence), 0)::bigint as lines from journal_head',
};

/** Every chain of the journal of a service, line by line, and the signed roots against it. */
export async function verifyServiceJournal(system: System, service: string): Promise<Finding> {
  const database = databaseOf(system, service);
  const [{ chains, lines } = { chains: 0, lines: 0 }] = await database.rows<{ chains: number; lines: number }>(count);
  const broken = await verifyJournal(database);
  const roots = await verifyRoots(database, { ...system.roots, service });
  const signed = roots.at === null ? 'no signed root yet' : `${roots.roots} signed roots, the last at ${roots.at}`;
  return {
    looked: `${chains} chains, ${lines} lines; ${signed}`,
    faults: [
      ...broken.map(({ chain, fault }) => `${service}: chain ${chain}: ${fault}`),
      ...roots.faults.map((fault) => `${service}: signed roots: ${fault}`),
    ],
  };
}

/** I4: every chain of every journal verifies, and its head is the one that was signed. */
export async function verifyJournals(system: System): Promise<Finding> {
  const findings = [];
  for (const service of system.databases.keys()) findings.push(await verifyServiceJournal(system, service));
  return { looked: `the journals of ${findings.length} services`, faults: findings.flatMap(({ faults }) => faults) };
}
