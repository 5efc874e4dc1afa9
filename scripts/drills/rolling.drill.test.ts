import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tell } from '../../services/scenarios/src/control-door.ts';
import { note, timed } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { requestsFlow, type Flow } from './flow.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';
import { ourProcesses, restartOneByOne } from './rolling.ts';

// Runbook: docs/runbooks/rolling-restart.md. Played with two processes of each service: PROCESSES=2 npm run test:drills -- rolling
const minute = 60_000;
const two = process.env['PROCESSES'] === '2' ? test : test.skip;

describe('two processes of each service', () => {
  let work: Work;
  let flow: Flow;

  beforeAll(async () => {
    if (process.env['PROCESSES'] !== '2') {
      console.warn('NOT PLAYED: the rolling restart needs two processes of each service, PROCESSES=2');
      return;
    }
    work = await peopleAtWork('La Relève', 6);
    flow = requestsFlow(work, work.ids.slice(0, 4));
  }, 3 * minute);

  afterAll(() => flow?.stop());

  two(
    'a rolling restart of everything: no request fails, what people transmit meanwhile lands',
    async () => {
      const names = await ourProcesses();
      expect(names).toHaveLength(16);
      const transmitted = work.bring(work.ids.slice(4));
      // Its failure is thrown below, after the restarts.
      transmitted.catch(() => undefined);
      await timed(`rolling restart of ${names.length} processes`, () => restartOneByOne(names));
      const { landed, unanswered } = await transmitted;
      note(`rolling restart: ${flow.requests()} requests, ${flow.failed.length} failed, ${unanswered} asked again`);
      expect(flow.failed).toEqual([]);
      expect(landed.size).toBe(8);
    },
    8 * minute,
  );

  two(
    'one process of each service killed: the other goes on, and every invariant holds',
    async () => {
      const before = flow.requests();
      const failures = flow.failed.length;
      const names = (await ourProcesses()).filter((name) => name.endsWith('.2'));
      for (const name of names) {
        await tell(name, 'kill');
        await tell(name, 'start');
      }
      await flow.stop();
      note(
        `one of two killed, ${names.length} services: ${flow.requests() - before} requests, ` +
          `${flow.failed.length - failures} cut off`,
      );
      expect(await brokenInvariants(60)).toEqual([]);
    },
    8 * minute,
  );
});
