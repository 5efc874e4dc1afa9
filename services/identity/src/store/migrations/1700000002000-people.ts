import type { MigrationInterface, QueryRunner } from 'typeorm';

const terms = `Les personnes habilitées par la Caf déclarent sur ce portail les données d’activité et les données financières des équipements pour lesquels elles ont un rôle.
L’identifiant est personnel : il ne se prête pas.
L’approbateur engage le gestionnaire : les données qu’il transmet sont sincères et conformes aux pièces comptables et aux relevés de présence, tenus à la disposition de la Caf pendant six ans.
Une donnée transmise ne peut plus être modifiée, sauf si la Caf renvoie la déclaration.
Aucun nom d’enfant ni aucune information de santé ne doit figurer dans les zones de texte.`;

/** People, their habilitations, the conditions générales, and what is known of partners and equipments. */
export class People1700000002000 implements MigrationInterface {
  readonly name = 'People1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table person (
        id uuid primary key,
        revision integer not null,
        subject text not null,
        email text not null check (email = lower(email)),
        given_name text not null,
        family_name text not null,
        population text not null check (population in ('PARTNER', 'CAF_AGENT', 'CAF_ADMIN', 'CNAF_ADMIN')),
        status text not null check (status in ('ACTIVE', 'SUSPENDED')),
        partner_id uuid check ((population = 'PARTNER') = (partner_id is not null)),
        caf_codes text[] not null,
        terms_version text,
        search_text text not null
      )`);
    await runner.query('create unique index person_email on person (email)');
    await runner.query('create unique index person_subject on person (subject)');
    await runner.query('create index person_partner on person (partner_id)');
    await runner.query(`
      create table habilitation (
        person_id uuid not null references person (id),
        equipment_id uuid not null,
        roles text[] not null check (roles <> '{}'),
        effective_from date not null,
        effective_to date,
        document_reference text not null,
        granted_by text not null,
        primary key (person_id, equipment_id)
      )`);
    await runner.query(`
      create table terms (
        version text primary key,
        in_force_from date not null,
        content text not null
      )`);
    await runner.query(`insert into terms (version, in_force_from, content) values ('2016-07', '2013-01-01', $1)`, [
      terms.replace(/ ([:;!?])/g, '\u202f$1'),
    ]);
    await runner.query(`
      create table partner (
        id uuid primary key,
        revision integer not null,
        name text not null
      )`);
    await runner.query(`
      create table equipment (
        id uuid primary key,
        revision integer not null,
        name text not null,
        partner_id uuid not null,
        caf_code text not null
      )`);
    await runner.query('create index equipment_partner on equipment (partner_id)');
    await runner.query('create index equipment_caf on equipment (caf_code)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table equipment, partner, terms, habilitation, person');
  }
}
