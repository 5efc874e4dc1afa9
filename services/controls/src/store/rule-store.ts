import type { Queryable } from '@portail/platform/db/database.ts';
import type { BonusInclusionParameters } from '../domain/bonus-inclusion.ts';
import type { BonusMixiteParameters } from '../domain/bonus-mixite.ts';
import type { BonusReference } from '../domain/information-lines.ts';
import type { ControlRule, FieldRequirement } from '../domain/rule-sheet.ts';

const readRules = {
  name: 'control-rules',
  text: `select code, version, step, severity, enabled, label, message, required_actions as "requiredActions", thresholds,
           from_exercise as "fromExercise", to_exercise as "toExercise", declaration_types as "declarationTypes",
           nullif(caf_code, '') as "cafCode", source_note as "sourceNote"
         from control_rule order by code, caf_code, from_exercise, version`,
};
const readFields = {
  name: 'field-requirements',
  text: `select field, section, label, kind, mandatory_for as "mandatoryFor", from_exercise as "fromExercise",
           to_exercise as "toExercise"
         from field_requirement order by section, position`,
};
const readBonuses = {
  name: 'bonus-parameters',
  text: `select kind, parameters || jsonb_build_object('fromExercise', from_exercise, 'toExercise', to_exercise) as row
         from bonus_parameters order by kind, from_exercise`,
};

/** Every control rule, national and of each Caf. */
export function loadRules(db: Queryable): Promise<ControlRule[]> {
  return db.rows<ControlRule>(readRules);
}

/** The fields that the forms ask for. */
export function loadFields(db: Queryable): Promise<FieldRequirement[]> {
  return db.rows<FieldRequirement>(readFields);
}

/** Parameters of the bonuses. */
export async function loadBonuses(db: Queryable): Promise<BonusReference> {
  const rows = await db.rows<{ kind: string; row: unknown }>(readBonuses);
  const ofKind = <T>(kind: string) => rows.filter((each) => each.kind === kind).map((each) => each.row as T);
  return { inclusion: ofKind<BonusInclusionParameters>('INCLUSION'), mixite: ofKind<BonusMixiteParameters>('MIXITE') };
}
