import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has which part of a declaration on screen now. Unlogged: a crash forgets it, and the screens say it again. */
export class Presence1700000000007 implements MigrationInterface {
  readonly name = 'Presence1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create unlogged table presence (
        stream uuid primary key,
        declaration_id uuid not null,
        place text not null check (place in ('activity', 'financial', 'review')),
        person_id uuid not null,
        person_name text not null,
        partner boolean not null,
        seen_at timestamptz not null
      )`);
    await runner.query('create index presence_declaration on presence (declaration_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table presence');
  }
}
