import type { MigrationInterface, QueryRunner } from 'typeorm';
import { summedColumns } from '../columns.ts';

/** Publications of means: frozen, one version after the other; and the one option of the statistics. */
export class Publications1700000001001 implements MigrationInterface {
  readonly name = 'Publications1700000001001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table publication (
        id uuid primary key,
        exercise integer not null,
        version integer not null check (version > 0),
        published_at timestamptz not null,
        published_on date not null,
        published_by uuid not null,
        published_by_name text not null,
        forced_reason text,
        correction text,
        digest text not null,
        unique (exercise, version)
      )`);
    await runner.query(`
      create table publication_mean (
        publication_id uuid not null references publication (id),
        zone text not null,
        count integer not null check (count > 0),
        ${summedColumns.map((column) => `${column} bigint not null`).join(', ')},
        primary key (publication_id, zone)
      )`);
    // Who counted, where and with which declaration: an equipment that moves later keeps its département of that year.
    await runner.query(`
      create table publication_member (
        publication_id uuid not null references publication (id),
        equipment_id uuid not null,
        department_code text not null,
        declaration_id uuid not null,
        version integer not null,
        primary key (publication_id, equipment_id)
      )`);
    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'a publication of means is frozen: publish a new version';
      end $$`);
    for (const table of ['publication', 'publication_mean', 'publication_member']) {
      await runner.query(`
        create trigger ${table}_frozen before update or delete or truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    await runner.query(`
      create table setting (
        only_row boolean primary key default true check (only_row),
        revision integer not null,
        show_own_stats_early boolean not null
      )`);
    await runner.query('insert into setting (revision, show_own_stats_early) values (1, false)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table setting, publication_member, publication_mean, publication');
    await runner.query('drop function refuse_change');
  }
}
