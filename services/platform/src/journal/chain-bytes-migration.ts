import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['journal', 'journal_head', 'journal_anchor'];

/**
 * Names of chains and instants of the journal are for machines, in the order of their bytes: each line that is written goes to
 * three indexes, and French order costs more than the write. A service lists it after {@link JournalAudit1700000000020}.
 */
export class ChainsInOrderOfBytes1700000000021 implements MigrationInterface {
  readonly name = 'ChainsInOrderOfBytes1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await order(runner, 'C');
  }

  async down(runner: QueryRunner): Promise<void> {
    await order(runner, 'default');
  }
}

async function order(runner: QueryRunner, collation: string): Promise<void> {
  for (const table of tables) {
    const at = table === 'journal' ? `, alter column at type text collate "${collation}"` : '';
    await runner.query(`alter table ${table} alter column chain type text collate "${collation}"${at}`);
  }
}
