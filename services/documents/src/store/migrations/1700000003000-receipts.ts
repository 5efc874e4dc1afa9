import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receipts of what was transmitted: made once for a version, never changed nor deleted. */
export class Receipts1700000003000 implements MigrationInterface {
  readonly name = 'Receipts1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table receipt (
        declaration_id uuid not null,
        version integer not null,
        reference text not null unique,
        exercise integer not null,
        type text not null check (type in ('FORECAST', 'UPDATED', 'ACTUAL')),
        data_hash text not null,
        transmitted_at timestamptz not null,
        signature text not null,
        key_id text not null,
        primary key (declaration_id, version)
      )`);
    await runner.query(`
      create function refuse_receipt_change() returns trigger language plpgsql as $$
      begin
        raise exception 'a receipt never changes' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger receipt_kept before update or delete or truncate on receipt
      for each statement execute function refuse_receipt_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table receipt');
    await runner.query('drop function refuse_receipt_change');
  }
}
