import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others say of declarations, equipments and people, and the documents kept for ever. */
export class Summaries1700000001000 implements MigrationInterface {
  readonly name = 'Summaries1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table person (
        id uuid primary key,
        revision integer not null,
        subject text not null unique,
        population text not null check (population in ('PARTNER', 'CAF_AGENT', 'CAF_ADMIN', 'CNAF_ADMIN')),
        active boolean not null,
        partner_id uuid,
        caf_codes text[] not null
      )`);
    await runner.query(`
      create table habilitation (
        person_id uuid not null references person (id),
        equipment_id uuid not null,
        roles text[] not null,
        effective_from date not null,
        effective_to date,
        primary key (person_id, equipment_id)
      )`);
    await runner.query(`
      create table equipment (
        id uuid primary key,
        revision integer not null,
        partner_id uuid not null,
        caf_code text not null,
        content jsonb not null
      )`);
    await runner.query(`
      create table sheet (
        declaration_id uuid not null,
        version integer not null,
        revision integer not null,
        equipment_id uuid not null,
        content jsonb not null,
        primary key (declaration_id, version)
      )`);
    await runner.query(`
      create table verdict (
        declaration_id uuid not null,
        version integer not null,
        data_revision integer not null,
        evaluated_at timestamptz not null,
        content jsonb not null,
        primary key (declaration_id, version)
      )`);
    await runner.query(`
      create table summary (
        declaration_id uuid not null,
        version integer not null,
        keeping text not null check (keeping in ('TRANSMITTED', 'REJECTED')),
        reading text not null check (reading in ('WHOLE', 'BOTH', 'ACTIVITY', 'FINANCIAL')),
        pdf bytea not null,
        sha256 text not null check (sha256 = encode(sha256(pdf), 'hex')),
        rendered_at timestamptz not null,
        primary key (declaration_id, version, keeping, reading)
      )`);
    // PDF streams are compressed already.
    await runner.query('alter table summary alter column pdf set storage external');
    await runner.query(`
      create function refuse_summary_change() returns trigger language plpgsql as $$
      begin
        raise exception 'a kept summary never changes' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger summary_kept before update or delete or truncate on summary
      for each statement execute function refuse_summary_change()`);
    await runner.query(`
      create table archive_request (
        declaration_id uuid not null,
        version integer not null,
        keeping text not null check (keeping in ('TRANSMITTED', 'REJECTED')),
        attempts integer not null default 0,
        due_at timestamptz not null,
        primary key (declaration_id, version, keeping)
      )`);
    await runner.query('create index archive_request_due on archive_request (due_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table archive_request, summary, verdict, sheet, equipment, habilitation, person');
    await runner.query('drop function refuse_summary_change');
  }
}
