import type { Ports, Preferences } from '../usecases/ports.ts';

const read = { name: 'preference-read', text: 'select revision, muted from preference where person_id = $1' };
const change = {
  name: 'preference-change',
  text: `insert into preference as p (person_id, revision, muted) select $1::uuid, 1, $3::text[] where $2 = 0
         on conflict (person_id) do nothing returning revision, muted`,
};
const changeAgain = {
  name: 'preference-change-again',
  text: `update preference set revision = revision + 1, muted = $3 where person_id = $1 and revision = $2
         returning revision, muted`,
};

/** What people do not want by mail. */
export const preferenceStore: Ports['preferences'] = {
  read: async (tx, personId) => (await tx.rows<Preferences>(read, [personId]))[0] ?? { revision: 0, muted: [] },
  change: async (tx, personId, expectedRevision, muted) => {
    const statement = expectedRevision === 0 ? change : changeAgain;
    const [changed] = await tx.rows<Preferences>(statement, [personId, expectedRevision, muted]);
    return changed;
  },
};
