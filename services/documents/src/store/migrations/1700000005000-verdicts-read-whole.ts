import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A verdict is written and read whole, and never searched: as text it is parsed by nobody on the way. */
export class VerdictsReadWhole1700000005000 implements MigrationInterface {
  readonly name = 'VerdictsReadWhole1700000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('alter table verdict alter column content type json using content::json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table verdict alter column content type jsonb using content::jsonb');
  }
}
