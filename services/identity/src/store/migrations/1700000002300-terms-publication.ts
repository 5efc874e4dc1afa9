import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who published a version of the conditions générales, and when; the first one came with the portal. */
export class TermsPublication1700000002300 implements MigrationInterface {
  readonly name = 'TermsPublication1700000002300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table terms add column published_at timestamptz, add column published_by text');
    await runner.query('create unique index terms_day on terms (in_force_from)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index terms_day');
    await runner.query('alter table terms drop column published_at, drop column published_by');
  }
}
