import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BONUS_INCLUSION, BONUS_MIXITE } from '../reference/bonus-parameters.ts';
import { CONTROL_RULES } from '../reference/control-rules.ts';
import { FIELD_REQUIREMENTS } from '../reference/field-requirements.ts';
import { PSU_PARAMETERS, PSU_SCALE_ROWS } from '../reference/psu-scales.ts';

/** Loads the reference data that the product opens with, version 1 of everything. */
export class ControlsReference1700000002000 implements MigrationInterface {
  readonly name = 'ControlsReference1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await insertRules(runner);
    await insertFields(runner);
    await insertScales(runner);
    await insertBonuses(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from bonus_parameters');
    await runner.query('delete from psu_scale_row');
    await runner.query('delete from psu_scale');
    await runner.query('delete from field_requirement');
    await runner.query('delete from control_rule');
  }
}

async function insertRules(runner: QueryRunner): Promise<void> {
  for (const rule of CONTROL_RULES) {
    await runner.query(
      `insert into control_rule (code, version, caf_code, from_exercise, to_exercise, step, severity, enabled, label,
         message, required_actions, thresholds, declaration_types, source_note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        rule.code,
        rule.version,
        rule.cafCode ?? '',
        rule.fromExercise,
        rule.toExercise,
        rule.step,
        rule.severity,
        rule.enabled,
        rule.label,
        rule.message,
        rule.requiredActions,
        JSON.stringify(rule.thresholds),
        rule.declarationTypes,
        rule.sourceNote,
      ],
    );
  }
}

async function insertFields(runner: QueryRunner): Promise<void> {
  for (const [position, field] of FIELD_REQUIREMENTS.entries()) {
    await runner.query(
      `insert into field_requirement (field, section, position, label, kind, mandatory_for, from_exercise, to_exercise)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        field.field,
        field.section,
        position,
        field.label,
        field.kind,
        field.mandatoryFor,
        field.fromExercise,
        field.toExercise,
      ],
    );
  }
}

async function insertScales(runner: QueryRunner): Promise<void> {
  for (const each of PSU_PARAMETERS) {
    await runner.query(
      `insert into psu_scale (exercise, revision, status, source_note, rate, meeting_hours_per_place, cost_basis,
         rg_application, mode, linear_from, linear_to, advance_rate, exceptional_hours_decision, published_by, published_at)
       values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'portail', $13)`,
      [
        each.exercise,
        each.status,
        each.sourceNote,
        each.rate,
        each.meetingHoursPerPlace,
        each.costBasis,
        each.rgApplication,
        each.mode,
        each.linearFrom,
        each.linearTo,
        each.advanceRate,
        each.exceptionalHoursDecision,
        each.enteredAt,
      ],
    );
  }
  for (const row of PSU_SCALE_ROWS) {
    await runner.query(
      `insert into psu_scale_row (id, exercise, revision, supplies_both, band_index, band_upper_bound,
         upper_bound_inclusive, price_cap, psu_amount, status, source_note)
       values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        row.id,
        row.exercise,
        row.suppliesBoth,
        row.bandIndex,
        row.bandUpperBound,
        row.upperBoundInclusive,
        row.priceCap,
        row.psuAmount,
        row.status,
        row.sourceNote,
      ],
    );
  }
}

async function insertBonuses(runner: QueryRunner): Promise<void> {
  const rows = [
    ...BONUS_INCLUSION.map((row) => ({ kind: 'INCLUSION', row })),
    ...BONUS_MIXITE.map((row) => ({ kind: 'MIXITE', row })),
  ];
  for (const { kind, row } of rows) {
    const { fromExercise, toExercise, ...parameters } = row;
    await runner.query(
      'insert into bonus_parameters (kind, from_exercise, to_exercise, parameters) values ($1, $2, $3, $4)',
      [kind, fromExercise, toExercise, JSON.stringify(parameters)],
    );
  }
}
