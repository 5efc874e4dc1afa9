import type { Transaction } from '@portail/platform/db/database.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { accepted } from '@portail/platform/pure/refusal.ts';
import type { Author } from '../domain/reference-data.ts';
import type { ControlsEvent } from '../domain/events.ts';
import { type PublishedScale, publishScale as decide, type ScaleCommand } from '../domain/scale-publication.ts';

/** What publishing a scale needs of the outside. */
export interface PublishScalePorts {
  readonly transaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  readonly clock: () => Date;
  readonly lockScaleRevision: (tx: Transaction, exercise: number) => Promise<number>;
  readonly insertPublishedScale: (tx: Transaction, scale: PublishedScale) => Promise<void>;
  /** Asks for new verdicts on the open declarations of the exercise. */
  readonly requestReevaluation: (tx: Transaction, exercise: number, at: string, reason: string) => Promise<unknown>;
  readonly say: (tx: Transaction, events: readonly ControlsEvent[], actor: string) => Promise<void>;
}

/**
 * Publishes the scale of an exercise. The open declarations of the exercise, and of the next one (they compare with
 * it), get new verdicts afterwards.
 * @throws RefusalError STALE_VERSION or SCALE_INCONSISTENT
 */
export async function publishScale(
  ports: PublishScalePorts,
  command: ScaleCommand,
  author: Author,
): Promise<PublishedScale> {
  return ports.transaction((tx) => publishScaleIn(tx, ports, command, author));
}

/** The same within a transaction that does more. */
export async function publishScaleIn(
  tx: Transaction,
  ports: Omit<PublishScalePorts, 'transaction'>,
  command: ScaleCommand,
  author: Author,
): Promise<PublishedScale> {
  const now = ports.clock();
  const current = await ports.lockScaleRevision(tx, command.exercise);
  const context = { actor: author.id, actorName: author.name, at: now.toISOString(), newRowId: () => newId(now) };
  const scale = accepted(decide(current, command, context));
  await ports.insertPublishedScale(tx, scale);
  for (const exercise of [scale.exercise, scale.exercise + 1]) {
    await ports.requestReevaluation(tx, exercise, scale.publishedAt, `scale ${scale.exercise} published`);
  }
  await ports.say(tx, [{ type: 'ScalePublished', scale }], author.id);
  return scale;
}
