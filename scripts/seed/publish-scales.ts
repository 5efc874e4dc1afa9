import type { Database } from '@portail/platform/db/database.ts';
import { publisher } from '../../services/controls/src/assemble.ts';
import { fixtureScale } from './scale.ts';

/** Publishes the round demonstration scale for exercises that have none yet, as a Cnaf administrator would. */
export async function publishScales(database: Database, exercises: readonly number[]): Promise<void> {
  const publish = publisher(database, () => new Date(Date.UTC(2013, 0, 2)));
  for (const exercise of exercises) {
    const [known] = await database.rows<{ revision: number; fixture: boolean }>(
      {
        name: 'demo-scale',
        text: `select max(revision)::int as revision, bool_or(status = 'FIXTURE') as fixture from psu_scale where exercise = $1`,
      },
      [exercise],
    );
    if (!known?.fixture) await publish(fixtureScale(exercise, known?.revision ?? 0), 'demo');
  }
}
