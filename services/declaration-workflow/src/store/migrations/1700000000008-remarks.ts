import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections that began before know no remarks on lines (B5): they get the state of one that has none. */
export class Remarks1700000000008 implements MigrationInterface {
  readonly name = 'Remarks1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      update declaration set state = jsonb_set(state, '{correction}', '{"remarks": [], "limited": false}' || (state->'correction'))
      where jsonb_typeof(state->'correction') = 'object'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update declaration set state = jsonb_set(state, '{correction}', state->'correction' - 'remarks' - 'limited')
      where jsonb_typeof(state->'correction') = 'object'`);
  }
}
