import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the searches of the whole country read (`../PLANS.md`): the words of an equipment with those of its gestionnaire, and
 * an index of the declarations that answers without the declarations themselves, whose state is wide.
 */
export class SearchAtNationalSize1700000000035 implements MigrationInterface {
  readonly name = 'SearchAtNationalSize1700000000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      alter table equipment add column search_all text not null
        generated always as (search_key(name || ' ' || commune || ' ' || partner_name)) stored`);
    await runner.query('create index equipment_search_all on equipment using gin (search_all gin_trgm_ops)');
    await runner.query(`
      alter table declaration add column rejected boolean not null generated always as (
        status = 'IN_PROGRESS' and coalesce(state #>> '{correction,cause}' = 'REJECTION', false)) stored`);
    await runner.query('drop index declaration_equipment');
    await runner.query(`
      create index declaration_equipment on declaration (equipment_id, exercise desc, type, status)
        include (id, updated_at, rejected)`);
    await runner.query(`
      create index declaration_under_way on declaration (equipment_id)
      where status in ('TO_ENTER', 'IN_PROGRESS', 'SUBMITTED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index declaration_under_way, declaration_equipment');
    await runner.query('create index declaration_equipment on declaration (equipment_id, exercise desc)');
    await runner.query('alter table declaration drop column rejected');
    await runner.query('alter table equipment drop column search_all');
  }
}
