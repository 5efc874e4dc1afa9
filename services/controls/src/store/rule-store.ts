import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { BonusInclusionParameters } from '../domain/bonus-inclusion.ts';
import type { BonusMixiteParameters } from '../domain/bonus-mixite.ts';
import type { BonusReference } from '../domain/information-lines.ts';
import type { PublishedRule } from '../domain/rule-publication.ts';
import type { ControlRule, FieldRequirement } from '../domain/rule-sheet.ts';
import { prepareRuleSheets, type RuleSheets } from '../domain/rule-sheets.ts';

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

// Rules are only ever added, so their number tells one state from the next.
const readGeneration = {
  name: 'control-rules-generation',
  text: 'select count(*)::integer as generation from control_rule',
};
const insert = {
  name: 'control-rule-insert',
  text: `insert into control_rule (code, version, caf_code, from_exercise, to_exercise, step, severity, enabled, label,
           message, required_actions, thresholds, declaration_types, source_note, reason, published_by,
           published_by_name, published_at)
         values ($1, $2, '', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
};

/** Gives the rule sheets of this moment; they are prepared again only when a rule was published, here or elsewhere. */
export function sheetsLoader(): (db: Queryable) => Promise<RuleSheets> {
  let known: { readonly generation: number; readonly sheets: RuleSheets } | null = null;
  return async (db) => {
    const [row] = await db.rows<{ generation: number }>(readGeneration);
    const generation = row?.generation ?? 0;
    if (known?.generation !== generation) {
      known = { generation, sheets: prepareRuleSheets(await loadRules(db), await loadFields(db)) };
    }
    return known.sheets;
  };
}

/** Adds a version; the earlier ones stay. */
export async function insertRule(tx: Transaction, { rule, ...act }: PublishedRule): Promise<void> {
  await tx.run(insert, [
    rule.code,
    rule.version,
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
    act.reason,
    act.publishedBy,
    act.publishedByName,
    act.publishedAt,
  ]);
}

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
