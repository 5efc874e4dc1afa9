import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Campaigns, and what becomes of each equipment they ask. The rows without outcome are the work that is left. */
export class Campaigns1700000000010 implements MigrationInterface {
  readonly name = 'Campaigns1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table campaign (
        id uuid primary key,
        name text not null,
        exercise integer not null,
        type text not null check (type in ('FORECAST', 'UPDATED', 'ACTUAL')),
        period_start date not null,
        period_end date not null,
        due_on date,
        search text not null,
        caf_codes text[] not null,
        started_by uuid not null,
        started_by_name text not null,
        started_at timestamptz not null,
        finished_at timestamptz
      )`);
    await runner.query('create index campaign_caf on campaign using gin (caf_codes)');
    await runner.query('create index campaign_unfinished on campaign (started_at) where finished_at is null');
    await runner.query(`
      create table campaign_equipment (
        campaign_id uuid not null references campaign (id),
        equipment_id uuid not null,
        outcome text check (outcome in ('OPENED', 'DECLARATION_EXISTS', 'EQUIPMENT_CLOSED', 'NOT_AUTHORIZED')),
        declaration_id uuid references declaration (id),
        primary key (campaign_id, equipment_id)
      )`);
    await runner.query(
      'create index campaign_equipment_left on campaign_equipment (campaign_id) where outcome is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table campaign_equipment, campaign');
  }
}
