import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same words as `searchText` of the domain: no accents, lower case, apostrophes and hyphens as spaces. */
const words = (text: string) => `btrim(regexp_replace(regexp_replace(lower(
  regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036F]', '', 'g')), '[’''-]', ' ', 'g'), '\\s+', ' ', 'g'))`;

/** Closings with their reason, texts with their first and last day, searches on trigrams, names in the history. */
export class ClosingNoteSearch1700000001001 implements MigrationInterface {
  readonly name = 'ClosingNoteSearch1700000001001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('create extension if not exists pg_trgm');
    await runner.query('alter table equipment add column closing_reason text, add column note_from date');
    await runner.query('alter table equipment add column note_until date check (note_until >= note_from)');
    await runner.query(`update equipment set closing_reason = 'Motif non enregistré' where closed_on is not null`);
    await runner.query('update equipment set note_from = note_on where note_on is not null');
    await runner.query(`
      alter table equipment add constraint equipment_closing check ((closed_on is null) = (closing_reason is null))`);
    await runner.query(`
      update equipment e set search_text =
        ${words("concat_ws(' ', e.name, e.commune, e.postal_code, p.name, e.idequ, e.afc_file_number)")}
      from partner p where p.id = e.partner_id`);
    await runner.query('create index equipment_search on equipment using gin (search_text gin_trgm_ops)');
    await runner.query(`alter table partner add column search_text text not null default ''`);
    await runner.query(`update partner set search_text = ${words('name')}`);
    await runner.query('alter table partner alter column search_text drop default');
    await runner.query('create index partner_search on partner using gin (search_text gin_trgm_ops)');
    await runner.query(`alter table person add column name text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column name');
    await runner.query('alter table partner drop column search_text');
    await runner.query('drop index equipment_search');
    await runner.query('alter table equipment drop constraint equipment_closing');
    await runner.query(
      'alter table equipment drop column closing_reason, drop column note_from, drop column note_until',
    );
  }
}
