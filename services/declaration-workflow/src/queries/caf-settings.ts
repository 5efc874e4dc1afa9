import type { Database } from '@portail/platform/db/database.ts';
import type { Asking } from './read-declaration.ts';

/** The settings of a Caf, as its agents read them. */
export interface CafSettingsView {
  cafCode: string;
  fourEyes: boolean;
  closedExercises: number[];
  /** Exercises that may be closed, latest first: those that are over and were declared here, and those already closed. */
  exercises: number[];
  revision: number;
  /** Null while the Caf has never decided anything. */
  updatedAt: string | null;
  updatedBy: string | null;
}

const read = {
  name: 'caf-settings',
  text: `select code as "cafCode", coalesce(s.four_eyes, false) as "fourEyes", coalesce(s.revision, 0) as revision,
           s.updated_at as "updatedAt", s.updated_by as "updatedBy",
           array(select exercise from closed_exercise where caf_code = code order by exercise) as "closedExercises",
           array(select exercise from closed_exercise where caf_code = code
                 union
                 select d.exercise from declaration d join equipment q on q.id = d.equipment_id
                 where q.caf_code = code and d.exercise < $2
                 order by exercise desc) as exercises
         from person p cross join unnest(p.caf_codes) as code
         left join caf_settings s on s.caf_code = code
         where p.subject = $1 and p.status = 'ACTIVE' and p.population in ('CAF_AGENT', 'CAF_ADMIN')
         order by code`,
};

/** The settings of each Caf the signed-in person works for; none for anyone else. */
export async function readCafSettings(
  database: Database,
  { subject, today }: Asking,
): Promise<{ items: CafSettingsView[] }> {
  const year = Number(today.slice(0, 4));
  const rows = await database.rows<Omit<CafSettingsView, 'updatedAt'> & { updatedAt: Date | null }>(read, [
    subject,
    year,
  ]);
  return {
    items: rows.map((row) => ({
      ...row,
      updatedAt: row.updatedAt?.toISOString() ?? null,
    })),
  };
}
