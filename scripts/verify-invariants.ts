/**
 * Verifies the invariants of the product (nothing lost, nothing doubled, nobody where they do not belong) on a system that
 * may be running. Databases, signed roots and NATS are named as for `npm run verify-journal`, with NATS_MONITORING_URL
 * beside; `--env FILE` reads them from a file. Queues and projections have thirty seconds to settle, or as many as
 * `--settle` says. Exits 1 when one does not hold.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { verifyCauses } from './invariants/causes.ts';
import { verifyDeclarations } from './invariants/declarations.ts';
import type { Finding } from './invariants/finding.ts';
import { verifyJournals } from './invariants/journals.ts';
import { verifyMeans } from './invariants/means.ts';
import { verifyPartitions } from './invariants/partitions.ts';
import { verifyProjections } from './invariants/projections.ts';
import { verifyQueues } from './invariants/queues.ts';
import { databaseOf, openSystem, type System } from './invariants/system.ts';

const settlePollMs = 500;
const shownFaults = 10;

try {
  const { values } = parseArgs({ options: { env: { type: 'string' }, settle: { type: 'string', default: '30' } } });
  const system = await openSystem('verify-invariants', values.env);
  try {
    process.exitCode = (await verify(system, Number(values.settle) * 1_000)) ? 0 : 1;
  } finally {
    await system.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function verify(system: System, settleMs: number): Promise<boolean> {
  const startedAt = performance.now();
  let holds = true;
  const say = (number: string, sentence: string, { looked, faults }: Finding): void => {
    holds &&= faults.length === 0;
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${number} ${sentence} (${looked})`);
    for (const fault of faults.slice(0, shownFaults)) console.log(`    ${fault}`);
    if (faults.length > shownFaults) console.log(`    … and ${faults.length - shownFaults} more`);
  };
  say('I8', 'queues are drained, no letter is dead', await settled(settleMs, () => verifyQueues(system)));
  const { transmissions, histories, figures } = await verifyDeclarations(databaseOf(system, 'declaration-workflow'));
  say('I1', 'each transmission has one version, one line in the journal, one place in the queue', transmissions);
  say('I2', 'no effect without a committed cause', await verifyCauses(system));
  say('I3', 'every history is a path of the rules, versions without gaps', histories);
  say('I4', 'the journals verify and their heads are those that were signed', await verifyJournals(system));
  say('I5', 'projections are what their sources are', await settled(settleMs, () => verifyProjections(system)));
  say('I5', 'means are those of the figures that were typed', await settled(settleMs, () => verifyMeans(system)));
  say('I6', 'what was saved is what is kept', figures);
  say('I7', 'nobody has a right at another gestionnaire', await verifyPartitions(system));
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(holds ? `all invariants hold (${seconds} s)` : `SOMETHING DOES NOT HOLD (${seconds} s)`);
  return holds;
}

/** What is found once acts under way have reached everybody, or when the time is over. */
async function settled(limitMs: number, look: () => Promise<Finding>): Promise<Finding> {
  for (const deadline = performance.now() + limitMs; ;) {
    const finding = await look();
    if (finding.faults.length === 0 || performance.now() > deadline) return finding;
    await pause(settlePollMs);
  }
}
