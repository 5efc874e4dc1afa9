import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { openLine, type SwitchableLine } from '@portail/platform/testing/switchable-line.ts';
import { environmentOf, tell } from '../../services/scenarios/src/control-door.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { requestsFlow } from './flow.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';

// Runbook: docs/runbooks/service-down.md. A service is alive and so are its servers, but nothing passes between them.
const minute = 60_000;
/** What a person is told: that it is not possible now, or that somebody (an act of hers whose answer was lost) was before. */
const clear = /: (503|409) /;
/** Longer than the statements of ours and than the patience of the gateway; nobody waits for an answer that never comes. */
const answerLimitMs = 20_000;
const services = ['declaration-workflow', 'controls'] as const;
const servers = ['DATABASE_URL', 'NATS_URL'] as const;
type Service = (typeof services)[number];
type Server = (typeof servers)[number];

describe('a service is parted from its servers', () => {
  const lines = new Map<string, SwitchableLine>();
  const former = new Map<Service, Record<Server, string>>();
  let work: Work;

  const lineOf = (service: Service, server: Server) => lines.get(`${service} ${server}`)!;

  beforeAll(async () => {
    work = await peopleAtWork('La Partition', 8);
    for (const service of services) {
      const { DATABASE_URL = '', NATS_URL = '' } = environmentOf(service);
      const addresses = { DATABASE_URL, NATS_URL };
      former.set(service, addresses);
      for (const server of servers) {
        const url = new URL(addresses[server]);
        const line = await openLine(url.hostname, Number(url.port));
        lines.set(`${service} ${server}`, line);
        url.host = `127.0.0.1:${line.port}`;
        addresses[server] = url.href;
      }
      await tell(service, 'stop');
      await tell(service, 'start', { env: addresses });
    }
  }, 3 * minute);

  afterAll(async () => {
    for (const [service, env] of former) {
      await tell(service, 'stop');
      await tell(service, 'start', { env });
    }
    await Promise.all([...lines.values()].map((line) => line.close()));
  }, 2 * minute);

  /** People save while something is not there. @returns what failed meanwhile */
  async function without(
    what: string,
    fault: { readonly begin: () => unknown; readonly end: () => unknown; readonly forMs: number },
    ids: readonly string[],
  ): Promise<string[]> {
    const flow = requestsFlow(work, ids);
    await eventually('people at work', () => flow.requests() > 14, minute);
    await fault.begin();
    await rest(fault.forMs);
    await fault.end();
    await rest(fault.forMs / 6);
    await flow.stop();
    const failed = [...flow.failed];
    note(
      `${what} for ${fault.forMs / 1_000} s: ` +
        `${flow.requests()} requests, ${failed.length} told to try again, ` +
        `slowest answer ${(flow.slowest() / 1_000).toFixed(1)} s`,
    );
    expect(flow.slowest()).toBeLessThan(answerLimitMs);
    expect(await flow.lost()).toEqual([]);
    return failed;
  }

  function parted(parts: readonly [Service, Server][], forMs: number, ids: readonly string[]): Promise<string[]> {
    const each = (what: 'part' | 'join') => () => parts.forEach((part) => lineOf(...part)[what]());
    const names = parts.map(([service, server]) => `${service} parted from ${server.replace('_URL', '')}`);
    return without(names.join(' and '), { begin: each('part'), end: each('join'), forMs }, ids);
  }

  test(
    'NATS killed and away for a minute: nobody sees it, and what was said meanwhile arrives',
    async () => {
      const fault = { begin: () => tell('nats', 'kill'), end: () => tell('nats', 'start'), forMs: minute };
      expect(await without('NATS killed and away', fault, work.ids.slice(12))).toEqual([]);
      expect((await work.bring(work.ids.slice(12))).landed.size).toBe(4);
      expect(await brokenInvariants()).toEqual([]);
    },
    5 * minute,
  );

  test(
    'the workflow from NATS, a minute long: nobody sees it, and what was said meanwhile arrives',
    async () => {
      expect(await parted([['declaration-workflow', 'NATS_URL']], minute, work.ids.slice(0, 4))).toEqual([]);
      expect((await work.bring(work.ids.slice(0, 4))).landed.size).toBe(4);
      expect(await brokenInvariants()).toEqual([]);
    },
    5 * minute,
  );

  test(
    'the workflow from PostgreSQL: every request is answered in time and in words, and it goes on when they are joined',
    async () => {
      const failed = await parted([['declaration-workflow', 'DATABASE_URL']], minute / 2, work.ids.slice(4, 8));
      expect(failed).not.toEqual([]);
      expect(failed.filter((failure) => !clear.test(failure))).toEqual([]);
      expect((await work.bring(work.ids.slice(4, 8))).landed.size).toBe(4);
      expect(await brokenInvariants()).toEqual([]);
    },
    5 * minute,
  );

  test(
    'the controls from both: people save, and have their verdicts when it is back',
    async () => {
      const parts = servers.map((server): [Service, Server] => ['controls', server]);
      const failed = await parted(parts, minute / 2, work.ids.slice(8, 12));
      expect(failed.filter((failure) => !/GET \/api\/controls\/.*: 503 /.test(failure))).toEqual([]);
      expect((await work.bring(work.ids.slice(8, 12))).landed.size).toBe(4);
      expect(await brokenInvariants()).toEqual([]);
    },
    5 * minute,
  );
});
