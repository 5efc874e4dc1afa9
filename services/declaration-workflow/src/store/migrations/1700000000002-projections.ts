import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this service needs of other owners: people, habilitations and equipments, kept from their events. */
export class Projections1700000000002 implements MigrationInterface {
  readonly name = 'Projections1700000000002';

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
        email text not null,
        name text not null,
        population text not null check (population in ('PARTNER', 'CAF_AGENT', 'CAF_ADMIN', 'CNAF_ADMIN')),
        status text not null check (status in ('ACTIVE', 'SUSPENDED')),
        partner_id uuid,
        caf_codes text[] not null,
        terms_version text
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
    await runner.query('create index habilitation_equipment on habilitation (equipment_id)');
    await runner.query(`
      create table equipment (
        id uuid primary key,
        revision integer not null,
        name text not null,
        commune text not null,
        postal_code text not null,
        partner_id uuid not null,
        partner_name text not null,
        caf_code text not null,
        opened_on date,
        closed_on date,
        authorizations jsonb not null,
        general_scheme_rates jsonb not null
      )`);
    await runner.query('create index equipment_caf on equipment (caf_code)');
    await runner.query('create index equipment_partner on equipment (partner_id)');
    await runner.query(
      `create index equipment_search on equipment using gin (search_key(name || ' ' || commune) gin_trgm_ops)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table equipment, habilitation, person');
    await runner.query('drop function search_key');
  }
}
