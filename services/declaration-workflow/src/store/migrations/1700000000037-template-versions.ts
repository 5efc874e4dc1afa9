import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each wording of a message template is a version that stays; two templates in use for an act never bear one title. */
export class TemplateVersions1700000000037 implements MigrationInterface {
  readonly name = 'TemplateVersions1700000000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table message_template_version (
        template_id uuid not null references message_template (id),
        revision integer not null check (revision > 0),
        title text not null,
        text text not null,
        retired boolean not null,
        published_at timestamptz not null,
        published_by text not null,
        primary key (template_id, revision)
      )`);
    await runner.query(`
      insert into message_template_version
      select id, revision, title, text, retired, updated_at, updated_by from message_template`);
    await runner.query(`
      create or replace function refuse_published_change() returns trigger language plpgsql as $$
      begin
        raise exception 'what was published never changes' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger published_stays before update or delete on message_template_version
      for each row execute function refuse_published_change()`);
    await runner.query(`
      create unique index message_template_title on message_template (kind, coalesce(caf_code, ''), search_key(title))
      where not retired`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index message_template_title');
    await runner.query('drop table message_template_version');
  }
}
