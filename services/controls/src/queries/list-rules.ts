import type { Queryable } from '@portail/platform/db/database.ts';
import type { DeclarationType } from '../domain/declaration-data.ts';
import type { Severity } from '../domain/rule-sheet.ts';

/** A control rule as an agent reads it; thresholds in hundredths of their unit. */
export interface RuleView {
  readonly code: string;
  readonly version: number;
  readonly cafCode: string | null;
  readonly step: string;
  readonly severity: Severity;
  readonly enabled: boolean;
  readonly label: string;
  readonly message: string | null;
  readonly requiredActions: string | null;
  readonly thresholds: { readonly name: string; readonly value: number; readonly unit: string }[];
  readonly fromExercise: number;
  readonly toExercise: number | null;
  readonly declarationTypes: readonly DeclarationType[];
  readonly sourceNote: string;
  /** Why it was published, and by whom; empty for what the product opened with. */
  readonly reason: string;
  readonly publishedByName: string;
  readonly publishedAt: string;
}

const columns = `code, version, nullif(caf_code, '') as "cafCode", step, severity, enabled, label, message,
  required_actions as "requiredActions",
  coalesce((select json_agg(json_build_object('name', key, 'value', (value->>'value')::bigint,
    'unit', value->>'unit') order by key) from jsonb_each(thresholds)), '[]') as thresholds,
  from_exercise as "fromExercise", to_exercise as "toExercise", declaration_types as "declarationTypes",
  source_note as "sourceNote", reason, published_by_name as "publishedByName",
  to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"`;
// A row that a later version replaces for every one of its exercises and types says nothing any more.
const list = {
  name: 'rules-list',
  text: `select ${columns} from control_rule r
         where (caf_code = '' or $1::text[] is null or caf_code = any($1))
           and ($2::integer is null or (from_exercise <= $2 and (to_exercise is null or to_exercise >= $2)))
           and ($3::text is null or $3 = any(declaration_types))
           and not exists (select 1 from control_rule later
             where later.code = r.code and later.caf_code = r.caf_code and later.version > r.version
               and (later.from_exercise <= r.from_exercise
                 or ($2 is not null and later.from_exercise <= $2))
               and (later.to_exercise is null or later.to_exercise >= r.to_exercise
                 or ($2 is not null and later.to_exercise >= $2))
               and (later.declaration_types @> r.declaration_types
                 or ($3 is not null and $3 = any(later.declaration_types))))
         order by step, code, caf_code, from_exercise, version`,
};
const versions = {
  name: 'rule-versions',
  text: `select ${columns} from control_rule
         where code = $1 and (caf_code = '' or $2::text[] is null or caf_code = any($2))
         order by version desc, from_exercise desc, caf_code`,
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

/** Every version of a rule, latest first. */
export function ruleVersions(db: Queryable, code: string, cafCodes: readonly string[] | 'ALL'): Promise<RuleView[]> {
  return db.rows<RuleView>(versions, [code, cafCodes === 'ALL' ? null : cafCodes]);
}
