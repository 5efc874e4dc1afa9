import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a verdict asks of people, without its texts and figures: lists count it for each declaration and would otherwise
 * read every verdict whole.
 */
export class Asked1700000000004 implements MigrationInterface {
  readonly name = 'Asked1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create function asked_of(results jsonb) returns jsonb language sql immutable parallel safe
      return (select coalesce(jsonb_agg(jsonb_build_object('code', result->'code', 'step', result->'step',
                       'severity', result->'severity', 'field', result->'field', 'fingerprint', result->'fingerprint')), '[]')
              from jsonb_array_elements(results) as result where result->>'severity' <> 'INFO')`);
    await runner.query(
      `alter table evaluation add column asked jsonb not null generated always as (asked_of(results)) stored`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table evaluation drop column asked');
    await runner.query('drop function asked_of');
  }
}
