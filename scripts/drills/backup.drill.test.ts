import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { read } from '../../services/scenarios/src/acts.ts';
import { tell } from '../../services/scenarios/src/control-door.ts';
import { note, timed } from '../../services/scenarios/src/drill-report.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { deleteStreams, rebuildStreams } from './bus-rebuilt.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';
import {
  archiveTo,
  backUp,
  currentSegment,
  dataFolder,
  isArchived,
  restore,
  takesWrites,
  type BackupPlace,
} from './postgres-backup.ts';

// Runbook: docs/runbooks/backup-and-restore.md. The disk of PostgreSQL is lost while people work; what is left is a copy and
// the archived segments.
const minute = 60_000;
// At national size: FULL_SET=1 npm run test:drills -- drills/backup.
const national = process.env['FULL_SET'] === '1';
const queuesDrain = 120;
/** What the copy may know as said and not know as heard is younger than this, unless a listener was further behind. */
const saidAgainMs = 60 * minute;

describe('backup and restore', () => {
  const postgres = variable('TEST_POSTGRES_URL');
  const folder = mkdtempSync(join(tmpdir(), 'portail-backup-'));
  // PostgreSQL runs as another account; what is inside is its own.
  chmodSync(folder, 0o755);
  const place: BackupPlace = { base: join(folder, 'base'), archive: join(folder, 'archive') };
  let work: Work;
  let data: string;

  beforeAll(async () => {
    work = await peopleAtWork('La Sauvegarde', 10);
    data = await dataFolder(postgres);
    if (national) note('backup: at national size');
  }, 3 * minute);

  test(
    'what was archived is on the other server, what was done since is asked again, and every invariant holds',
    async () => {
      await archiveTo(postgres, place);
      await timed('backup: PostgreSQL restarted with archiving, services connected', async () => {
        await tell('postgres', 'stop');
        await tell('postgres', 'start');
      });
      const half = work.ids.slice(0, 10);
      await work.bring(half);
      await timed('backup: base backup, while the services run', () => backUp(postgres, place));
      await work.bring(work.ids.slice(10, 15));
      const segment = await currentSegment(postgres);
      await timed('backup: what was just done is in the archive', () =>
        eventually('the segment to be archived', () => isArchived(place, segment), minute),
      );
      const lostAt = performance.now();
      const since = new Date(Date.now() - saidAgainMs);
      await tell('postgres', 'kill');
      restore(data, place);
      await tell('postgres', 'start');
      // It answers reads as soon as it is consistent, and writes once it has replayed everything.
      await eventually('the copy to take over', () => takesWrites(postgres), (national ? 15 : 5) * minute);
      // At national size there is not always room for both.
      rmSync(place.base, { recursive: true });
      note(`backup: PostgreSQL answers from the copy ${seconds(lostAt)} s after the loss`);
      // Streams know of acts that the copy may not have, and would take what is said again for a repeat.
      await deleteStreams();
      note(`backup: ${await rebuildStreams(since)} events of the last hour said again`);
      expect(await brokenInvariants(queuesDrain)).toEqual([]);
      note(`backup: every invariant holds on the copy ${seconds(lostAt)} s after the loss`);
      for (const id of work.ids.slice(0, 15)) expect((await read(work.person, id)).status).toBe('SUBMITTED');
      const { landed } = await work.bring(work.ids.slice(15));
      expect(landed.size).toBe(5);
      expect(await brokenInvariants()).toEqual([]);
      rmSync(folder, { recursive: true });
    },
    (national ? 80 : 10) * minute,
  );
});

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
