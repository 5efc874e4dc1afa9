import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a Caf wishes for the words of the forms waits for the Cnaf’s answer. */
export class FormProposals1700000000038 implements MigrationInterface {
  readonly name = 'FormProposals1700000000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(`
      create table form_proposal (
        id uuid primary key,
        revision integer not null check (revision > 0),
        exercise integer not null,
        caf_codes text[] not null,
        content jsonb not null,
        reason text not null,
        state text not null check (state in ('SENT', 'SEEN', 'TAKEN', 'REFUSED')),
        proposed_by text not null,
        proposed_by_name text not null,
        proposed_at timestamptz not null,
        answered_by_name text,
        answered_at timestamptz,
        answer text
      )`);
    await runner.query('create index form_proposal_order on form_proposal (proposed_at desc, id)');
    await runner.query('create index form_proposal_caf on form_proposal using gin (caf_codes)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table form_proposal');
  }
}
