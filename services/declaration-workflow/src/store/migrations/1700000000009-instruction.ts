import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What agents work with beside the declarations: who instructs which one, filters they keep, templates of messages. None of
 * it changes a declaration. `gaps` is what a list counts and sorts by, without reading every verdict.
 */
export class Instruction1700000000009 implements MigrationInterface {
  readonly name = 'Instruction1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create function gaps_of(results jsonb) returns integer language sql immutable parallel safe
      return (select count(*)::int from jsonb_array_elements(results) as result
              where result->>'severity' in ('ANOMALY', 'ALERT'))`);
    await runner.query(
      `alter table evaluation add column gaps integer not null generated always as (gaps_of(results)) stored`,
    );
    await runner.query(`
      create table assignment (
        declaration_id uuid primary key references declaration (id),
        person_id uuid not null,
        person_name text not null,
        assigned_at timestamptz not null,
        assigned_by text not null
      )`);
    await runner.query('create index assignment_person on assignment (person_id)');
    await runner.query(`
      create table saved_filter (
        person_id uuid not null,
        name text not null,
        query text not null,
        saved_at timestamptz not null,
        primary key (person_id, name)
      )`);
    await runner.query(`
      create table message_template (
        id uuid primary key,
        kind text not null check (kind in ('REJECT', 'DECLINE_CORRECTION', 'REOPEN', 'CANCEL')),
        caf_code text,
        title text not null,
        text text not null,
        revision integer not null,
        retired boolean not null default false,
        updated_at timestamptz not null,
        updated_by text not null
      )`);
    await runner.query('create index message_template_caf on message_template (caf_code)');
    await runner.query(`
      insert into message_template (id, kind, caf_code, title, text, revision, updated_at, updated_by) values
      ('01533000-0000-7000-8000-000000000001', 'REJECT', null, 'Heures à vérifier',
       'Les heures facturées et les heures réalisées ne correspondent pas aux états de présence. Vérifiez-les, corrigez-les si nécessaire et expliquez l’écart qui demeure.',
       1, '2016-01-01T00:00:00Z', 'Modèle national'),
      ('01533000-0000-7000-8000-000000000002', 'REJECT', null, 'Explication insuffisante',
       'L’explication donnée ne permet pas de comprendre l’écart avec l’exercice précédent. Précisez ce qui a changé, depuis quand et pour combien de places.',
       1, '2016-01-01T00:00:00Z', 'Modèle national'),
      ('01533000-0000-7000-8000-000000000003', 'REJECT', null, 'Comptes à compléter',
       'Les comptes déclarés sont incomplets : rapprochez-les de votre compte de résultat approuvé, poste par poste, puis transmettez de nouveau la déclaration.',
       1, '2016-01-01T00:00:00Z', 'Modèle national'),
      ('01533000-0000-7000-8000-000000000004', 'REJECT', null, 'Participations familiales',
       'Le montant des participations familiales ne correspond pas aux heures facturées. Vérifiez les deux montants et corrigez celui qui est inexact.',
       1, '2016-01-01T00:00:00Z', 'Modèle national'),
      ('01533000-0000-7000-8000-000000000005', 'DECLINE_CORRECTION', null, 'Données confirmées',
       'Après vérification, les données transmises sont conformes aux pièces reçues : la correction demandée n’est pas nécessaire.',
       1, '2016-01-01T00:00:00Z', 'Modèle national'),
      ('01533000-0000-7000-8000-000000000006', 'REOPEN', null, 'Contrôle sur place',
       'À la suite du contrôle sur place, des données de cette déclaration sont à corriger selon les constats qui vous ont été adressés.',
       1, '2016-01-01T00:00:00Z', 'Modèle national'),
      ('01533000-0000-7000-8000-000000000007', 'CANCEL', null, 'Ouverture par erreur',
       'Cette déclaration a été ouverte par erreur : aucune donnée n’est attendue pour cet équipement et cette période.',
       1, '2016-01-01T00:00:00Z', 'Modèle national')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table message_template, saved_filter, assignment');
    await runner.query('alter table evaluation drop column gaps');
    await runner.query('drop function gaps_of');
  }
}
