import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { outboxDepth } from '@portail/platform/outbox/outbox.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { environmentOf } from './control-door.ts';

/** Services that own a database. */
export const storeServices = ['identity', 'equipment', 'declaration-workflow', 'controls', 'notifications'] as const;

export type StoreService = (typeof storeServices)[number];

const drainLimitMs = 30_000;
const deadLetters = {
  name: 'scenario-dead-letters',
  text: 'select subject, error from dead_letter where replayed_at is null',
};

/** Opens the database of a service with its own runtime role. */
export async function databaseOf(service: StoreService): Promise<Database> {
  const url = environmentOf(service)['DATABASE_URL'];
  if (url === undefined) throw new Error(`${service} was started without DATABASE_URL`);
  return openDatabase({ url, applicationName: `scenario-${service}`, poolSize: 2 });
}

/** Runs `work` on the database of every service. */
export async function onEveryDatabase<T>(
  work: (database: Database, service: StoreService) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const service of storeServices) {
    const database = await databaseOf(service);
    try {
      results.push(await work(database, service));
    } finally {
      await database.close();
    }
  }
  return results;
}

/** I8: every outbox is empty within 30 s, and no message died. */
export async function waitUntilDrained(): Promise<void> {
  await onEveryDatabase(async (database, service) => {
    await eventually(
      `the outbox of ${service} to be empty`,
      async () => (await outboxDepth(database)) === 0,
      drainLimitMs,
    );
    const dead = await database.rows<{ subject: string; error: string }>(deadLetters);
    if (dead.length > 0) throw new Error(`dead letters of ${service}: ${JSON.stringify(dead.slice(0, 5))}`);
  });
}

/** I4: the hash chains that do not verify, over all services; empty when every journal holds. */
export async function brokenChains(): Promise<string[]> {
  const faults = await onEveryDatabase(async (database, service) => {
    const broken = await verifyJournal(database);
    return broken.map(({ chain, fault }) => `${service} ${chain}: ${fault}`);
  });
  return faults.flat();
}
