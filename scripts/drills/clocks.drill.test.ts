import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { read, validate } from '../../services/scenarios/src/acts.ts';
import { environmentOf, tell } from '../../services/scenarios/src/control-door.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { faketime, isLinux, off, right } from './clock.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';

// Runbook: docs/runbooks/clock-off.md. The clock of the machine of our services is off by two hours; that of their servers is not.
const minute = 60_000;
const twoHours = 7_200;
const services = ['declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'] as const;

if (!isLinux) console.warn('NOT PLAYED: a clock that is off needs the loader of Linux');
const linux = isLinux ? describe : describe.skip;

linux('the clock of our services', () => {
  let work: Work;

  beforeAll(async () => {
    await faketime();
    work = await peopleAtWork('Les Pendules', 4);
  }, 3 * minute);

  afterAll(() => startAll(right), 2 * minute);

  test(
    'two hours late: people work, the Caf validates, every invariant holds',
    async () => {
      await startAll(off('-2h'));
      expect(Math.round(await clockOffset())).toBe(twoHours);
      expect((await work.bring(work.ids.slice(0, 4))).landed.size).toBe(4);
      expect((await validate(work.agent, work.ids[0]!)).status).toBe('VALIDATED');
      expect(await brokenInvariants()).toEqual([]);
      note('clock two hours late: four declarations transmitted, one validated, all invariants hold');
    },
    5 * minute,
  );

  test(
    'two hours ahead: every request is refused in words, nothing is changed, and it goes on when the clock is right',
    async () => {
      await startAll(off('+2h'));
      expect(Math.round(await clockOffset())).toBe(twoHours);
      const answer = await work.person.get(`/api/workflow/declarations/${work.ids[0]}`);
      expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
      expect(await brokenInvariants()).toEqual([]);
      await startAll(right);
      expect((await read(work.person, work.ids[0]!)).status).toBe('VALIDATED');
      expect((await work.bring(work.ids.slice(4))).landed.size).toBe(4);
      expect(await brokenInvariants()).toEqual([]);
      note('clock two hours ahead: tokens refused, told as « unavailable », nobody signed out; all invariants hold');
    },
    5 * minute,
  );
});

async function startAll(env: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(
    services.map(async (service) => {
      await tell(service, 'stop');
      await tell(service, 'start', { env });
    }),
  );
}

/** What the alert looks at, as the controls say it; seconds. */
async function clockOffset(): Promise<number> {
  const { HOST = '127.0.0.1', METRICS_PORT } = environmentOf('controls');
  const said = await (await fetch(`http://${HOST}:${METRICS_PORT}/metrics`)).text();
  const [, seconds] = /^portail_clock_offset_seconds\S* (\S+)/m.exec(said) ?? [];
  return Number(seconds);
}
