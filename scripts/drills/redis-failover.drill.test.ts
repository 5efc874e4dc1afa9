import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { ApiClient } from '../../services/scenarios/src/api-client.ts';
import { environmentOf } from '../../services/scenarios/src/control-door.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { runFolderAt } from '../stack/paths.ts';
import { progressTo } from '../stack/progress.ts';
import { secretsIn } from '../stack/secrets.ts';
import { supervisorIn } from '../stack/supervisor.ts';
import { waitFor } from '../stack/wait.ts';
import { requestsFlow, type Flow } from './flow.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';
import { restartGateway } from './rolling.ts';
import { processOf, startRedisPeers, type RedisPeers } from './redis-peers.ts';

// Runbook: docs/runbooks/redis-failover.md.
const minute = 60_000;
/** A request is asked this often while the leader changes; under the limit of a session. */
const everyMs = 100;
const takenOverLimitMs = 60_000;
/** Requests after which every person has read and saved. */
const atWork = 14;
/** What people are told meanwhile: that nothing was saved, and to try again. */
const clear = /: 503 .*SESSIONS_UNAVAILABLE/;

if (process.platform !== 'linux')
  console.warn('NOT PLAYED: Redis that fails over needs the loopback addresses of Linux');
const linux = process.platform === 'linux' ? describe : describe.skip;

linux('the server of Redis that leads is lost while people work', () => {
  const folder = runFolderAt(mkdtempSync(join(tmpdir(), 'portail-redis-')));
  const supervisor = supervisorIn(folder);
  let peers: RedisPeers;
  let former: Readonly<Record<string, string>>;
  let work: Work;
  let flow: Flow;

  beforeAll(async () => {
    const progress = progressTo(() => undefined);
    peers = await startRedisPeers({ folder, supervisor, secrets: secretsIn(folder.secretsFile), progress });
    former = { REDIS_URL: environmentOf('gateway')['REDIS_URL'] ?? '', REDIS_SENTINELS: '' };
    await restartGateway(peers.variables);
    work = await peopleAtWork('La Relève', 2);
    flow = requestsFlow(work, work.ids.slice(0, 2));
    const underWay = () => Promise.resolve(flow.requests() >= atWork);
    await waitFor({ what: 'people at work', limitMs: minute, probe: underWay });
  }, 3 * minute);

  afterAll(async () => {
    if (former !== undefined) await restartGateway(former);
    await supervisor.stopAll();
    await flow?.stop();
    rmSync(folder.path, { recursive: true, force: true });
  }, minute);

  /** Loses the leader and its sentinel, as a node that is lost takes both away. @returns the host that led */
  async function lost(what: string, lose: (name: string) => Promise<void>): Promise<string> {
    const led = await peers.leader();
    const before = { requests: flow.requests(), failed: flow.failed.length };
    const begun = performance.now();
    await Promise.all(['sentinel', 'server'].map((kind) => lose(processOf(kind as 'sentinel' | 'server', led))));
    const answeredAfter = await answers(work.person, begun);
    await rest(2_000);
    const seen = flow.failed.slice(before.failed);
    note(
      `${what}: people are answered again after ${(answeredAfter / 1_000).toFixed(1)} s; ` +
        `${flow.requests() - before.requests} requests, ${seen.length} told to try again`,
    );
    expect(seen.filter((failure) => !clear.test(failure))).toEqual([]);
    expect(await peers.leader()).not.toBe(led);
    return led;
  }

  test(
    'killed: a copy leads, nobody signs in again, and who led comes back as a copy',
    async () => {
      const plans = new Map(supervisor.running().map(({ plan }) => [plan.name, plan]));
      const led = await lost('Redis killed', (name) => supervisor.stop(name, 'SIGKILL'));
      for (const kind of ['server', 'sentinel'] as const) await supervisor.start(plans.get(processOf(kind, led))!);
      await peers.whole();
      expect((await work.agent.get('/api/identity/me')).status).toBe(200);
    },
    3 * minute,
  );

  test(
    'silent: the same, and who led learns at its awakening that it does not any more',
    async () => {
      const signal = (name: string, what: NodeJS.Signals) =>
        Promise.resolve(void process.kill(supervisor.find(name)!.pid, what));
      const led = await lost('Redis silent', (name) => signal(name, 'SIGSTOP'));
      for (const kind of ['server', 'sentinel'] as const) await signal(processOf(kind, led), 'SIGCONT');
      await peers.whole();
      expect((await work.agent.get('/api/identity/me')).status).toBe(200);
    },
    3 * minute,
  );

  test(
    'every invariant holds',
    async () => {
      await flow.stop();
      await work.bring(work.ids.slice(2));
      expect(await brokenInvariants(60)).toEqual([]);
    },
    3 * minute,
  );
});

/** Waits until somebody who was in is answered after having been refused. @returns milliseconds since `begun` */
async function answers(person: ApiClient, begun: number): Promise<number> {
  let refused = false;
  while (performance.now() - begun < takenOverLimitMs) {
    const { status } = await person.get('/api/identity/me');
    if (status === 200 && refused) return performance.now() - begun;
    refused ||= status === 503;
    await rest(everyMs);
  }
  throw new Error(`Nobody is answered ${takenOverLimitMs / 1_000} s after the leader was lost.`);
}
