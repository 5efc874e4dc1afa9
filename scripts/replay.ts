/**
 * Repairs on a service’s database, named by DATABASE_URL: `dead-letters` (list and replay), `republish --since DATE`
 * (send the outbox again), `verify` (the journal’s chains). Exits 1 when something is broken or the command is off.
 */
import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { listDeadLetters, requestReplay } from '@portail/platform/messaging/dead-letters.ts';
import { republish } from '@portail/platform/outbox/outbox.ts';

const usage = 'usage: DATABASE_URL=… npm run replay -- dead-letters | republish --since 2026-01-31 | verify';
const [command, option, since] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];

const commands: Readonly<Record<string, (database: Database) => Promise<boolean>>> = {
  'dead-letters': async (database) => {
    for (const letter of await listDeadLetters(database)) {
      const [reason] = letter.error.split('\n');
      console.log(`${letter.diedAt.toISOString()} ${letter.consumer} ${letter.subject} ${letter.messageId}: ${reason}`);
    }
    console.log(`${await requestReplay(database)} dead letters will be replayed by the running service`);
    return true;
  },
  republish: async (database) => {
    const from = new Date(option === '--since' ? (since ?? '') : '');
    if (Number.isNaN(from.getTime())) throw new Error(usage);
    console.log(`${await republish(database, from)} events will be sent again`);
    return true;
  },
  verify: async (database) => {
    const faults = await verifyJournal(database);
    for (const { chain, fault } of faults) console.error(`chain ${chain}: ${fault}`);
    console.log(faults.length === 0 ? 'every chain of the journal holds' : `${faults.length} chains are broken`);
    return faults.length === 0;
  },
};

const run = commands[command ?? ''];
if (!run || !url) {
  console.error(usage);
  process.exit(1);
}
const database = await openDatabase({ url, applicationName: 'replay', statementTimeout: 0 });
try {
  process.exitCode = (await run(database)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database.close();
}
