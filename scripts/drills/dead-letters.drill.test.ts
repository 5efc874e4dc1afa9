import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { listDeadLetters, requestReplay } from '@portail/platform/messaging/dead-letters.ts';
import { note, timed } from '../../services/scenarios/src/drill-report.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { brokenInvariants, databaseOf } from '../../services/scenarios/src/invariants.ts';
import { changeAuthorisation, peopleAtWork, type Work } from './people-at-work.ts';
import { asSuperuser } from './superuser.ts';

// Runbook: docs/runbooks/dead-letters.md. A table of one service has lost a column: what it hears of equipments dies, the rest
// of the product works, and the letters are replayed once the column is back.
const minute = 60_000;
const damage = 'alter table equipment rename column commune to lost';
const repair = 'alter table equipment rename column lost to commune';

describe('dead letters replayed', () => {
  let work: Work;
  let damaged = false;

  beforeAll(async () => {
    work = await peopleAtWork('Les Lettres', 1);
  }, 3 * minute);

  afterAll(async () => {
    if (damaged) await change(repair);
  });

  test(
    'an event that cannot be handled is kept, seen, and applied once when the cause is mended',
    async () => {
      const database = await databaseOf('notifications');
      try {
        await change(damage);
        damaged = true;
        await changeAuthorisation(work.agent, work.equipmentIds[0]!, '2016-02-01');
        const dies = () => listDeadLetters(database).then((letters) => letters.length > 0 && letters);
        const letters = await timed('dead letters: given up after eight deliveries', () =>
          eventually('a dead letter', dies, 3 * minute),
        );
        expect(letters.map(({ consumer }) => consumer)).toEqual(['notifications_equipment']);
        expect((await brokenInvariants(0)).join('\n')).toContain('dead letter');
        await change(repair);
        damaged = false;
        expect(await requestReplay(database)).toBe(1);
        await timed('dead letters: replayed by the running service', () =>
          eventually('no dead letter', async () => (await listDeadLetters(database)).length === 0),
        );
        expect(await brokenInvariants()).toEqual([]);
        note('dead letters: the event had its effect once, every invariant holds');
      } finally {
        await database.close();
      }
    },
    8 * minute,
  );
});

async function change(statement: string): Promise<void> {
  await asSuperuser(variable('TEST_POSTGRES_URL'), (client) => client.query(statement), 'notifications');
}
