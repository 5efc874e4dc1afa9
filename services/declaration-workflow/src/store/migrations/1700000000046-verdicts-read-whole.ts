import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Estimate and indicators are written and read whole, and never searched: as text they are parsed by nobody on the way. */
export class VerdictsReadWhole1700000000046 implements MigrationInterface {
  readonly name = 'VerdictsReadWhole1700000000046';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      alter table evaluation
        alter column estimate type json using estimate::json,
        alter column indicators type json using indicators::json`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table evaluation
        alter column estimate type jsonb using estimate::jsonb,
        alter column indicators type jsonb using indicators::jsonb`);
  }
}
