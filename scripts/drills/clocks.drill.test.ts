import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { debianTool } from '../stack/debian.ts';
import { progressTo } from '../stack/progress.ts';
import { read, validate } from '../../services/scenarios/src/acts.ts';
import { environmentOf, tell } from '../../services/scenarios/src/control-door.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';

// The clock of one machine is off by two hours.
const minute = 60_000;
const services = ['declaration-workflow', 'controls', 'statistics', 'documents', 'notifications'] as const;
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const faketime = { programs: ['faketime'], packages: ['faketime'], neededBy: 'A clock that is off' };

describe('clocks', () => {
  let work: Work;

  beforeAll(async () => {
    await debianTool(
      faketime,
      progressTo(() => undefined),
    );
    expect(existsSync(library)).toBe(true);
    work = await peopleAtWork('Les Pendules', 6);
  }, 3 * minute);

  async function restartAll(env: Record<string, string>): Promise<void> {
    for (const service of services) {
      await tell(service, 'stop');
      await tell(service, 'start', { env: env });
    }
  }

  test(
    'late',
    async () => {
      await restartAll({ LD_PRELOAD: library, FAKETIME: '-2h', FAKETIME_DONT_FAKE_MONOTONIC: '1' });
      const seen = await work.person.get(`/api/workflow/declarations/${work.ids[0]}`);
      note(`late: ${seen.status} ${environmentOf('controls')['FAKETIME']}`);
      expect((await work.bring(work.ids.slice(0, 4))).landed.size).toBe(4);
      await validate(work.agent, work.ids[0]!);
      expect(await brokenInvariants()).toEqual([]);
    },
    5 * minute,
  );

  test(
    'early',
    async () => {
      await restartAll({ LD_PRELOAD: library, FAKETIME: '+2h', FAKETIME_DONT_FAKE_MONOTONIC: '1' });
      const seen = await work.person.get(`/api/workflow/declarations/${work.ids[0]}`);
      note(`early: ${seen.status} ${JSON.stringify(seen.body).slice(0, 300)}`);
      expect(await brokenInvariants()).toEqual([]);
    },
    5 * minute,
  );

  afterAll(async () => {
    await restartAll({ LD_PRELOAD: '', FAKETIME: '' });
    expect((await read(work.person, work.ids[0]!)).status).toBe('VALIDATED');
  }, 2 * minute);
});
