import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { note, timed } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { requestsFlow, type Flow } from './flow.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';
import { apart, contract, expand, type Renaming } from './renamed-column.ts';
import { ourProcesses, restartOneByOne } from './rolling.ts';
import { formerCommit, formerVersion, versionWithColumn } from './versions.ts';

// Runbook: docs/runbooks/upgrade.md. Played with two processes of each service: PROCESSES=2 npm run test:drills -- upgrade
const minute = 60_000;
const two = process.env['PROCESSES'] === '2' ? test : test.skip;

const there: Renaming = {
  ...{ database: 'controls', table: 'declaration_version', type: 'text' },
  ...{ column: 'activity_locked_digest', renamed: 'activity_digest_at_lock' },
};
const back: Renaming = { ...there, column: there.renamed, renamed: there.column };

describe('versions side by side', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portail-versions-'));
  let work: Work;
  let flow: Flow;
  let left: readonly string[];

  beforeAll(async () => {
    if (process.env['PROCESSES'] !== '2') {
      console.warn('NOT PLAYED: versions side by side need two processes of each service, PROCESSES=2');
      return;
    }
    work = await peopleAtWork('La Version', 6);
    flow = requestsFlow(work, work.ids.slice(0, 3));
    left = work.ids.slice(3);
  }, 3 * minute);

  afterAll(async () => {
    await flow?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Plays a change of version while some declarations are brought to the Caf, and says what people saw of it. */
  async function seen(what: string, declarations: number, play: () => Promise<void>): Promise<void> {
    const [before, failures] = [flow.requests(), flow.failed.length];
    const brought = left.slice(0, declarations);
    left = left.slice(declarations);
    const transmitted = work.bring(brought);
    // Its failure is thrown below, after the change.
    transmitted.catch(() => undefined);
    await timed(what, play);
    const { landed } = await transmitted;
    note(`${what}: ${flow.requests() - before} requests, ${flow.failed.length - failures} failed`);
    expect(flow.failed.slice(failures)).toEqual([]);
    expect(landed.size).toBe(brought.length);
  }

  two(
    'each service goes back to the version of the day before, alone, on the tables of today, and comes again',
    async () => {
      const commit = await formerCommit();
      const former = join(folder, 'former');
      await formerVersion(commit, former);
      const names = await ourProcesses();
      const services = [...new Set(names.map((name) => name.replace(/\.\d$/, '')))];
      await seen(`each of ${services.length} services back to ${commit.slice(0, 9)} and again`, 3, async () => {
        for (const service of services) {
          const its = names.filter((name) => name.startsWith(`${service}.`));
          await restartOneByOne(its, undefined, former);
          await restartOneByOne(its);
        }
      });
    },
    15 * minute,
  );

  two(
    'a column changes its name, expanded then contracted, while both versions run; then it gets its name again',
    async () => {
      const next = join(folder, 'next');
      versionWithColumn(next, 'controls', there.column, there.renamed);
      const its = (await ourProcesses()).filter((name) => name.startsWith('controls.'));
      for (const [way, version] of [
        [there, next],
        [back, undefined],
      ] as const) {
        await seen(`${way.column} becomes ${way.renamed}`, 3, async () => {
          note(`expanded: ${await expand(way)} rows filled`);
          await restartOneByOne(its.slice(0, 1), undefined, version);
          await restartOneByOne(its.slice(1), undefined, version);
          expect(await apart(way)).toBe(0);
          await contract(way);
        });
      }
      await flow.stop();
      expect(await brokenInvariants(60)).toEqual([]);
    },
    10 * minute,
  );
});
