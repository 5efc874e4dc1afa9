import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The Caf of agents, who read the statistics of their territory. */
export class Territories1700000001003 implements MigrationInterface {
  readonly name = 'Territories1700000001003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    // Empty until the next event of the person, or `npm run rebuild-statistics`: nobody sees more than before meanwhile.
    await runner.query(`alter table person add column caf_codes text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column caf_codes');
  }
}
