import type { Queryable } from '@portail/platform/db/database.ts';
import type { Actor } from '../domain/access.ts';
import { kindsOf, rules, type Kind } from '../domain/kinds.ts';

/** What a person may be told of, and whether a mail goes with it. */
export interface PreferencesView {
  /** 0 while nothing was ever chosen. */
  revision: number;
  choices: { kind: Kind; label: string; byRight: boolean; byMail: boolean }[];
}

const read = { name: 'preferences-view', text: 'select revision, muted from preference where person_id = $1' };

/** One’s choices. */
export async function readPreferences(db: Queryable, actor: Actor): Promise<PreferencesView> {
  const [row] = await db.rows<{ revision: number; muted: Kind[] }>(read, [actor.id]);
  const muted = row?.muted ?? [];
  return {
    revision: row?.revision ?? 0,
    choices: kindsOf(actor.kind === 'PARTNER' ? 'PARTNER' : 'CAF').map((kind) => {
      const { label, byRight } = rules[kind];
      return { kind, label, byRight, byMail: byRight || !muted.includes(kind) };
    }),
  };
}
