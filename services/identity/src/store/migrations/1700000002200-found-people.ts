import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People and gestionnaires are found by any word, an index each; equipments are named with their commune and IDEQU; the last
 * connection and what Keycloak still has to be told stand beside the person; lists to import are kept until they are done.
 */
export class FoundPeople1700000002200 implements MigrationInterface {
  readonly name = 'FoundPeople1700000002200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('create extension if not exists pg_trgm');
    await runner.query(`
      alter table equipment add column commune text not null default '', add column idequ text not null default '',
        add column search_text text not null default ''`);
    await runner.query('create index equipment_idequ on equipment (idequ)');
    await runner.query(`
      alter table partner add column own_text text not null default '', add column search_text text not null default ''`);
    await runner.query('create index partner_search on partner using gin (search_text gin_trgm_ops)');
    // search_text becomes the person’s own words with those of the gestionnaire and its equipments.
    await runner.query(`
      alter table person add column own_text text not null default '', add column last_sign_in_at timestamptz,
        add column password_change_forced_at timestamptz, add column password_change_due boolean not null default false`);
    await runner.query('update person set own_text = search_text');
    await runner.query('create index person_search on person using gin (search_text gin_trgm_ops)');
    await runner.query('drop index person_account_lags');
    await runner.query(`
      create index person_account_lags on person (id)
      where account_enabled <> (status = 'ACTIVE') or password_change_due`);
    // What was known before has no commune: the equipment service’s events, published again, are to be applied once more.
    await runner.query(`delete from inbox where consumer = 'identity_equipment'`);
    await runner.query(`
      create table habilitation_import (
        id uuid primary key,
        caf_codes text[] not null,
        file_name text not null,
        digest text not null,
        state text not null check (state in ('PREVIEWED', 'APPLYING', 'DONE')),
        previewed_by uuid not null references person (id),
        previewed_at timestamptz not null,
        applied_by uuid references person (id),
        applied_at timestamptz,
        finished_at timestamptz,
        leased_until timestamptz
      )`);
    await runner.query(
      `create index habilitation_import_waiting on habilitation_import (applied_at) where state = 'APPLYING'`,
    );
    await runner.query(`
      create table habilitation_import_line (
        import_id uuid not null references habilitation_import (id) on delete cascade,
        line integer not null,
        email text not null,
        given_name text not null,
        family_name text not null,
        equipment text not null,
        equipment_id uuid,
        equipment_name text,
        roles text[] not null,
        effective_from text not null,
        document_reference text not null,
        planned text not null check (planned in ('CREATE', 'GRANT', 'UNCHANGED', 'REFUSED')),
        planned_reason text,
        outcome text check (outcome in ('CREATED', 'GRANTED', 'UNCHANGED', 'REFUSED')),
        reason text,
        primary key (import_id, line)
      )`);
    await runner.query(`
      create index habilitation_import_line_waiting on habilitation_import_line (import_id, line) where outcome is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table habilitation_import_line, habilitation_import');
    await runner.query('drop index person_account_lags, person_search, partner_search, equipment_idequ');
    await runner.query(`create index person_account_lags on person (id) where account_enabled <> (status = 'ACTIVE')`);
    await runner.query('update person set search_text = own_text');
    await runner.query(`
      alter table person drop column own_text, drop column last_sign_in_at, drop column password_change_forced_at,
        drop column password_change_due`);
    await runner.query('alter table partner drop column own_text, drop column search_text');
    await runner.query('alter table equipment drop column commune, drop column idequ, drop column search_text');
  }
}
