import { beforeAll, describe, expect, test } from '@jest/globals';
import { tell } from '../../services/scenarios/src/control-door.ts';
import { note, timed } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { deleteStreams, rebuildStreams } from './bus-rebuilt.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';

// Runbook: docs/runbooks/streams-rebuilt.md. JetStream lost everything it had, while people work.
const minute = 60_000;

describe('streams rebuilt from the outboxes', () => {
  let work: Work;

  beforeAll(async () => {
    work = await peopleAtWork('Les Courants', 5);
  }, 3 * minute);

  test(
    'nothing is lost, nothing is done twice',
    async () => {
      await work.bring(work.ids.slice(0, 5));
      await deleteStreams();
      await tell('nats', 'kill');
      await tell('nats', 'start');
      const rest = work.bring(work.ids.slice(5));
      // Its failure is thrown below, once the streams are back.
      rest.catch(() => undefined);
      const sent = await timed('streams: provisioned, everything put back in the outboxes', rebuildStreams);
      note(`streams: ${sent} events said again`);
      expect((await rest).landed.size).toBe(5);
      expect(await timed('streams: queues drained and every invariant verified', () => brokenInvariants(120))).toEqual(
        [],
      );
    },
    8 * minute,
  );
});
