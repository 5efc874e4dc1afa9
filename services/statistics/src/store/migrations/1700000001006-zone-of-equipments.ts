import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The département of each equipment in the order of the facts of an exercise: the means read both side by side, without
 * putting the equipments of the country in a table of their own each time.
 */
export class ZoneOfEquipments1700000001006 implements MigrationInterface {
  readonly name = 'ZoneOfEquipments1700000001006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('create unique index equipment_zone on equipment (id) include (department_code)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index equipment_zone');
  }
}
