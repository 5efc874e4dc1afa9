import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The journal is text. What a line says is the very text that was hashed, as `json`: nobody parses it on its way in. Names of
 * chains and instants are for machines, in the order of their bytes: each line that is written goes to three indexes, and French
 * order costs more than the write. A service lists it after {@link JournalAudit1700000000020}.
 */
export class JournalAsText1700000000021 implements MigrationInterface {
  readonly name = 'JournalAsText1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await become(runner, 'C', 'json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await become(runner, 'default', 'jsonb');
  }
}

/** All of a table’s columns at once: it is written anew once. */
async function become(runner: QueryRunner, collation: string, type: 'json' | 'jsonb'): Promise<void> {
  const ordered = (column: string) => `alter column ${column} type text collate "${collation}"`;
  const said = (column: string) => `alter column ${column} type ${type} using ${column}::${type}`;
  const columns = [ordered('chain'), ordered('at'), said('actor'), said('data')];
  await runner.query(`alter table journal ${columns.join(', ')}`);
  await runner.query(`alter table journal_head ${ordered('chain')}`);
  await runner.query(`alter table journal_anchor ${ordered('chain')}`);
}
