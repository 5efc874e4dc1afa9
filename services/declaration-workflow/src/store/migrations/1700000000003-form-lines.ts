import type { MigrationInterface, QueryRunner } from 'typeorm';
import { formLines } from '../reference/form-lines.ts';

/** Lines of the national forms, dated by exercise. */
export class FormLines1700000000003 implements MigrationInterface {
  readonly name = 'FormLines1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table form_line (
        section text not null check (section in ('activity', 'financial')),
        field text not null,
        from_exercise integer not null,
        to_exercise integer,
        code text not null,
        label text not null,
        help text not null,
        unit text not null,
        kind text not null,
        "group" text not null,
        side text,
        requirement jsonb not null,
        typed_when_modulated boolean not null,
        formula text,
        initial bigint,
        position integer not null,
        primary key (section, field, from_exercise)
      )`);
    for (const line of formLines) {
      await runner.query(
        `insert into form_line (section, field, from_exercise, to_exercise, code, label, help, unit, kind, "group", side,
           requirement, typed_when_modulated, formula, initial, position)
         select line->>'section', line->>'field', (line->>'fromExercise')::int, (line->>'toExercise')::int, line->>'code',
           line->>'label', line->>'help', line->>'unit', line->>'kind', line->>'group', line->>'side',
           line->'requirement', (line->>'typedWhenModulated')::boolean, line->>'formula', (line->>'initial')::bigint,
           (line->>'position')::int
         from (select $1::jsonb as line) as given`,
        [JSON.stringify(line)],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table form_line');
  }
}
