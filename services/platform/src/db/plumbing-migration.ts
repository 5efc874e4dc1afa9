import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tables every service has: journal (append-only, hash-chained) and its heads, outbox, inbox, dead letters,
 * idempotency keys. A service lists it first among its migrations.
 */
export class Plumbing1700000000000 implements MigrationInterface {
  readonly name = 'Plumbing1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table journal (
        chain text not null,
        sequence integer not null check (sequence > 0),
        type text not null,
        at text not null,
        actor jsonb not null,
        data jsonb not null,
        previous text not null,
        hash text not null,
        primary key (chain, sequence)
      )`);
    await runner.query(`
      create table journal_head (
        chain text primary key,
        sequence integer not null,
        hash text not null
      )`);
    await runner.query(`
      create function refuse_journal_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the journal is append-only' using errcode = 'restrict_violation';
      end $$`);
    await runner.query(`
      create trigger journal_append_only before update or delete or truncate on journal
      for each statement execute function refuse_journal_change()`);
    await runner.query(`
      create table outbox (
        sequence bigint generated always as identity primary key,
        id uuid not null unique,
        aggregate text not null,
        subject text not null,
        headers jsonb not null,
        payload bytea not null,
        created_at timestamptz not null,
        published_at timestamptz
      )`);
    await runner.query(`create index outbox_unpublished on outbox (sequence) where published_at is null`);
    await runner.query(`
      create function wake_outbox_relay() returns trigger language plpgsql as $$
      begin
        perform pg_notify('outbox', '');
        return null;
      end $$`);
    await runner.query(`
      create trigger outbox_wakes_relay after insert on outbox
      for each statement execute function wake_outbox_relay()`);
    await runner.query(`
      create table inbox (
        message_id uuid primary key,
        consumer text not null,
        handled_at timestamptz not null default now()
      )`);
    await runner.query(`
      create table dead_letter (
        message_id uuid primary key,
        consumer text not null,
        subject text not null,
        headers jsonb not null,
        payload bytea not null,
        deliveries integer not null,
        error text not null,
        died_at timestamptz not null default now(),
        replay_requested_at timestamptz,
        replayed_at timestamptz
      )`);
    await runner.query(`
      create table idempotency (
        key text not null,
        scope text not null,
        fingerprint text not null,
        answer jsonb,
        created_at timestamptz not null default now(),
        primary key (scope, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency, dead_letter, inbox, outbox, journal_head, journal');
    await runner.query('drop function refuse_journal_change, wake_outbox_relay');
  }
}
