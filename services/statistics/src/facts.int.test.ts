import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '@portail/platform/db/database.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { FRANCE } from './domain/publication.ts';
import { rebuildProjections } from './events/in/rebuild.ts';
import { migrations } from './store/migrations/list.ts';
import { projected } from './store/projections.ts';
import { computedMeans, independentMeans, type TypedActual } from './testing/independent-means.ts';
import {
  actualSaid,
  aPartner,
  equipmentSaid,
  estimateSaid,
  hear,
  keepSaid,
  personSaid,
  sectionsOf,
  type SaidEvent,
} from './testing/world.ts';

const stores: TestDatabase[] = [];
const opened = async (): Promise<Database> => {
  const store = await createTestDatabase({ service: 'statistics', migrations });
  stores.push(store);
  return store.database;
};

/** What must count in the end, as it was typed. */
interface Raw extends TypedActual {
  readonly equipment: string;
}

const departments = ['37', '37', '37', '37', '37', '37', '86', '86', '86', '86', '2A', '2A'];
const exercises = [2013, 2014];

/** Twelve equipments over two exercises, with all that can happen to a réelle; and what counts at the end of it. */
function history(): { readonly events: SaidEvent[]; readonly raw: Raw[] } {
  const events: SaidEvent[] = [];
  const raw: Raw[] = [];
  const equipments = departments.map((departmentCode) => ({ id: randomUUID(), departmentCode }));
  for (const { id, departmentCode } of equipments) events.push(equipmentSaid({ id, departmentCode }));
  const userId = randomUUID();
  const own = { id: userId, subject: 'nadia', population: 'PARTNER', partnerId: aPartner };
  events.push(personSaid({ ...own, equipmentIds: [equipments[0]!.id] }));
  events.push(personSaid({ ...own, revision: 2, equipmentIds: [equipments[1]!.id, equipments[2]!.id] }));
  for (const exercise of exercises) {
    for (const [index, { id: equipmentId, departmentCode }] of equipments.entries()) {
      const id = randomUUID();
      const first = sectionsOf(exercise + index * 13);
      const second = sectionsOf(exercise + index * 17 + 5);
      const step = (revision: number, status: string, sections = first, version = 1) =>
        events.push(actualSaid({ id, equipmentId, exercise, revision, status, sections, version }));
      step(1, 'TO_ENTER');
      step(2, 'IN_PROGRESS', sectionsOf(index));
      const entitlement = index % 5 === 3 ? null : 1_000_000 + index * 12_345;
      const estimates = [
        estimateSaid({ id, dataRevision: 2, entitlement: 99 }),
        estimateSaid({ id, dataRevision: 3, entitlement }),
      ];
      // The same figures judged again later replace the verdict; older ones never do.
      estimates.push(estimateSaid({ id, dataRevision: 3, evaluatedAt: '2016-02-01T08:00:00.000Z', entitlement: 77 }));
      events.push(...estimates);
      step(3, 'SUBMITTED');
      if (index === 5) continue;
      step(4, 'VALIDATED');
      const counted = { equipment: equipmentId, department: departmentCode, exercise };
      if (index === 6) step(5, 'IN_PROGRESS', second, 2);
      else if (index === 7) {
        step(5, 'IN_PROGRESS', second, 2);
        step(6, 'SUBMITTED', second, 2);
        events.push(estimateSaid({ id, version: 2, dataRevision: 6, entitlement: 2_222_222 }));
        step(7, 'VALIDATED', second, 2);
        raw.push({ ...counted, ...second, entitlement: 2_222_222 });
      } else if (index === 8) {
        step(5, 'IN_PROGRESS', second, 2);
        step(6, 'CANCELLED', second, 2);
      } else raw.push({ ...counted, ...first, entitlement });
      // A prévisionnelle of the same figures never counts.
      events.push(
        actualSaid({
          ...{ id: randomUUID(), equipmentId, exercise, revision: 1, status: 'VALIDATED' },
          sections: second,
          type: 'FORECAST',
        }),
      );
    }
  }
  // The last one moved to another département after both exercises.
  const moved = equipments.at(-1)!;
  events.push(equipmentSaid({ id: moved.id, departmentCode: '86', revision: 2 }));
  const final = raw.map((one) => (one.equipment === moved.id ? { ...one, department: '86' } : one));
  return { events, raw: final };
}

/** Every row of every table that events fill. */
async function rowsOf(database: Database): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(
    projected.map(async (table) => {
      const rows = await database.rows<{ row: unknown }>({
        name: `all-${table}`,
        text: `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`,
      });
      return [table, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(tables);
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const drawn = items.map((item) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return { item, rank: state };
  });
  return drawn.sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}

const { events, raw } = history();
let inOrder: Database;

beforeAll(async () => {
  inOrder = await opened();
  await hear(inOrder, events);
}, 60_000);

afterAll(async () => {
  for (const store of stores) await store.drop();
}, 60_000);

describe('facts', () => {
  test('a validated réelle counts; one that is transmitted, reopened or cancelled does not', async () => {
    const { fact } = await rowsOf(inOrder);
    expect(fact).toHaveLength(raw.length);
  });

  test.each([1, 2, 3])(
    'events doubled and shuffled give the same rows (draw %i)',
    async (seed) => {
      const other = await opened();
      await hear(other, shuffled([...events, ...events], seed));
      expect(await rowsOf(other)).toEqual(await rowsOf(inOrder));
    },
    60_000,
  );

  test('a validation and its verdict that come at the same moment both count', async () => {
    const other = await opened();
    const equipmentId = randomUUID();
    await hear(other, [equipmentSaid({ id: equipmentId })]);
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const id = randomUUID();
        const actual = { id, equipmentId, exercise: 2_000 + index, revision: 1, sections: sectionsOf(index) };
        await Promise.all([
          hear(other, [actualSaid({ ...actual, status: 'VALIDATED' })]),
          hear(other, [estimateSaid({ id, entitlement: 1_000 + index })]),
        ]);
      }),
    );
    const counted = { name: 'estimated', text: 'select count(estimated)::int as count from fact' };
    expect(await other.rows(counted)).toEqual([{ count: 40 }]);
  }, 60_000);

  test('built again from nothing, every row is what it was, field by field', async () => {
    const incremental = await rowsOf(inOrder);
    await keepSaid(inOrder, events);
    // Something went wrong once: the figures are false, a row is lost.
    await inOrder.run({ name: 'spoil', text: 'update fact set invoiced = invoiced + 1' });
    await inOrder.run({ name: 'lose', text: 'delete from estimate where entitlement = 2222222' });
    const speakers = (['identity', 'equipment', 'declaration', 'controls'] as const).map((context) => ({
      database: inOrder,
      context,
    }));
    expect(await rebuildProjections(inOrder, speakers)).toBe(events.length);
    expect(await rowsOf(inOrder)).toEqual(incremental);
  }, 60_000);
});

test('means are, to the last digit, what one SQL over the typed sections gives', async () => {
  const expected = await independentMeans(inOrder, raw);
  for (const exercise of exercises) {
    const mine = (await computedMeans(inOrder, exercise)).sort((one, other) => (one.zone < other.zone ? -1 : 1));
    expect(mine).toEqual(expected.filter((row) => row.exercise === exercise));
    expect(mine.map(({ zone }) => zone)).toEqual(['2A', '37', '86', FRANCE]);
  }
});
