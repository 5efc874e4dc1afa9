import pg from 'pg';
import { variable } from '../../services/scenarios/src/environment.ts';
import { asSuperuser } from './superuser.ts';

/** A column on its way to another name, by releases that run side by side. */
export interface Renaming {
  readonly database: string;
  readonly table: string;
  readonly column: string;
  readonly renamed: string;
  /** Of both columns. */
  readonly type: string;
}

/** Rows that one statement fills: the locks of each are held some milliseconds. */
const batch = 500;
const lockTimeout = `set lock_timeout = '5s'`;
const trigger = 'both_names';

/**
 * Expands: the new column, what keeps it equal to the former whichever of both a version writes, then what was there before,
 * batch after batch. @returns rows that were filled
 */
export async function expand({ database, table, column, renamed, type }: Renaming): Promise<number> {
  const [former, next] = [column, renamed].map((name) => pg.escapeIdentifier(name));
  return asSuperuser(
    variable('TEST_POSTGRES_URL'),
    async (client) => {
      await client.query(lockTimeout);
      await client.query(`alter table ${table} add column ${next} ${type}`);
      await client.query(`
        create function ${trigger}() returns trigger language plpgsql as $$
        begin
          if tg_op = 'INSERT' then
            new.${next} := coalesce(new.${next}, new.${former});
            new.${former} := new.${next};
          elsif new.${former} is distinct from old.${former} then
            new.${next} := new.${former};
          elsif new.${next} is distinct from old.${next} then
            new.${former} := new.${next};
          end if;
          return new;
        end $$`);
      await client.query(
        `create trigger ${trigger} before insert or update on ${table} for each row execute function ${trigger}()`,
      );
      let filled = 0;
      for (;;) {
        const { rowCount } = await client.query(
          `update ${table} set ${next} = ${former} where ctid = any (array(
             select ctid from ${table} where ${next} is distinct from ${former} limit ${batch} for update))`,
        );
        if (!rowCount) return filled;
        filled += rowCount;
      }
    },
    database,
  );
}

/** Contracts, once no process of the former version is left. */
export async function contract({ database, table, column }: Renaming): Promise<void> {
  await asSuperuser(
    variable('TEST_POSTGRES_URL'),
    async (client) => {
      await client.query(lockTimeout);
      await client.query('begin');
      await client.query(`drop trigger ${trigger} on ${table}`);
      await client.query(`drop function ${trigger}()`);
      await client.query(`alter table ${table} drop column ${pg.escapeIdentifier(column)}`);
      await client.query('commit');
    },
    database,
  );
}

/** Rows on which both names say something else; none, when neither version lost what the other wrote. */
export async function apart({ database, table, column, renamed }: Renaming): Promise<number> {
  const [former, next] = [column, renamed].map((name) => pg.escapeIdentifier(name));
  return asSuperuser(
    variable('TEST_POSTGRES_URL'),
    async (client) => {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from ${table} where ${former} is distinct from ${next}`,
      );
      return rows[0]?.count ?? 0;
    },
    database,
  );
}
