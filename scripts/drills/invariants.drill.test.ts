import { beforeAll, describe, expect, test } from '@jest/globals';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { damages, pastEveryGuard, type Damage } from './damage.ts';
import { peopleAtWork } from './people-at-work.ts';

// What verifies must find: each invariant is broken on purpose, past every guard of the database, named, and mended.
const minute = 60_000;

describe('npm run verify-invariants', () => {
  const server = variable('TEST_POSTGRES_URL');
  let done: readonly Damage[];

  beforeAll(async () => {
    const work = await peopleAtWork('Les Dégâts', 1);
    await work.bring(work.ids);
    expect(await brokenInvariants()).toEqual([]);
    done = damages(work.ids[0]!, work.equipmentIds[0]!);
  }, 4 * minute);

  test(
    'each damage is found and called by the invariant that it breaks',
    async () => {
      for (const { breaks, database, harm, undo } of done) {
        await pastEveryGuard(server, database, harm);
        try {
          const said = await brokenInvariants(0);
          expect(said.filter((line) => line.startsWith('✗')).map((line) => line.slice(2, 4))).toContain(breaks);
        } finally {
          await pastEveryGuard(server, database, undo);
        }
      }
      expect(await brokenInvariants()).toEqual([]);
      note(`verify-invariants: ${done.length} damages made, found and undone`);
    },
    5 * minute,
  );
});
