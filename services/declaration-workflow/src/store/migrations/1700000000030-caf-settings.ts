import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a Caf decides for all its declarations, and for the four-eyes rule who last changed the data of an equipment on which
 * day: one row per equipment and person, from the events of the equipment service.
 */
export class CafSettings1700000000030 implements MigrationInterface {
  readonly name = 'CafSettings1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table caf_settings (
        caf_code text primary key,
        four_eyes boolean not null,
        revision integer not null,
        updated_at timestamptz,
        updated_by text
      )`);
    await runner.query(`
      create table equipment_change (
        equipment_id uuid not null,
        person_id text not null,
        last_day date not null,
        primary key (equipment_id, person_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table equipment_change, caf_settings');
  }
}
