import type { MigrationInterface, QueryRunner } from 'typeorm';

const figures = [
  ...['places', 'opening_days', 'daily_opening_hours', 'capacity', 'attended', 'invoiced', 'children', 'nappies'],
  ...['meals', 'expenses', 'staff', 'purchases', 'families', 'caf', 'local', 'income'],
];

/** Projections of people and equipments, and the typed figures of validated réelles. */
export class Facts1700000001000 implements MigrationInterface {
  readonly name = 'Facts1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('create extension if not exists unaccent');
    await runner.query('create extension if not exists pg_trgm');
    await runner.query(`
      create function search_key(words text) returns text language sql immutable parallel safe
      return lower(public.unaccent('public.unaccent'::regdictionary, words))`);
    await runner.query(`
      create table person (
        id uuid primary key,
        revision integer not null,
        subject text not null unique,
        population text not null,
        active boolean not null,
        partner_id uuid,
        name text not null
      )`);
    await runner.query(`
      create table habilitation (
        person_id uuid not null references person (id),
        equipment_id uuid not null,
        effective_from date not null,
        effective_to date,
        primary key (person_id, equipment_id)
      )`);
    await runner.query(`
      create table equipment (
        id uuid primary key,
        revision integer not null,
        name text not null,
        commune text not null,
        postal_code text not null,
        partner_id uuid not null,
        department_code text not null,
        opened_on date,
        closed_on date
      )`);
    await runner.query('create index equipment_partner on equipment (partner_id)');
    // Every réelle heard of, at its newest revision: an older event that comes late changes nothing.
    await runner.query('create table actual (declaration_id uuid primary key, revision integer not null)');
    await runner.query(`
      create table fact (
        declaration_id uuid primary key references actual (declaration_id),
        version integer not null,
        equipment_id uuid not null,
        exercise integer not null,
        decided_at timestamptz not null,
        estimated bigint,
        ${figures.map((column) => `${column} bigint not null`).join(', ')}
      )`);
    await runner.query('create index fact_exercise on fact (exercise, equipment_id, decided_at desc, declaration_id)');
    await runner.query('create index fact_equipment on fact (equipment_id, exercise)');
    // The last estimate of each version, null when none could be made; `fact.estimated` repeats that of the version that counts.
    await runner.query(`
      create table estimate (
        declaration_id uuid not null,
        version integer not null,
        data_revision integer not null,
        evaluated_at timestamptz not null,
        entitlement bigint,
        primary key (declaration_id, version)
      )`);
    // One line per equipment and exercise: what every figure shown is computed from.
    await runner.query(`
      create view current_fact as
      select f.*, e.department_code,
        coalesce(f.estimated, 0) as entitlement,
        case when f.estimated is null then 0 else f.invoiced end as entitlement_invoiced,
        case when f.estimated is null then 0 else f.places end as entitlement_places
      from (select distinct on (exercise, equipment_id) * from fact
        order by exercise, equipment_id, decided_at desc, declaration_id) as f
      join equipment e on e.id = f.equipment_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view current_fact');
    await runner.query('drop table estimate, fact, actual, equipment, habilitation, person');
    await runner.query('drop function search_key');
  }
}
