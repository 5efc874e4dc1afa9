import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import { SUMMED } from '../domain/figures.ts';
import { FRANCE, type Publication, type Zone } from '../domain/publication.ts';
import { addedUp, namedSums, summedColumns } from './columns.ts';

const publicationColumns = `id, exercise, version, published_on as "publishedOn", published_by as "publishedBy",
  to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt",
  published_by_name as "publishedByName", forced_reason as "forcedReason", correction, digest,
  imported_from as "importedFrom"`;

/** The sums of each département, then France as the sum of theirs: every figure is added once. */
const zones = (source: string) => `
  with d as materialized (select department_code as zone, count(*)::int as count, ${addedUp} from ${source}
    group by department_code)
  select * from d
  union all
  select '${FRANCE}', sum(count)::int, ${addedUp} from d having count(*) > 0`;

const compute = {
  name: 'means-compute',
  text: `select zone, count, ${namedSums()} from (${zones('(select * from current_fact where exercise = $1) as f')}) as z`,
};
// One statement, hence one view of the facts: who counts and what it adds up to cannot differ.
const publish = {
  name: 'means-publish',
  text: `with f as materialized (select * from current_fact where exercise = $2),
         m as (insert into publication_member (publication_id, equipment_id, department_code, declaration_id, version,
             care_type, status, places)
           select $1, equipment_id, department_code, declaration_id, version, care_type, status, places from f),
         z as (${zones('f')}),
         p as (insert into publication_mean (publication_id, zone, count, ${summedColumns.join(', ')})
           select $1, zone, count, ${summedColumns.join(', ')} from z)
         select zone, count, ${namedSums()} from z`,
};
const lock = { name: 'means-lock', text: `select pg_advisory_xact_lock(hashtextextended('means-' || $1::text, 0))` };
const insert = {
  name: 'publication-insert',
  text: `insert into publication (id, exercise, version, published_at, published_on, published_by, published_by_name,
           forced_reason, correction, digest, imported_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
const publishRead = {
  name: 'means-publish-read',
  text: `insert into publication_mean (publication_id, zone, count, ${summedColumns.join(', ')})
         select $1, zone, count, ${summedColumns.map((_, index) => `v[${index + 1}]`).join(', ')}
         from jsonb_to_recordset($2) as z(zone text, count integer, v bigint[])`,
};
const latest = {
  name: 'publication-latest',
  text: `select ${publicationColumns} from publication where exercise = $1 order by version desc limit 1`,
};
const ofExercise = {
  name: 'publications-of-exercise',
  text: `select ${publicationColumns} from publication where exercise = $1 order by version desc`,
};
const published = {
  name: 'means-published',
  text: `select zone, count, ${namedSums()} from publication_mean where publication_id = $1`,
};

async function add(tx: Transaction, publication: Publication): Promise<void> {
  const p = publication;
  const by = [p.publishedAt, p.publishedOn, p.publishedBy, p.publishedByName];
  const reasons = [p.forcedReason, p.correction, p.digest, p.importedFrom];
  await tx.run(insert, [p.id, p.exercise, p.version, ...by, ...reasons]);
}

/** Means: computed from the facts, or as they were published. */
export const meansStore = {
  /** Sums of each zone of an exercise as the facts are now; none without a validated réelle. */
  compute: (db: Queryable, exercise: number): Promise<Zone[]> => db.rows<Zone>(compute, [exercise]),

  /** Freezes who counts and the sums, under a publication that is inserted in the same transaction. */
  async freeze(tx: Transaction, publication: Publication): Promise<Zone[]> {
    await add(tx, publication);
    return tx.rows<Zone>(publish, [publication.id, publication.exercise]);
  },

  /** Freezes sums that were read from a list: of who counted nothing is known. */
  async freezeRead(tx: Transaction, publication: Publication, zones: readonly Zone[]): Promise<void> {
    await add(tx, publication);
    const rows = zones.map((zone) => ({ zone: zone.zone, count: zone.count, v: SUMMED.map((name) => zone[name]) }));
    await tx.run(publishRead, [publication.id, JSON.stringify(rows)]);
  },

  /** Makes another publication of the exercise wait. */
  async lock(tx: Transaction, exercise: number): Promise<void> {
    await tx.rows(lock, [exercise]);
  },

  async latest(db: Queryable, exercise: number): Promise<Publication | null> {
    const [row] = await db.rows<Publication>(latest, [exercise]);
    return row ?? null;
  },

  /** Every version, newest first. */
  versions: (db: Queryable, exercise: number): Promise<Publication[]> => db.rows<Publication>(ofExercise, [exercise]),

  /** Sums of each zone as they were published. */
  published: (db: Queryable, publicationId: string): Promise<Zone[]> => db.rows<Zone>(published, [publicationId]),
};
