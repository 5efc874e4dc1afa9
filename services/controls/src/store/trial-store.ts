import type { Queryable } from '@portail/platform/db/database.ts';
import type { DeclarationType } from '../domain/declaration-data.ts';
import type { DeclarationVersion } from '../domain/declaration-version.ts';
import type { Equipment } from '../domain/equipment.ts';
import { declarationColumns, type DeclarationRow, toVersion } from './declaration-store.ts';

const equipments = {
  name: 'trial-equipments',
  text: `select e.id, e.caf_code as "cafCode", e.partner_status as "partnerStatus", e.opened_on as "openedOn",
           e.closed_on as "closedOn", e.authorizations, e.general_scheme_rates as "generalSchemeRates"
         from equipment e
         where e.id > $1::uuid and ($2::text[] is null or e.caf_code = any($2))
           and exists (select 1 from declaration_version d
             where d.exercise = $3 and d.equipment_id = e.id and d.status in ('SUBMITTED', 'VALIDATED')
               and d.type = any($4))
         order by e.id limit $5`,
};
// Of the years before, only the réelle that comparisons take: latest validated, else latest transmitted (domain.md 4.1).
const versions = {
  name: 'trial-versions',
  text: `select ${declarationColumns} from declaration_version
         where equipment_id = any($1) and status in ('SUBMITTED', 'VALIDATED') and exercise = $2
         union all
         select ${declarationColumns} from declaration_version join (
           select chosen.declaration_id, chosen.version from unnest($1::uuid[]) as wanted(id) cross join lateral (
             select declaration_id, version from declaration_version
             where equipment_id = wanted.id and status in ('SUBMITTED', 'VALIDATED') and exercise < $2
               and type = 'ACTUAL'
             order by status = 'VALIDATED' desc, exercise desc, period_end desc, version desc limit 1) chosen) past
           using (declaration_id, version)`,
};
const exercises = {
  name: 'trial-exercises',
  text: `with recursive known(exercise) as (
           select max(exercise) from declaration_version where status in ('SUBMITTED', 'VALIDATED')
           union all
           select (select max(d.exercise) from declaration_version d
             where d.status in ('SUBMITTED', 'VALIDATED') and d.exercise < known.exercise)
           from known where known.exercise is not null)
         select exercise from known where exercise is not null order by exercise desc`,
};

/** Before every identifier. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The next equipments that have transmitted declarations of an exercise, in the order of their ids. */
export function trialEquipments(
  db: Queryable,
  after: string,
  wanted: {
    readonly cafCodes: readonly string[] | 'ALL';
    readonly exercise: number;
    readonly types: readonly DeclarationType[];
  },
  limit: number,
): Promise<Equipment[]> {
  const cafCodes = wanted.cafCodes === 'ALL' ? null : wanted.cafCodes;
  return db.rows<Equipment>(equipments, [after, cafCodes, wanted.exercise, wanted.types, limit]);
}

/** Transmitted versions of these equipments, with what they are compared with. */
export async function trialVersions(
  db: Queryable,
  equipmentIds: readonly string[],
  exercise: number,
): Promise<DeclarationVersion[]> {
  return (await db.rows<DeclarationRow>(versions, [equipmentIds, exercise])).map(toVersion);
}

/** Exercises of which declarations were transmitted, latest first. */
export async function trialExercises(db: Queryable): Promise<number[]> {
  return (await db.rows<{ exercise: number }>(exercises)).map((row) => row.exercise);
}
