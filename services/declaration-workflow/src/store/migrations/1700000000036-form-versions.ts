import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The version the product opened with: its lines keep the words of `form_line`. */
const opening = '00000000-0000-7000-8000-000000000001';

/**
 * Labels, help and order of the lines become versions that people publish, in force from an exercise on; what is prepared
 * waits in one draft per exercise. A transmitted version of a declaration remembers the words it was transmitted with.
 */
export class FormVersions1700000000036 implements MigrationInterface {
  readonly name = 'FormVersions1700000000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table form_version (
        id uuid primary key,
        from_exercise integer not null,
        revision integer not null check (revision > 0),
        lines jsonb not null,
        changes jsonb not null,
        reason text not null,
        published_by text not null,
        published_by_name text not null,
        published_at timestamptz not null,
        unique (from_exercise, revision)
      )`);
    await runner.query(`
      create function refuse_published_change() returns trigger language plpgsql as $$
      begin
        raise exception 'a published form never changes' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger published_stays before update or delete on form_version
      for each row execute function refuse_published_change()`);
    await runner.query(
      `insert into form_version (id, from_exercise, revision, lines, changes, reason, published_by, published_by_name, published_at)
       values ($1, 2010, 1, '[]', '[]', '', 'portail', '', '2016-07-01T00:00:00Z')`,
      [opening],
    );
    await runner.query(`
      create table form_draft (
        from_exercise integer primary key,
        revision integer not null check (revision > 0),
        content jsonb,
        saved_by text not null,
        saved_by_name text not null,
        saved_at timestamptz not null
      )`);
    await runner.query(`
      alter table declaration_version
        add column form_version_id uuid not null default '${opening}' references form_version (id)`);
    await replaceTrigger(runner, ' or new.form_version_id <> old.form_version_id');
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceTrigger(runner, '');
    await runner.query('alter table declaration_version drop column form_version_id');
    await runner.query('drop table form_draft, form_version');
    await runner.query('drop function refuse_published_change');
  }
}

/** @param more what else of a transmitted version never changes */
async function replaceTrigger(runner: QueryRunner, more: string): Promise<void> {
  await runner.query(`
    create or replace function refuse_transmitted_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or new.data is distinct from old.data or new.data_hash <> old.data_hash
         or new.transmitted_at <> old.transmitted_at or new.declaration_id <> old.declaration_id
         or new.number <> old.number${more} then
        raise exception 'a transmitted version never changes' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`);
}
