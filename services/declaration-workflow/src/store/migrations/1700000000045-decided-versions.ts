import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long the Caf takes is measured over the versions judged lately. */
export class DecidedVersions1700000000045 implements MigrationInterface {
  readonly name = 'DecidedVersions1700000000045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create index declaration_version_decided on declaration_version (decided_at) include (transmitted_at)
      where decided_at is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index declaration_version_decided');
  }
}
