import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the password of a person was last seen to have changed, and whether it is to be looked at again. */
export class PasswordSeen1700000002400 implements MigrationInterface {
  readonly name = 'PasswordSeen1700000002400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(
      'alter table person add column password_changed_at timestamptz, add column password_to_look_at boolean not null default false',
    );
    await runner.query('create index person_password_to_look_at on person (id) where password_to_look_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column password_changed_at, drop column password_to_look_at');
  }
}
