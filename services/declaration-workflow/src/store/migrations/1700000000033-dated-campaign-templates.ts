import type { MigrationInterface, QueryRunner } from 'typeorm';

/** National dates hold from an exercise on; each publication is a row, and those before stay. */
export class DatedCampaignTemplates1700000000033 implements MigrationInterface {
  readonly name = 'DatedCampaignTemplates1700000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('alter table campaign_template add column from_exercise integer not null default 2000');
    await runner.query('alter table campaign_template alter column from_exercise drop default');
    await runner.query('alter table campaign_template rename column updated_at to published_at');
    await runner.query('alter table campaign_template rename column updated_by to published_by');
    await runner.query('alter table campaign_template drop constraint campaign_template_pkey');
    await runner.query('alter table campaign_template add primary key (type, ends_on, revision)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from campaign_template t using campaign_template later
      where later.type = t.type and later.ends_on = t.ends_on and later.revision > t.revision`);
    await runner.query('alter table campaign_template drop constraint campaign_template_pkey');
    await runner.query('alter table campaign_template add primary key (type, ends_on)');
    await runner.query('alter table campaign_template rename column published_at to updated_at');
    await runner.query('alter table campaign_template rename column published_by to updated_by');
    await runner.query('alter table campaign_template drop column from_exercise');
  }
}
