import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What equipments are compared by, and the groups of which a publication shows quartiles. */
export class PeerGroups1700000001002 implements MigrationInterface {
  readonly name = 'PeerGroups1700000001002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    // Empty until the next event of the equipment, or `npm run rebuild-statistics`.
    await runner.query(`
      alter table equipment
        add column caf_code text not null default '',
        add column care_type text not null default '',
        add column status text not null default ''`);
    await runner.query('create index equipment_caf on equipment (caf_code)');
    // The columns of before, and those that groups are made by.
    await runner.query(`
      create or replace view current_fact as
      select f.*, e.department_code,
        coalesce(f.estimated, 0) as entitlement,
        case when f.estimated is null then 0 else f.invoiced end as entitlement_invoiced,
        case when f.estimated is null then 0 else f.places end as entitlement_places,
        e.care_type, e.status, e.partner_id, e.caf_code
      from (select distinct on (exercise, equipment_id) * from fact
        order by exercise, equipment_id, decided_at desc, declaration_id) as f
      join equipment e on e.id = f.equipment_id`);
    // Null for those that were published before groups were.
    await runner.query(`
      alter table publication_member
        add column care_type text,
        add column status text,
        add column places bigint`);
    // '' in a criterion: whatever it is.
    await runner.query(`
      create table publication_group (
        publication_id uuid not null references publication (id),
        zone text not null,
        care_type text not null,
        status text not null,
        size text not null,
        count integer not null check (count >= 10),
        quartiles jsonb not null,
        primary key (publication_id, zone, care_type, status, size)
      )`);
    await runner.query(`
      create trigger publication_group_frozen before update or delete or truncate on publication_group
      for each statement execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table publication_group');
    await runner.query('alter table publication_member drop column care_type, drop column status, drop column places');
    await runner.query('drop view current_fact');
    await runner.query(`
      create view current_fact as
      select f.*, e.department_code,
        coalesce(f.estimated, 0) as entitlement,
        case when f.estimated is null then 0 else f.invoiced end as entitlement_invoiced,
        case when f.estimated is null then 0 else f.places end as entitlement_places
      from (select distinct on (exercise, equipment_id) * from fact
        order by exercise, equipment_id, decided_at desc, declaration_id) as f
      join equipment e on e.id = f.equipment_id`);
    await runner.query('drop index equipment_caf');
    await runner.query('alter table equipment drop column caf_code, drop column care_type, drop column status');
  }
}
