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
    await once(tx, { key, scope, body: { ...request } }, async () => {
      await ports.means.lock(tx, request.exercise);
      const zones = await ports.means.compute(tx, request.exercise);
      const latest = await ports.means.latest(tx, request.exercise);
      const today = parisDay(at);
      const decision = accepted(decidePublication(request, zones, latest, today));
      const publication: Publication = {
        ...{ id: newId(at), exercise: request.exercise, ...decision, digest: request.digest },
        ...{ publishedAt: at.toISOString(), publishedOn: today },
        ...{ publishedBy: actor.id, publishedByName: actor.name },
      };
      // A validation that came between the two readings is seen here: what is frozen is what was previewed, or nothing.
      const frozen = await ports.means.freeze(tx, publication);
      if (digestOf(frozen) !== request.digest) accepted(refuse('MEANS_CHANGED'));
      const france = frozen.find(({ zone }) => zone === FRANCE);
      const peers = await ports.peers.ofPublication(tx, publication.id, request.exercise);
      if (!france || !addUpTo(peers, france)) throw new RefusalError(refuse('MEANS_CHANGED'));
      const groups = peerGroups(peers);
      await ports.peers.keepGroups(tx, publication.id, groups);
      const departments = frozen.filter(({ zone }) => zone !== FRANCE);
      await ports.record(
        tx,
        {
          type: 'MeansPublished',
          publication,
          count: france.count,
          departments: departments.length,
          hidden: departments.filter((zone) => !mayShow(zone)).length,
          groups: groups.length,
        },
        act,
      );
      return null;
    });
  });
}
