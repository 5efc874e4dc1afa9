import pg from 'pg';
import { sendCopies, type Copy } from '@portail/platform/bulk/copy.ts';

/** Writes what the workers made of one database: one sending after the other, all in one transaction. */
export interface Writer {
  write(copies: readonly Copy[]): Promise<void>;
  /** Nothing of it is there before. */
  commit(): Promise<void>;
}

const tablesThere = `
  select relname as name from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' and relname = any ($1)`;

/**
 * Begins the transaction. Tables that nobody else looks at meanwhile get a new file in it, so that PostgreSQL keeps no journal of
 * what is written there (« Populating a Database », with `wal_level = minimal`) and has no row to mark later.
 * @param address of somebody who may do that with these tables: their owner, or a superuser
 * @param written tables that may be there, without foreign keys, with few rows, which stay
 */
export async function openWriter(address: string, written: readonly string[]): Promise<Writer> {
  const client = new pg.Client({ connectionString: address, application_name: 'full-writer' });
  await client.connect();
  await client.query('begin');
  const { rows } = await client.query<{ name: string }>(tablesThere, [written]);
  const fresh = new Set(rows.map(({ name }) => name));
  for (const table of fresh) {
    // There is no word for a new file that keeps the rows: a table that leaves the journal and comes back gets one.
    await client.query(`alter table ${table} set unlogged`);
    await client.query(`alter table ${table} set logged`);
  }
  return {
    write: async (copies) => {
      await sendCopies(client, copies, fresh);
      // Given back at once: whoever waits for the sweep of so many bytes sweeps twice a second.
      for (const { pieces } of copies) for (const { buffer } of pieces) buffer.transfer(0);
    },
    commit: async () => {
      await client.query('commit');
      await client.end();
    },
  };
}
