import type { Queryable } from '@portail/platform/db/database.ts';
import { opensOn } from '../domain/calendar.ts';
import { settingStore, type Setting } from '../store/setting-store.ts';

/** An exercise and where its means are. */
export interface MeansOfExercise {
  exercise: number;
  /** Equipments with a validated réelle. */
  validated: number;
  /** Equipments open at some time of the exercise. */
  expected: number;
  /** First day of an ordinary publication. */
  opensOn: string;
  /** Null while nothing is published. */
  publishedVersion: number | null;
  publishedOn: string | null;
}

const list = {
  name: 'means-list',
  text: `select f.exercise, count(distinct f.equipment_id)::int as validated,
           (select count(*)::int from equipment e
            where (e.opened_on is null or e.opened_on <= make_date(f.exercise, 12, 31))
              and (e.closed_on is null or e.closed_on >= make_date(f.exercise, 1, 1))) as expected,
           p.version as "publishedVersion", p.published_on as "publishedOn"
         from fact f
         left join lateral (select version, published_on from publication x where x.exercise = f.exercise
           order by version desc limit 1) as p on true
         group by f.exercise, p.version, p.published_on
         order by f.exercise desc`,
};

/** Exercises with at least one validated réelle, newest first, and the options. */
export async function listMeans(db: Queryable): Promise<{ exercises: MeansOfExercise[]; setting: Setting }> {
  const [rows, setting] = await Promise.all([db.rows<Omit<MeansOfExercise, 'opensOn'>>(list), settingStore.read(db)]);
  return { exercises: rows.map((row) => ({ ...row, opensOn: opensOn(row.exercise) })), setting };
}
