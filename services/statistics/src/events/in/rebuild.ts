import type { Database, Queryable } from '@portail/platform/db/database.ts';
import { envelopeOf } from '@portail/platform/messaging/consumer.ts';
import { emptyProjections, holdProjections } from '../../store/projections.ts';
import { reactionsAlone } from './reactions.ts';

/** A service whose events fill the statistics, and the part of its outbox that does. */
export interface Speaker {
  readonly database: Queryable;
  /** `declaration`: subjects `evt.declaration.…`. */
  readonly context: 'identity' | 'equipment' | 'declaration' | 'controls';
}

interface Said {
  readonly sequence: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

const batch = 2_000;
const next = {
  name: 'rebuild-next',
  text: `select sequence, headers, payload from outbox
         where sequence > $1 and subject like $2 and headers->>'ce-type' = any ($3)
         order by sequence limit ${batch}`,
};

const byType = new Map(reactionsAlone.map((known) => [known.type, known]));

/**
 * Empties what events fill and fills it again from what the services said since the beginning, by the same reactions, in one
 * transaction: readers see the old figures until all the new ones are there. Events that arrive meanwhile wait, and find
 * their revision known or newer. Publications, options and the journal are not events of others: they stay.
 * @returns how many events were applied
 */
export async function rebuildProjections(statistics: Database, speakers: readonly Speaker[]): Promise<number> {
  return statistics.transaction(async (tx) => {
    await holdProjections(tx);
    await emptyProjections(tx);
    let applied = 0;
    for (const { database, context } of speakers) {
      for (let after = 0; ;) {
        const said = await database.rows<Said>(next, [after, `evt.${context}.%`, [...byType.keys()]]);
        for (const { headers, payload } of said) {
          const envelope = envelopeOf(headers);
          await byType.get(envelope.type)?.apply(tx, payload, envelope);
        }
        applied += said.length;
        if (said.length < batch) break;
        after = said.at(-1)?.sequence ?? after;
      }
    }
    return applied;
  });
}
