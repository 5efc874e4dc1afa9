import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rules become rows that people publish, like scales; what is prepared waits in one draft per subject, and what a Caf
 * wishes is a proposal. A draft that ends leaves its row with a higher revision, so that nobody’s older one fits again.
 */
export class ControlsPublication1700000003000 implements MigrationInterface {
  readonly name = 'ControlsPublication1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      alter table control_rule
        add column published_by text not null default 'portail',
        add column published_by_name text not null default '',
        add column published_at timestamptz not null default '2016-07-01T00:00:00Z',
        add column reason text not null default ''`);
    await runner.query(`alter table psu_scale add column published_by_name text not null default ''`);
    await runner.query(`
      create table reference_draft (
        kind text not null check (kind in ('SCALE', 'RULE')),
        subject text not null,
        revision integer not null check (revision > 0),
        base integer not null,
        content jsonb,
        saved_by text not null,
        saved_by_name text not null,
        saved_at timestamptz not null,
        primary key (kind, subject)
      )`);
    await runner.query(`
      create table reference_proposal (
        id uuid primary key,
        revision integer not null check (revision > 0),
        kind text not null check (kind in ('SCALE', 'RULE')),
        subject text not null,
        caf_codes text[] not null,
        content jsonb not null,
        reason text not null,
        state text not null check (state in ('SENT', 'SEEN', 'TAKEN', 'REFUSED')),
        proposed_by text not null,
        proposed_by_name text not null,
        proposed_at timestamptz not null,
        answered_by_name text,
        answered_at timestamptz,
        answer text
      )`);
    await runner.query(`create index reference_proposal_order on reference_proposal (proposed_at desc, id)`);
    await runner.query(`create index reference_proposal_caf on reference_proposal using gin (caf_codes)`);
    // What a rule is tried on: transmitted declarations of one exercise, equipment by equipment.
    await runner.query(`
      create index declaration_version_transmitted on declaration_version (exercise, equipment_id)
      where status in ('SUBMITTED', 'VALIDATED')`);
    // The year before is chosen in the index alone; one row is then read.
    await runner.query(`
      create index declaration_version_past on declaration_version (equipment_id, exercise, status, period_end, version)
      include (declaration_id)
      where status in ('SUBMITTED', 'VALIDATED') and type = 'ACTUAL'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index declaration_version_past, declaration_version_transmitted');
    await runner.query('drop table reference_proposal, reference_draft');
    await runner.query('alter table psu_scale drop column published_by_name');
    await runner.query(
      'alter table control_rule drop column published_by, drop column published_by_name, drop column published_at, drop column reason',
    );
  }
}
