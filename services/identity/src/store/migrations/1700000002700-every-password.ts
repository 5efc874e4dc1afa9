import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new password asked of everybody leaves people in their sessions; one asked of a person does not. */
export class EveryPassword1700000002700 implements MigrationInterface {
  readonly name = 'EveryPassword1700000002700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('alter table person add column password_change_keeps_sessions boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column password_change_keeps_sessions');
  }
}
