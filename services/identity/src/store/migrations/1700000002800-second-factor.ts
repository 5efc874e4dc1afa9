import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A second factor to be forgotten by the account; what it is stands at the sign-in server alone. */
export class SecondFactor1700000002800 implements MigrationInterface {
  readonly name = 'SecondFactor1700000002800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      alter table person
        add column second_factor_reset_due boolean not null default false,
        add column second_factor_reset_keeps_sessions boolean not null default false`);
    // Accounts that follow are none most of the time; the keeper asks for them after each act.
    await runner.query(`
      create index person_account_behind on person (id)
        where account_enabled <> (status = 'ACTIVE') or password_change_due or second_factor_reset_due`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index person_account_behind');
    await runner.query(
      'alter table person drop column second_factor_reset_due, drop column second_factor_reset_keeps_sessions',
    );
  }
}
