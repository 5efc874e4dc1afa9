import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL: who acted, on a line `j` of the journal; services write it as a text, or as an object with `id` or `userId`. */
export const actorId = (j: string) => `coalesce(${j}.actor->>'id', ${j}.actor->>'userId', ${j}.actor#>>'{}')`;

/**
 * The journal is read by time and by person, and its heads are anchored outside the database: `journal_anchor` holds them as
 * the last signed root has them, `journal_root` numbers those roots. A service lists it with its own migrations.
 */
export class JournalAudit1700000000020 implements MigrationInterface {
  readonly name = 'JournalAudit1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('create index journal_at on journal (at, chain, sequence)');
    await runner.query(`create index journal_actor on journal ((${actorId('journal')}), at)`);
    await runner.query(`
      create table journal_anchor (
        chain text primary key,
        sequence integer not null,
        hash text not null
      )`);
    await runner.query(`
      create table journal_root (
        number integer primary key,
        at timestamptz not null,
        root text not null,
        partial boolean not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table journal_root, journal_anchor');
    await runner.query('drop index journal_actor, journal_at');
  }
}
