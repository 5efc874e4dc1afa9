import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dirname, join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { read } from '../../services/scenarios/src/acts.ts';
import { agentAccount } from '../../services/scenarios/src/demo-people.ts';
import { processes, tell } from '../../services/scenarios/src/control-door.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { newFlight } from '../../services/scenarios/src/flight.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { signIn } from '../../services/scenarios/src/sign-in.ts';
import { canMount, ownDisk, type Disk } from './disk.ts';
import { requestsFlow } from './flow.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';
import { dataFolder } from './postgres-backup.ts';

// Runbook: docs/runbooks/disk-full.md. Servers that store are on disks of their own, which lose power or are full.
const minute = 60_000;
const fullForMs = 20_000;
const perLoss = 8;
/** What a person is told: that it is not possible now, or that somebody (an act of hers whose answer was lost) was before. */
const clear = /: (503|409) /;
type Server = 'postgres' | 'nats';

if (!canMount) console.warn('NOT PLAYED: a disk of its own needs Linux, root and loop devices');
const mounting = canMount ? describe : describe.skip;

mounting('the disks of PostgreSQL and NATS', () => {
  const disks = new Map<Server, Disk>();
  let work: Work;

  beforeAll(async () => {
    // Before: Keycloak, whose PostgreSQL is stopped below, is not what is looked at.
    work = await peopleAtWork('Les Disques', 14);
    const folders: Record<Server, string> = {
      postgres: await dataFolder(variable('TEST_POSTGRES_URL')),
      nats: await natsFolder(),
    };
    for (const [server, folder] of Object.entries(folders) as [Server, string][]) {
      await tell(server, 'stop');
      disks.set(server, await ownDisk(folder));
      await tell(server, 'start');
    }
  }, 5 * minute);

  afterAll(async () => {
    for (const [server, disk] of disks) {
      await tell(server, 'stop');
      await disk.remove();
      await tell(server, 'start');
    }
  }, 5 * minute);

  describe('lose power while eight declarations are on their way', () => {
    test.each<[Server[], number]>([
      [['postgres'], 0],
      [['nats'], 1],
      [['postgres', 'nats'], 2],
    ])(
      '%j: nothing that was accepted is lost',
      async (lost, index) => {
        const flight = newFlight();
        const flown = work.bring(work.ids.slice(index * perLoss, (index + 1) * perLoss), flight);
        // Its failure is thrown below, once the servers are back.
        flown.catch(() => undefined);
        await eventually('acts to be accepted', () => flight.accepted.length >= 2 * perLoss, minute);
        await Promise.all(lost.map((server) => tell(server, 'kill')));
        for (const server of lost) disks.get(server)!.losePower();
        for (const server of lost) await disks.get(server)!.powerBack();
        await Promise.all(lost.map((server) => tell(server, 'start')));
        // Keycloak has connections that are no more; who signs in does not meet them.
        await signIn('admin', agentAccount());
        expect((await flown).landed.size).toBe(perLoss);
        const { accepted, unanswered } = flight;
        note(`power of ${lost.join(' and ')} lost: ${accepted.length} acts accepted, ${unanswered} asked again`);
        expect(await brokenInvariants()).toEqual([]);
      },
      5 * minute,
    );
  });

  describe('are full for twenty seconds while people save', () => {
    /** Full while requests go on, then free again. @returns what failed meanwhile */
    async function full(server: Server, ids: readonly string[]): Promise<readonly string[]> {
      const flow = requestsFlow(work, ids);
      await eventually('people at work', () => flow.requests() > 14, minute);
      disks.get(server)!.fill();
      await rest(fullForMs);
      disks.get(server)!.free();
      // A write that failed once makes NATS refuse that stream until it starts again; PostgreSQL needs nothing.
      if (server === 'nats') await tell(server, 'stop');
      if (!(await runs(server))) await tell(server, 'start');
      await rest(fullForMs / 4);
      await flow.stop();
      note(
        `disk of ${server} full: ${flow.requests()} requests, ${flow.failed.length} told to try again, ` +
          `slowest answer ${(flow.slowest() / 1_000).toFixed(1)} s`,
      );
      expect(await flow.lost()).toEqual([]);
      return flow.failed;
    }

    test(
      'that of PostgreSQL: saves are refused in words, nothing is lost, and it goes on when there is room',
      async () => {
        const failed = await full('postgres', work.ids.slice(24, 26));
        expect(failed).not.toEqual([]);
        expect(failed.filter((failure) => !clear.test(failure))).toEqual([]);
        await work.bring(work.ids.slice(24, 26));
        expect(await brokenInvariants()).toEqual([]);
      },
      5 * minute,
    );

    test(
      'that of NATS: nobody sees it, and what was said meanwhile arrives when there is room',
      async () => {
        expect(await full('nats', work.ids.slice(26))).toEqual([]);
        await work.bring(work.ids.slice(26));
        expect(await brokenInvariants()).toEqual([]);
        for (const id of work.ids) expect((await read(work.person, id)).status).toBe('SUBMITTED');
      },
      5 * minute,
    );
  });
});

async function runs(server: Server): Promise<boolean> {
  return (await processes()).some(({ name, running }) => name === server && running);
}

/** Where NATS keeps its streams: beside its configuration. */
async function natsFolder(): Promise<string> {
  const nats = (await processes()).find(({ name }) => name === 'nats');
  return join(dirname(nats!.args.at(-1)!), 'nats');
}
