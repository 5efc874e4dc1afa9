import type { Queryable } from '@portail/platform/db/database.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Actor } from '../domain/access.ts';
import { refuse } from '../domain/refusals.ts';

/** A new password of everybody: whom it would concern, and how the last demand goes. */
export interface EveryPasswordView {
  people: number;
  waiting: number;
  last: { at: string; by: string | null; reason: string | null; people: number } | null;
}

const counted = {
  name: 'every-password',
  text: `select json_build_object(
           'people', count(*) filter (where status = 'ACTIVE'),
           'waiting', count(*) filter (where password_change_due),
           'last', (
             select json_build_object('at', j.at, 'reason', j.data->>'reason',
                 'people', (j.data->>'people')::integer,
                 'by', (select a.given_name || ' ' || a.family_name from person a where a.id::text = j.actor->>'id'))
             from journal j where j.chain = 'passwords' order by j.sequence desc limit 1)) as "view"
         from person`,
};

/** For national administrators. @throws RefusalError FORBIDDEN */
export async function readEveryPassword(db: Queryable, actor: Actor): Promise<EveryPasswordView> {
  if (actor.kind !== 'CNAF_ADMIN') throw new RefusalError(refuse('FORBIDDEN'));
  const [row] = await db.rows<{ view: EveryPasswordView }>(counted, []);
  if (!row) throw new Error('a count has a row');
  return row.view;
}
