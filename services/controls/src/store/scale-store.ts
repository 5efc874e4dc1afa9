import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { PsuParameters, PsuReference, ScaleRow } from '../domain/psu-scale.ts';
import type { PublishedScale } from '../domain/scale-publication.ts';

const readRevisions = {
  name: 'psu-scale-revisions',
  text: 'select exercise, max(revision) as revision from psu_scale where exercise = any($1) group by exercise',
};
const readParameters = {
  name: 'psu-scale-parameters',
  text: `select exercise, status, source_note as "sourceNote", rate, meeting_hours_per_place as "meetingHoursPerPlace",
           cost_basis as "costBasis", rg_application as "rgApplication", mode, linear_from as "linearFrom",
           linear_to as "linearTo", advance_rate as "advanceRate",
           exceptional_hours_decision as "exceptionalHoursDecision",
           to_char(published_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "enteredAt"
         from psu_scale where exercise = $1 and revision = $2`,
};
const readRows = {
  name: 'psu-scale-rows',
  text: `select r.id, r.exercise, r.supplies_both as "suppliesBoth", r.band_index as "bandIndex",
           r.band_upper_bound as "bandUpperBound", r.upper_bound_inclusive as "upperBoundInclusive",
           r.price_cap as "priceCap", r.psu_amount as "psuAmount", r.status, r.source_note as "sourceNote",
           s.published_by as "enteredBy",
           to_char(s.published_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "enteredAt"
         from psu_scale_row r join psu_scale s using (exercise, revision)
         where exercise = $1 and revision = $2 order by supplies_both desc, band_index`,
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
           rg_application, mode, linear_from, linear_to, advance_rate, exceptional_hours_decision, published_by, published_by_name, published_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
};
const insertRow = {
  name: 'psu-scale-row-insert',
  text: `insert into psu_scale_row (id, exercise, revision, supplies_both, band_index, band_upper_bound,
           upper_bound_inclusive, price_cap, psu_amount, status, source_note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

/** Gives the current scales and parameters of some exercises. A published revision never changes: it is read once. */
export function psuLoader() {
  const known = new Map<string, PsuReference>();

  async function read(db: Queryable, exercise: number, revision: number): Promise<PsuReference> {
    const key = `${exercise} ${revision}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const [parameters = null] = await db.rows<PsuParameters>(readParameters, [exercise, revision]);
    const reference = { exercise, parameters, rows: await db.rows<ScaleRow>(readRows, [exercise, revision]) };
    known.set(key, reference);
    return reference;
  }

  return async (db: Queryable, exercises: readonly number[]): Promise<(exercise: number) => PsuReference> => {
    const current = new Map<number, PsuReference>();
    const wanted = [[...new Set(exercises)]];
    for (const { exercise, revision } of await db.rows<{ exercise: number; revision: number }>(readRevisions, wanted)) {
      current.set(exercise, await read(db, exercise, revision));
    }
    return (exercise) => current.get(exercise) ?? { exercise, parameters: null, rows: [] };
  };
}

/**
 * Current revision of an exercise’s scale, 0 when it has none. Waits for the evaluations under way and holds the next
 * ones until the transaction ends, so that none misses the new scale.
 */
export async function lockScaleRevision(tx: Transaction, exercise: number): Promise<number> {
  await lockReference(tx);
  return scaleRevision(tx, exercise);
}

/** Current revision of an exercise’s scale, 0 when it has none. */
export async function scaleRevision(db: Queryable, exercise: number): Promise<number> {
  const [row] = await db.rows<{ revision: number }>(readRevision, [exercise]);
  return row?.revision ?? 0;
}

/** Waits for the evaluations under way and holds the next ones until the transaction ends: scales and rules change alone. */
export async function lockReference(tx: Transaction): Promise<void> {
  await tx.run(lockScales);
}

/** Keeps scales and rules from changing until the transaction ends; taken before any other lock. */
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
    scale.publishedByName,
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
