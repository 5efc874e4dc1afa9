import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What partner and Caf write to each other on a declaration; one row per file says who spoke last. */
export class FileMessages1700000000039 implements MigrationInterface {
  readonly name = 'FileMessages1700000000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table file_message (
        id uuid primary key,
        declaration_id uuid not null references declaration (id),
        number integer not null check (number > 0),
        side text not null check (side in ('PARTNER', 'CAF')),
        author_id uuid not null,
        author_name text not null,
        text text not null,
        sent_at timestamptz not null,
        unique (declaration_id, number)
      )`);
    await runner.query(`
      create table file_thread (
        declaration_id uuid primary key references declaration (id),
        last_of_partner integer not null default 0,
        last_of_caf integer not null default 0,
        last_at timestamptz not null
      )`);
    // What waits for an answer on either side is little beside all that was ever written.
    await runner.query(
      'create index file_thread_to_caf on file_thread (declaration_id) where last_of_partner > last_of_caf',
    );
    await runner.query(
      'create index file_thread_to_partner on file_thread (declaration_id) where last_of_caf > last_of_partner',
    );
    await runner.query(`
      create table file_reading (
        declaration_id uuid not null references declaration (id),
        person_id uuid not null,
        up_to integer not null,
        primary key (declaration_id, person_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table file_reading, file_thread, file_message');
  }
}
