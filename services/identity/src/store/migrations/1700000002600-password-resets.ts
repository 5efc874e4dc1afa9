import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked for a new password, and which provisional ones are still good; never a password itself. */
export class PasswordResets1700000002600 implements MigrationInterface {
  readonly name = 'PasswordResets1700000002600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    // An address counts once in a while, known or not: rows stay until then, and no longer.
    await runner.query(`
      create table password_reset (
        email text primary key,
        requested_at timestamptz not null,
        next_attempt_at timestamptz,
        attempts integer not null default 0
      )`);
    await runner.query(
      'create index password_reset_due on password_reset (next_attempt_at) where next_attempt_at is not null',
    );
    await runner.query(`
      create table provisional_password (
        person_id uuid primary key references person (id),
        given_at timestamptz not null,
        expires_at timestamptz not null
      )`);
    await runner.query('create index provisional_password_expiry on provisional_password (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table provisional_password, password_reset');
  }
}
