import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { openLine, type SwitchableLine } from '../testing/switchable-line.ts';
import { openDatabase, type Database } from './database.ts';
import { isOutage } from './outage.ts';
import { Plumbing1700000000000 } from './plumbing-migration.ts';

const limit = 500;
const one = { name: 'one', text: 'select 1 as one' };
const connections = { name: 'connections', text: 'select pid from pg_stat_activity where application_name = $1' };
const endBackends = {
  name: 'end-backends',
  text: 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
};

describe('a database that is lost while it is used', () => {
  let store: TestDatabase;
  let line: SwitchableLine;
  let database: Database;

  beforeAll(async () => {
    store = await createTestDatabase({ service: 'lost', migrations: [Plumbing1700000000000] });
    const { hostname, port } = new URL(store.url);
    line = await openLine(hostname, Number(port));
    const url = new URL(store.url);
    url.host = `127.0.0.1:${line.port}`;
    database = await openDatabase({ url: url.href, applicationName: 'lost', poolSize: 2, statementTimeout: limit });
  });
  afterAll(async () => {
    await database.close();
    await line.close();
    await store.drop();
  });

  test('between two statements of a transaction: it fails, the process lives, and the next one works', async () => {
    const failure = await database
      .transaction(async (tx) => {
        await tx.rows(one);
        await store.database.rows(endBackends, ['lost']);
        // The end of the connection is heard while nothing is asked on it.
        await eventually(
          'no connection left',
          async () => (await store.database.rows(connections, ['lost'])).length === 0,
        );
        await tx.rows(one);
      })
      .catch((error: unknown) => error);
    expect(isOutage(failure)).toBe(true);
    expect(await database.transaction((tx) => tx.rows(one))).toEqual([{ one: 1 }]);
  });

  test('parted from it, every statement ends in time, and works again when they are joined', async () => {
    await database.rows(one);
    line.part();
    const begun = performance.now();
    const failures = await Promise.all([
      database.rows(one).catch((error: unknown) => error),
      database.transaction((tx) => tx.rows(one)).catch((error: unknown) => error),
    ]);
    expect(failures.map(isOutage)).toEqual([true, true]);
    expect(performance.now() - begun).toBeLessThan(10_000);
    line.join();
    expect(await database.transaction((tx) => tx.rows(one))).toEqual([{ one: 1 }]);
  }, 30_000);
});
