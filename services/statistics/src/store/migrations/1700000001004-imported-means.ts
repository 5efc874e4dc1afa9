import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which list a publication was read, when its means were not computed here. */
export class ImportedMeans1700000001004 implements MigrationInterface {
  readonly name = 'ImportedMeans1700000001004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('alter table publication add column imported_from text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table publication drop column imported_from');
  }
}
