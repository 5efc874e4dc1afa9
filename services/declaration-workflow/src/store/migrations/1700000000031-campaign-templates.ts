import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each declaration is opened and expected, as national reference data (domain.md 5.4); campaigns keep dates of their own. */
export class CampaignTemplates1700000000031 implements MigrationInterface {
  readonly name = 'CampaignTemplates1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table campaign_template (
        type text not null,
        ends_on text not null,
        opens_year integer not null,
        opens_on text not null,
        due_year integer not null,
        due_on text not null,
        source text not null,
        revision integer not null,
        updated_at timestamptz not null,
        updated_by text not null,
        primary key (type, ends_on)
      )`);
    // The real calendar of the Caf de la Somme (source C26 of domain.md).
    await runner.query(`
      insert into campaign_template (type, ends_on, opens_year, opens_on, due_year, due_on, source, revision, updated_at, updated_by)
      select type, ends_on, opens_year, opens_on, due_year, due_on, 'Calendrier de la Caf de la Somme', 1, '2016-01-01T00:00:00Z',
        'Calendrier initial'
      from (values
        ('FORECAST', '12-31', -1, '12-15', 0, '02-13'),
        ('ACTUAL', '12-31', 1, '01-16', 1, '03-31'),
        ('UPDATED', '06-30', 0, '06-15', 0, '07-10'),
        ('UPDATED', '09-30', 0, '09-17', 0, '10-12')) as t (type, ends_on, opens_year, opens_on, due_year, due_on)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table campaign_template');
  }
}
