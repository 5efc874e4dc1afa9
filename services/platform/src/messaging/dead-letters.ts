import type { Database } from '../db/database.ts';
import { notify } from '../db/listener.ts';
import { applyOnce, envelopeOf } from './consumer.ts';
import type { Reaction } from './reaction.ts';

/** A message whose reaction failed for good. */
export interface DeadLetter {
  readonly messageId: string;
  readonly consumer: string;
  readonly subject: string;
  readonly deliveries: number;
  readonly error: string;
  readonly diedAt: Date;
}

interface Row extends DeadLetter {
  readonly headers: Record<string, string>;
  readonly payload: Buffer;
}

const waiting = {
  name: 'dead-letters',
  text: `select message_id as "messageId", consumer, subject, headers, payload, deliveries, error, died_at as "diedAt"
         from dead_letter where replayed_at is null order by died_at`,
};
const markReplayed = {
  name: 'dead-letter-replayed',
  text: 'update dead_letter set replayed_at = now() where message_id = $1',
};

/** The dead letters not yet replayed, oldest first. */
export async function listDeadLetters(database: Database): Promise<DeadLetter[]> {
  return (await database.rows<Row>(waiting)).map(({ payload: _payload, headers: _headers, ...letter }) => letter);
}

/** Channel on which a running service learns that its dead letters are to be replayed. */
export const replayChannel = 'dead_letter';

const request = {
  name: 'dead-letter-request',
  text: 'update dead_letter set replay_requested_at = now() where replayed_at is null',
};

/**
 * Asks the running service to apply its dead letters again: it has the reactions, the command has none.
 * @returns number of letters that will be replayed
 */
export async function requestReplay(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const letters = await tx.run(request);
    await notify(tx, replayChannel, '');
    return letters;
  });
}

/**
 * Applies the waiting dead letters again, each in a transaction of its own.
 * @returns what was replayed, and what failed again with its error
 */
export async function replayDeadLetters(
  database: Database,
  reactions: readonly Reaction[],
): Promise<{ replayed: string[]; failed: { messageId: string; error: string }[] }> {
  const replayed: string[] = [];
  const failed: { messageId: string; error: string }[] = [];
  for (const row of await database.rows<Row>(waiting)) {
    const envelope = envelopeOf(row.headers);
    const known = reactions.find((candidate) => candidate.type === envelope.type);
    try {
      if (!known) throw new Error(`no reaction to ${envelope.type}`);
      await database.transaction(async (tx) => {
        await applyOnce(tx, row.consumer, known, row.payload, envelope);
        await tx.run(markReplayed, [row.messageId]);
      });
      replayed.push(row.messageId);
    } catch (error) {
      failed.push({ messageId: row.messageId, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return { replayed, failed };
}
