import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Equipments are kept with their authorisations from now on. What is known of one may be said again at the revision it had:
 * `npm run replay -- republish` then fills in what is missing.
 */
export class Authorizations1700000002000 implements MigrationInterface {
  readonly name = 'Authorizations1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`update equipment set revision = 0, content = content || '{"authorizations": []}'::jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update equipment set revision = 0, content = content - 'authorizations'`);
  }
}
