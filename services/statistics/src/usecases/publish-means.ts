import type { Transaction } from '@portail/platform/db/database.ts';
import { once } from '@portail/platform/db/idempotency.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { accepted, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Act, CnafActor } from '../domain/access.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { addUpTo, peerGroups } from '../domain/peer-groups.ts';
import {
  decidePublication,
  digestOf,
  FRANCE,
  mayShow,
  type Publication,
  type PublicationRequest,
  type Zone,
} from '../domain/publication.ts';
import { refuse } from '../domain/refusals.ts';
import type { Ports } from './ports.ts';

/**
 * Publishes the means of an exercise as they were previewed, once per key. What is published stays as it is: a correction is
 * a version after it.
 * @throws RefusalError NOTHING_TO_PUBLISH, MEANS_CHANGED, NOTHING_NEW, TOO_EARLY, CORRECTION_REASON_REQUIRED,
 *   REASON_TOO_SHORT
 */
export async function publishMeans(
  ports: Ports,
  request: PublicationRequest,
  key: string,
  act: Act<CnafActor>,
): Promise<void> {
  const { actor, at } = act;
  await ports.transaction(async (tx) => {
    const scope = `${actor.id} publish means ${request.exercise}`;
    const { imported, ...asked } = request;
    const body = { ...asked, importedFrom: imported?.fileName ?? null };
    await once(tx, { key, scope, body }, async () => {
      await ports.means.lock(tx, request.exercise);
      const zones = imported?.zones ?? (await ports.means.compute(tx, request.exercise));
      const latest = await ports.means.latest(tx, request.exercise);
      const today = parisDay(at);
      const decision = accepted(decidePublication(request, zones, latest, today));
      const publication: Publication = {
        ...{ id: newId(at), exercise: request.exercise, ...decision, digest: request.digest },
        importedFrom: imported?.fileName ?? null,
        ...{ publishedAt: at.toISOString(), publishedOn: today },
        ...{ publishedBy: actor.id, publishedByName: actor.name },
      };
      const groups = imported
        ? await freezeRead(ports, tx, publication, zones)
        : await freezeComputed(ports, tx, publication);
      const departments = zones.filter(({ zone }) => zone !== FRANCE);
      await ports.record(
        tx,
        {
          type: 'MeansPublished',
          publication,
          count: zones.find(({ zone }) => zone === FRANCE)?.count ?? 0,
          departments: departments.length,
          hidden: departments.filter((zone) => !mayShow(zone)).length,
          groups,
        },
        act,
      );
      return null;
    });
  });
}

/** @returns how many groups of peers are shown; none, since nobody knows who counted */
async function freezeRead(
  ports: Ports,
  tx: Transaction,
  publication: Publication,
  zones: readonly Zone[],
): Promise<number> {
  await ports.means.freezeRead(tx, publication, zones);
  return 0;
}

/** @returns how many groups of peers are shown */
async function freezeComputed(ports: Ports, tx: Transaction, publication: Publication): Promise<number> {
  // A validation that came between the two readings is seen here: what is frozen is what was previewed, or nothing.
  const frozen = await ports.means.freeze(tx, publication);
  if (digestOf(frozen) !== publication.digest) accepted(refuse('MEANS_CHANGED'));
  const france = frozen.find(({ zone }) => zone === FRANCE);
  const peers = await ports.peers.ofPublication(tx, publication.id, publication.exercise);
  if (!france || !addUpTo(peers, france)) throw new RefusalError(refuse('MEANS_CHANGED'));
  const groups = peerGroups(peers);
  await ports.peers.keepGroups(tx, publication.id, groups);
  return groups.length;
}
