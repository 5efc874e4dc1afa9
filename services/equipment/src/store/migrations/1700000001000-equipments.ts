import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gestionnaires, equipments with their authorisations and rates, and who may see them (projection of identity). */
export class Equipments1700000001000 implements MigrationInterface {
  readonly name = 'Equipments1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table partner (
        id uuid primary key,
        revision integer not null check (revision > 0),
        name text not null check (name <> ''),
        status text not null check (status in ('PUBLIC', 'ASSOCIATION', 'COMPANY', 'OTHER'))
      )`);
    await runner.query(`
      create table equipment (
        id uuid primary key,
        revision integer not null check (revision > 0),
        partner_id uuid not null references partner,
        caf_code text not null,
        department_code text not null,
        name text not null check (name <> ''),
        care_type text not null check (care_type in ('COLLECTIVE', 'FAMILY', 'PARENTAL')),
        activity_type text not null,
        address text not null,
        postal_code text not null,
        commune text not null,
        afc_file_number text not null,
        idequ text not null,
        opened_on date not null,
        closed_on date check (closed_on >= opened_on),
        referent_name text,
        referent_email text,
        referent_phone text,
        note_text text,
        note_on date,
        search_text text not null,
        constraint equipment_idequ unique (caf_code, idequ)
      )`);
    await runner.query('create index equipment_partner on equipment (partner_id)');
    await runner.query(`
      create table operating_authorization (
        equipment_id uuid not null references equipment,
        valid_from date not null,
        valid_to date check (valid_to >= valid_from),
        capacity bigint not null check (capacity > 0),
        modulated boolean not null,
        slots jsonb not null,
        age_from integer not null,
        age_to integer not null check (age_to > age_from),
        opening_hours text not null,
        primary key (equipment_id, valid_from)
      )`);
    await runner.query(`
      create table general_scheme_rate (
        equipment_id uuid not null references equipment,
        exercise integer not null,
        rate bigint not null check (rate between 0 and 10000),
        primary key (equipment_id, exercise)
      )`);
    await runner.query(`
      create table person (
        id uuid primary key,
        revision integer not null,
        subject text not null unique,
        population text not null,
        active boolean not null,
        partner_id uuid,
        caf_codes text[] not null,
        habilitations jsonb not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table person, general_scheme_rate, operating_authorization, equipment, partner');
  }
}
