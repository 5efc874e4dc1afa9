import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of people, for the journal; those known before get theirs with the next event about them. */
export class PersonNames1700000004000 implements MigrationInterface {
  readonly name = 'PersonNames1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`alter table person add column name text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column name');
  }
}
