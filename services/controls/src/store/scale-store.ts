import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { PsuParameters, PsuReference, ScaleRow } from '../domain/psu-scale.ts';
import type { PublishedScale } from '../domain/scale-publication.ts';

const current = `
  select distinct on (exercise) exercise, revision from psu_scale where exercise = any($1)
  order by exercise, revision desc`;
const readScales = {
  name: 'psu-scales-of',
  text: `select s.exercise, s.status, s.source_note as "sourceNote", s.rate,
           s.meeting_hours_per_place as "meetingHoursPerPlace", s.cost_basis as "costBasis",
           s.rg_application as "rgApplication", s.mode, s.linear_from as "linearFrom", s.linear_to as "linearTo",
           s.advance_rate as "advanceRate", s.exceptional_hours_decision as "exceptionalHoursDecision",
           to_char(s.published_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "enteredAt"
         from psu_scale s join (${current}) as latest using (exercise, revision)`,
};
const readRows = {
  name: 'psu-scale-rows-of',
  text: `select r.id, r.exercise, r.supplies_both as "suppliesBoth", r.band_index as "bandIndex",
           r.band_upper_bound as "bandUpperBound", r.upper_bound_inclusive as "upperBoundInclusive",
           r.price_cap as "priceCap", r.psu_amount as "psuAmount", r.status, r.source_note as "sourceNote",
           s.published_by as "enteredBy",
           to_char(s.published_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "enteredAt"
         from psu_scale_row r join psu_scale s using (exercise, revision) join (${current}) as latest using (exercise, revision)
         order by r.exercise, r.supplies_both desc, r.band_index`,
};
const lockScales = { name: 'psu-scales-lock', text: `select pg_advisory_xact_lock(hashtextextended('psu-scales', 0))` };
const shareScales = {
  name: 'psu-scales-share',
  text: `select pg_advisory_xact_lock_shared(hashtextextended('psu-scales', 0))`,
};
const readRevision = {
  name: 'psu-scale-revision',
  text: 'select coalesce(max(revision), 0) as revision from psu_scale where exercise = $1',
};
const insertScale = {
  name: 'psu-scale-insert',
  text: `insert into psu_scale (exercise, revision, status, source_note, rate, meeting_hours_per_place, cost_basis,
           rg_application, mode, linear_from, linear_to, advance_rate, exceptional_hours_decision, published_by, published_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
};
const insertRow = {
  name: 'psu-scale-row-insert',
  text: `insert into psu_scale_row (id, exercise, revision, supplies_both, band_index, band_upper_bound,
           upper_bound_inclusive, price_cap, psu_amount, status, source_note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

/** Current scales and parameters of some exercises, as a function of the exercise. */
export async function loadPsu(
  db: Queryable,
  exercises: readonly number[],
): Promise<(exercise: number) => PsuReference> {
  const wanted = [[...new Set(exercises)]];
  const scales = await db.rows<PsuParameters>(readScales, wanted);
  const rows = await db.rows<ScaleRow>(readRows, wanted);
  return (exercise) => ({
    exercise,
    parameters: scales.find((scale) => scale.exercise === exercise) ?? null,
    rows: rows.filter((row) => row.exercise === exercise),
  });
}

/**
 * Current revision of an exercise’s scale, 0 when it has none. Waits for the evaluations under way and holds the next
 * ones until the transaction ends, so that none misses the new scale.
 */
export async function lockScaleRevision(tx: Transaction, exercise: number): Promise<number> {
  await tx.run(lockScales);
  const [row] = await tx.rows<{ revision: number }>(readRevision, [exercise]);
  return row?.revision ?? 0;
}

/** Keeps scales from changing until the transaction ends; taken before any other lock. */
export async function holdScales(tx: Transaction): Promise<void> {
  await tx.run(shareScales);
}

/** Adds a revision; the earlier ones stay, since estimates name their rows. */
export async function insertPublishedScale(tx: Transaction, scale: PublishedScale): Promise<void> {
  const p = scale.parameters;
  await tx.run(insertScale, [
    scale.exercise,
    scale.revision,
    scale.status,
    scale.sourceNote,
    p.rate,
    p.meetingHoursPerPlace,
    p.costBasis,
    p.rgApplication,
    p.mode,
    p.linearFrom,
    p.linearTo,
    p.advanceRate,
    p.exceptionalHoursDecision,
    scale.publishedBy,
    scale.publishedAt,
  ]);
  for (const row of scale.rows) {
    await tx.run(insertRow, [
      row.id,
      scale.exercise,
      scale.revision,
      row.suppliesBoth,
      row.bandIndex,
      row.bandUpperBound,
      row.upperBoundInclusive,
      row.priceCap,
      row.psuAmount,
      row.status,
      row.sourceNote,
    ]);
  }
}
