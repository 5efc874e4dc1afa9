import type { Declaration } from '../domain/declaration.ts';
import type { AskedVerdict } from '../domain/evaluation.ts';
import { progressOf, type Progress } from '../domain/progress.ts';

/** Columns from which the progress of a declaration `d` is told, with its verdict `e`: no figure, no text of a control. */
export const progressColumns = `
  (d.state - 'past') #- '{activity,values}' #- '{financial,values}' as state,
  case when e.version is not null
    then jsonb_build_object('version', e.version, 'dataRevision', e.data_revision, 'results', e.asked) end as verdict`;

/** SQL: the partner asks for a correction of the transmitted declaration `d`, and the Caf has not answered. */
export const correctionAsked = `(d.state #>> '{correctionRequest,at}' is not null
  and d.state #>> '{correctionRequest,declined,at}' is null)`;

/** SQL: the declaration `d` is in the state of the parameter; « rejetée » is that of its last version. Null does not filter. */
export function ofStatus(parameter: `$${number}`): string {
  return `case ${parameter}::text when 'REJECTED' then d.rejected else ${parameter} is null or d.status = ${parameter} end`;
}

/** Join of the latest verdict. */
export const withVerdict = 'left join evaluation e on e.declaration_id = d.id and e.version = d.version';

/** A row with those columns; `state` holds everything but values and past versions. */
export interface ProgressColumns {
  readonly state: Declaration;
  readonly verdict: AskedVerdict | null;
}

/** How far the declaration of a row is. */
export function progressOfRow(row: ProgressColumns): Progress {
  return progressOf(row.state, row.verdict);
}
