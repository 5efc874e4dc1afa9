import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Declarations with their state, transmitted versions that never change, verdicts of the controls. */
export class Declarations1700000000001 implements MigrationInterface {
  readonly name = 'Declarations1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table declaration (
        id uuid primary key,
        revision integer not null,
        data_revision integer not null,
        equipment_id uuid not null,
        exercise integer not null,
        type text not null check (type in ('FORECAST', 'UPDATED', 'ACTUAL')),
        period_start date not null,
        period_end date not null,
        due_on date,
        status text not null check (status in ('TO_ENTER', 'IN_PROGRESS', 'SUBMITTED', 'VALIDATED', 'CANCELLED')),
        version integer not null,
        state jsonb not null,
        transmitted_at timestamptz,
        updated_at timestamptz not null
      )`);
    // T1: one declaration of the same equipment, exercise, type and period; a cancelled one leaves its place.
    await runner.query(`
      create unique index declaration_open on declaration (equipment_id, exercise, type, period_end)
      where status <> 'CANCELLED'`);
    await runner.query(`create index declaration_equipment on declaration (equipment_id, exercise desc)`);
    await runner.query(`create index declaration_queue on declaration (transmitted_at) where status = 'SUBMITTED'`);
    await runner.query(`create index declaration_status on declaration (status, exercise, type)`);
    await runner.query(`
      create table declaration_version (
        declaration_id uuid not null references declaration (id),
        number integer not null,
        status text not null check (status in ('SUBMITTED', 'VALIDATED', 'REJECTED', 'CANCELLED')),
        data jsonb not null,
        data_hash text not null,
        transmitted_at timestamptz not null,
        decided_at timestamptz,
        decision jsonb,
        primary key (declaration_id, number)
      )`);
    await runner.query(`
      create function refuse_transmitted_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' or new.data is distinct from old.data or new.data_hash <> old.data_hash
           or new.transmitted_at <> old.transmitted_at or new.declaration_id <> old.declaration_id
           or new.number <> old.number then
          raise exception 'a transmitted version never changes' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    await runner.query(`
      create trigger transmitted_stays before update or delete on declaration_version
      for each row execute function refuse_transmitted_change()`);
    await runner.query(`
      create table evaluation (
        declaration_id uuid not null,
        version integer not null,
        data_revision integer not null,
        results jsonb not null,
        estimate jsonb,
        entitlement bigint,
        indicators jsonb not null,
        activity_digest text not null,
        financial_digest text not null,
        evaluated_at text not null,
        primary key (declaration_id, version)
      )`);
    // Periods a declaration of each type may cover, month-day (domain.md 5.4 and decision 9.10): campaign data.
    await runner.query(`
      create table declaration_period (
        type text not null,
        starts_on text not null,
        ends_on text not null,
        primary key (type, ends_on)
      )`);
    await runner.query(`
      insert into declaration_period (type, starts_on, ends_on) values
        ('FORECAST', '01-01', '12-31'), ('ACTUAL', '01-01', '12-31'),
        ('UPDATED', '01-01', '06-30'), ('UPDATED', '01-01', '09-30')`);
    // T13: an exercise the Caf has closed is not reopened.
    await runner.query(`
      create table closed_exercise (
        caf_code text not null,
        exercise integer not null,
        closed_on date not null,
        primary key (caf_code, exercise)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table closed_exercise, declaration_period, evaluation, declaration_version, declaration');
    await runner.query('drop function refuse_transmitted_change');
  }
}
