import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a calculation workbook is made of: declarations from the day they are opened, and the authorisations of equipments. What
 * is known of an equipment may be said again at the revision it had: `npm run replay -- republish` then fills in what is missing.
 */
export class Workbooks1700000002000 implements MigrationInterface {
  readonly name = 'Workbooks1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table declaration (
        id uuid primary key,
        equipment_id uuid not null,
        exercise integer not null,
        type text not null check (type in ('FORECAST', 'UPDATED', 'ACTUAL')),
        period_start date not null,
        period_end date not null
      )`);
    await runner.query(`
      insert into declaration (id, equipment_id, exercise, type, period_start, period_end)
      select distinct on (declaration_id) declaration_id, equipment_id, (content->>'exercise')::integer,
        content->>'type', (content->>'periodStart')::date, (content->>'periodEnd')::date
      from sheet`);
    await runner.query(`update equipment set revision = 0, content = content || '{"authorizations": []}'::jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table declaration');
    await runner.query(`update equipment set revision = 0, content = content - 'authorizations'`);
  }
}
