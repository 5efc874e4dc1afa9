import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A control file reads every version of an equipment. */
export class ControlFiles1700000004000 implements MigrationInterface {
  readonly name = 'ControlFiles1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('create index sheet_equipment on sheet (equipment_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index sheet_equipment');
  }
}
