import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Means of the groups of a publication, beside their quartiles; empty for those that were published before. */
export class MeansOfGroups1700000001005 implements MigrationInterface {
  readonly name = 'MeansOfGroups1700000001005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`alter table publication_group add column means jsonb not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table publication_group drop column means');
  }
}
