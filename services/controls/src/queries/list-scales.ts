import type { Queryable } from '@portail/platform/db/database.ts';
import type { PsuParameters, ReferenceStatus, ScaleRow } from '../domain/psu-scale.ts';

/** One row of a scale as an administrator reads it; figures in hundredths. */
export type ScaleRowView = Omit<ScaleRow, 'exercise' | 'enteredBy' | 'enteredAt'>;

/** One revision of the scale of an exercise. */
export interface ScaleView {
  readonly exercise: number;
  readonly revision: number;
  readonly status: ReferenceStatus;
  readonly sourceNote: string;
  readonly publishedBy: string;
  /** Empty for what the product opened with. */
  readonly publishedByName: string;
  readonly publishedAt: string;
  /** False when a price is missing: the estimates that need it are not shown. */
  readonly complete: boolean;
  readonly parameters: Omit<PsuParameters, 'exercise' | 'status' | 'sourceNote' | 'enteredAt'>;
  readonly rows: ScaleRowView[];
}

const select = (source: string) => `
  select s.exercise, s.revision, s.status, s.source_note as "sourceNote", s.published_by as "publishedBy",
    s.published_by_name as "publishedByName",
    to_char(s.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt",
    coalesce(bool_and(r.price_cap is not null), false) as complete,
    json_build_object('rate', s.rate, 'meetingHoursPerPlace', s.meeting_hours_per_place, 'costBasis', s.cost_basis,
      'rgApplication', s.rg_application, 'mode', s.mode, 'linearFrom', s.linear_from, 'linearTo', s.linear_to,
      'advanceRate', s.advance_rate, 'exceptionalHoursDecision', s.exceptional_hours_decision) as parameters,
    coalesce(json_agg(json_build_object('id', r.id, 'suppliesBoth', r.supplies_both, 'bandIndex', r.band_index,
      'bandUpperBound', r.band_upper_bound, 'upperBoundInclusive', r.upper_bound_inclusive,
      'priceCap', r.price_cap, 'psuAmount', r.psu_amount, 'status', r.status, 'sourceNote', r.source_note)
      order by r.supplies_both desc, r.band_index) filter (where r.id is not null), '[]') as rows
  from (${source}) s
  left join psu_scale_row r using (exercise, revision)
  group by s.exercise, s.revision, s.status, s.source_note, s.published_by, s.published_by_name, s.published_at, s.rate,
    s.meeting_hours_per_place, s.cost_basis, s.rg_application, s.mode, s.linear_from, s.linear_to, s.advance_rate,
    s.exceptional_hours_decision
  order by s.exercise desc, s.revision desc`;

const list = {
  name: 'scales-list',
  text: select('select distinct on (exercise) * from psu_scale order by exercise, revision desc'),
};
const ofExercise = { name: 'scales-of-exercise', text: select('select * from psu_scale where exercise = $1') };

/** Current scales, latest exercise first. */
export function listScales(db: Queryable): Promise<ScaleView[]> {
  return db.rows<ScaleView>(list);
}

/** Every revision of an exercise’s scale, latest first. */
export function scaleRevisions(db: Queryable, exercise: number): Promise<ScaleView[]> {
  return db.rows<ScaleView>(ofExercise, [exercise]);
}
