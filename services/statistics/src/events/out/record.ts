import type { Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import type { Act, CnafActor } from '../../domain/access.ts';
import type { StatisticsEvent } from '../../usecases/ports.ts';

/** Writes who did what in the journal. Nobody listens to this service: nothing goes to the outbox. */
export async function recordEvent(
  tx: Transaction,
  event: StatisticsEvent,
  { actor, at }: Act<CnafActor>,
): Promise<void> {
  const { chain, data } = lineOf(event);
  await appendToJournal(tx, chain, [{ type: event.type, at: at.toISOString(), actor: actor.id, data }]);
}

function lineOf(event: StatisticsEvent): { chain: string; data: Json } {
  if (event.type === 'OwnStatsEarlyChanged') {
    return { chain: 'statistics-options', data: { before: event.before, after: event.after } };
  }
  const { publication, count, departments, hidden, groups } = event;
  const { id, exercise, version, publishedOn, forcedReason, correction, digest, importedFrom } = publication;
  return {
    chain: `means-${exercise}`,
    data: {
      ...{ id, exercise, version, publishedOn, forcedReason, correction, digest, importedFrom },
      ...{ count, departments, hidden, groups },
    },
  };
}
