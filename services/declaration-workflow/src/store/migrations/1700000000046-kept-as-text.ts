import type { MigrationInterface, QueryRunner } from 'typeorm';

type Kind = 'json' | 'jsonb';

/**
 * Estimate, indicators and transmitted versions are written whole and never searched: as text nobody parses them on the way. Figures
 * of past exercises are read from a version by path, three versions at most, and may cost a little more.
 */
export class KeptAsText1700000000046 implements MigrationInterface {
  readonly name = 'KeptAsText1700000000046';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local lock_timeout = '5s'`);
    await runner.query(refusal('new.data::text is distinct from old.data::text'));
    await become(runner, 'json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await become(runner, 'jsonb');
    await runner.query(refusal('new.data is distinct from old.data'));
  }
}

async function become(runner: QueryRunner, kind: Kind): Promise<void> {
  const whole = (column: string) => `alter column ${column} type ${kind} using ${column}::${kind}`;
  await runner.query(`alter table evaluation ${whole('estimate')}, ${whole('indicators')}`);
  await runner.query(`alter table declaration_version ${whole('data')}`);
}

/** SQL: what refuses a change of what was transmitted, with how its data are compared. */
const refusal = (dataChanged: string) => `
  create or replace function refuse_transmitted_change() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' or ${dataChanged} or new.data_hash <> old.data_hash
       or new.transmitted_at <> old.transmitted_at or new.declaration_id <> old.declaration_id
       or new.number <> old.number then
      raise exception 'a transmitted version never changes' using errcode = 'restrict_violation';
    end if;
    return new;
  end $$`;
