import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Declarations opened before know neither sections given back with a message (T6) nor requests for correction (T15): they
 * get the state of one that has none.
 */
export class CorrectionRequests1700000000006 implements MigrationInterface {
  readonly name = 'CorrectionRequests1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`update declaration set state = '{"handBacks": {}, "correctionRequest": null}' || state`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update declaration set state = state - 'handBacks' - 'correctionRequest'`);
  }
}
