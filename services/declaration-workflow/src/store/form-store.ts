import type { Queryable } from '@portail/platform/db/database.ts';
import type { FormLineRow } from '../domain/form-definition.ts';

const read = {
  name: 'form-lines',
  text: `select section, field, code, label, help, unit, kind, "group", side, requirement,
           typed_when_modulated as "typedWhenModulated", formula, initial, from_exercise as "fromExercise",
           to_exercise as "toExercise", position
         from form_line
         where from_exercise <= $1 and (to_exercise is null or to_exercise >= $1)
         order by position`,
};

/** The lines of both sections in force for an exercise. */
export async function readFormLines(db: Queryable, exercise: number): Promise<FormLineRow[]> {
  return db.rows<FormLineRow>(read, [exercise]);
}
