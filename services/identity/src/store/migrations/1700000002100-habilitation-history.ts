import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Habilitations keep their history, with the instant of the grant; accounts that do not follow yet are found at once. */
export class HabilitationHistory1700000002100 implements MigrationInterface {
  readonly name = 'HabilitationHistory1700000002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query('alter table habilitation add column granted_at timestamptz not null default now()');
    await runner.query('alter table habilitation alter column granted_at drop default');
    await runner.query('alter table habilitation drop constraint habilitation_pkey');
    await runner.query('alter table habilitation add primary key (person_id, equipment_id, effective_from)');
    await runner.query('alter table habilitation add check (effective_to >= effective_from)');
    await runner.query('alter table person add column account_enabled boolean not null default true');
    await runner.query(`create index person_account_lags on person (id) where account_enabled <> (status = 'ACTIVE')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index person_account_lags');
    await runner.query('alter table person drop column account_enabled');
    await runner.query('alter table habilitation drop constraint habilitation_pkey');
    await runner.query('alter table habilitation add primary key (person_id, equipment_id)');
    await runner.query('alter table habilitation drop column granted_at');
  }
}
