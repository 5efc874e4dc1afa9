import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words equipments are searched by, worked out once when they change, and found by their trigrams. */
export class SearchedEquipments1700000000032 implements MigrationInterface {
  readonly name = 'SearchedEquipments1700000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('drop index equipment_search');
    await runner.query(`
      alter table equipment add column search_text text not null
        generated always as (search_key(name || ' ' || commune)) stored`);
    await runner.query('create index equipment_search on equipment using gin (search_text gin_trgm_ops)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table equipment drop column search_text');
    await runner.query(
      `create index equipment_search on equipment using gin (search_key(name || ' ' || commune) gin_trgm_ops)`,
    );
  }
}
