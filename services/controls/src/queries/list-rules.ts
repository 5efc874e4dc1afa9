import type { Queryable } from '@portail/platform/db/database.ts';

/** A control rule as an agent reads it; thresholds in hundredths of their unit. */
export interface RuleView {
  readonly code: string;
  readonly version: number;
  readonly cafCode: string | null;
  readonly step: string;
  readonly severity: string;
  readonly enabled: boolean;
  readonly label: string;
  readonly message: string | null;
  readonly requiredActions: string | null;
  readonly thresholds: { readonly name: string; readonly value: number; readonly unit: string }[];
  readonly fromExercise: number;
  readonly toExercise: number | null;
  readonly declarationTypes: string[];
  readonly sourceNote: string;
}

const list = {
  name: 'rules-list',
  text: `select code, version, nullif(caf_code, '') as "cafCode", step, severity, enabled, label, message,
           required_actions as "requiredActions",
           coalesce((select json_agg(json_build_object('name', key, 'value', (value->>'value')::bigint,
             'unit', value->>'unit') order by key) from jsonb_each(thresholds)), '[]') as thresholds,
           from_exercise as "fromExercise", to_exercise as "toExercise", declaration_types as "declarationTypes",
           source_note as "sourceNote"
         from control_rule
         where (caf_code = '' or $1::text[] is null or caf_code = any($1))
           and ($2::integer is null or (from_exercise <= $2 and (to_exercise is null or to_exercise >= $2)))
           and ($3::text is null or $3 = any(declaration_types))
         order by step, code, caf_code, from_exercise, version`,
};

/** National rules and those of some Caf (`ALL`: every one), optionally in force for an exercise and a type. */
export function listRules(
  db: Queryable,
  filter: {
    readonly cafCodes: readonly string[] | 'ALL';
    readonly exercise: number | null;
    readonly type: string | null;
  },
): Promise<RuleView[]> {
  return db.rows<RuleView>(list, [filter.cafCodes === 'ALL' ? null : filter.cafCodes, filter.exercise, filter.type]);
}
