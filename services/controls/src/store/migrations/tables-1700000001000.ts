import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rule sheets, scales, what controls know of equipments, people and declarations, and their last verdicts. Forms are
 * `jsonb` of integers: rules read every field of a form at once, and no statement ever filters on one of them.
 */
export class ControlsTables1700000001000 implements MigrationInterface {
  readonly name = 'ControlsTables1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table control_rule (
        code text not null,
        version integer not null check (version > 0),
        caf_code text not null default '',
        from_exercise integer not null,
        to_exercise integer,
        step text not null check (step in ('ACTIVITY', 'FINANCIAL', 'DECLARATION')),
        severity text not null check (severity in ('BLOCKING', 'ANOMALY', 'ALERT', 'INFO')),
        enabled boolean not null,
        label text not null,
        message text,
        required_actions text,
        thresholds jsonb not null,
        declaration_types text[] not null,
        source_note text not null,
        primary key (code, version, caf_code, from_exercise),
        check (to_exercise is null or to_exercise >= from_exercise)
      )`);
    await runner.query(`
      create table field_requirement (
        field text not null,
        section text not null check (section in ('ACTIVITY', 'FINANCIAL')),
        position integer not null,
        label text not null,
        kind text not null check (kind in ('HUNDREDTHS', 'WHOLE', 'FLAG', 'DATE', 'TEXT')),
        mandatory_for text[] not null,
        from_exercise integer not null,
        to_exercise integer,
        primary key (field, from_exercise)
      )`);
    await runner.query(`
      create table psu_scale (
        exercise integer not null,
        revision integer not null check (revision > 0),
        status text not null check (status in ('OFFICIAL', 'RECONSTRUCTED', 'TO_CONFIRM', 'FIXTURE')),
        source_note text not null,
        rate integer not null,
        meeting_hours_per_place integer not null,
        cost_basis text not null check (cost_basis in ('INVOICED', 'ATTENDED')),
        rg_application text not null check (rg_application in ('ON_NET', 'ON_GROSS')),
        mode text not null check (mode in ('BANDED', 'LINEAR')),
        linear_from integer,
        linear_to integer,
        advance_rate integer not null,
        exceptional_hours_decision boolean not null,
        published_by text not null,
        published_at timestamptz not null,
        primary key (exercise, revision),
        check (mode = 'BANDED' or (linear_from is not null and linear_to > linear_from))
      )`);
    await runner.query(`
      create table psu_scale_row (
        id text primary key,
        exercise integer not null,
        revision integer not null,
        supplies_both boolean not null,
        band_index integer not null check (band_index > 0),
        band_upper_bound integer,
        upper_bound_inclusive boolean not null,
        price_cap integer check (price_cap > 0),
        psu_amount integer check (psu_amount > 0),
        status text not null check (status in ('OFFICIAL', 'RECONSTRUCTED', 'TO_CONFIRM', 'FIXTURE')),
        source_note text not null,
        unique (exercise, revision, supplies_both, band_index),
        foreign key (exercise, revision) references psu_scale (exercise, revision)
      )`);
    await runner.query(`
      create table bonus_parameters (
        kind text not null check (kind in ('INCLUSION', 'MIXITE')),
        from_exercise integer not null,
        to_exercise integer,
        parameters jsonb not null,
        primary key (kind, from_exercise)
      )`);
    await runner.query(`
      create table equipment (
        id uuid primary key,
        revision bigint not null,
        caf_code text not null,
        partner_status text not null,
        opened_on date,
        closed_on date,
        authorizations jsonb not null,
        general_scheme_rates jsonb not null
      )`);
    await runner.query(`
      create table person (
        id uuid primary key,
        revision bigint not null,
        subject text not null unique,
        population text not null,
        active boolean not null,
        caf_codes text[] not null
      )`);
    await runner.query(`
      create table declaration_version (
        declaration_id uuid not null,
        version integer not null,
        revision bigint not null,
        data_revision bigint not null,
        status text not null,
        equipment_id uuid not null,
        exercise integer not null,
        type text not null check (type in ('FORECAST', 'UPDATED', 'ACTUAL')),
        period_start date not null,
        period_end date not null,
        due_on date,
        activity_state text not null,
        activity_required boolean not null,
        activity_locked_digest text,
        activity jsonb not null,
        financial_state text not null,
        financial_required boolean not null,
        financial_locked_digest text,
        financial jsonb not null,
        transmitted_at text,
        general_scheme_rate bigint,
        primary key (declaration_id, version)
      )`);
    await runner.query(`create index declaration_version_equipment on declaration_version (equipment_id)`);
    await runner.query(`
      create index declaration_version_open on declaration_version (exercise, due_on)
      where status in ('TO_ENTER', 'IN_PROGRESS')`);
    await runner.query(`
      create table evaluation (
        declaration_id uuid not null,
        version integer not null,
        data_revision bigint not null,
        evaluated_at timestamptz not null,
        evaluated_on date not null,
        content_hash text not null,
        entitlement bigint,
        activity_digest text not null,
        financial_digest text not null,
        primary key (declaration_id, version)
      )`);
    await runner.query(`
      create table reevaluation (
        equipment_id uuid primary key,
        requested_at timestamptz not null,
        reason text not null
      )`);
    await runner.query(`
      create function wake_reevaluation() returns trigger language plpgsql as $$
      begin
        perform pg_notify('reevaluation', '');
        return null;
      end $$`);
    await runner.query(`
      create trigger reevaluation_wakes_worker after insert or update on reevaluation
      for each statement execute function wake_reevaluation()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table reevaluation, evaluation, declaration_version, person, equipment, bonus_parameters,
       psu_scale_row, psu_scale, field_requirement, control_rule`,
    );
    await runner.query('drop function wake_reevaluation');
  }
}
