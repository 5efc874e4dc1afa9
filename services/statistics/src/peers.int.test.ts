import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '@portail/platform/db/database.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { assemble } from './assemble.ts';
import type { Actor } from './domain/access.ts';
import { previewMeans } from './queries/preview-means.ts';
import { readTable } from './queries/read-table.ts';
import { migrations } from './store/migrations/list.ts';
import { actualSaid, equipmentSaid, estimateSaid, hear, personSaid, sectionsOf } from './testing/world.ts';

const exercise = 2014;
const at = new Date('2016-03-02T09:00:00Z');
const userId = randomUUID();
const partner: Actor = { kind: 'PARTNER', id: userId, name: 'Nadia Lefort' };

/** Twelve associations of 37, four of 86 and fifteen towns in 37, each of its own gestionnaire but two. */
const places = [
  ...Array.from({ length: 12 }, (_, index) => ({ departmentCode: '37', status: 'ASSOCIATION', index })),
  ...Array.from({ length: 4 }, (_, index) => ({ departmentCode: '86', status: 'ASSOCIATION', index: 12 + index })),
  ...Array.from({ length: 15 }, (_, index) => ({ departmentCode: '37', status: 'PUBLIC', index: 16 + index })),
].map((place) => ({ ...place, id: randomUUID(), partnerId: randomUUID() }));
const own = { ...places[0]!, partnerId: places[1]!.partnerId };
const sectionsAt = (index: number) => {
  const { activity, financial } = sectionsOf(index * 31);
  return { financial, activity: { ...activity, places: 2_000 + index * 10 } };
};

let store: TestDatabase;
let db: Database;

beforeAll(async () => {
  store = await createTestDatabase({ service: 'statistics', migrations });
  db = store.database;
  const equipments = [own, ...places.slice(1)];
  await hear(db, [
    ...equipments.map(({ id, partnerId, departmentCode, status }) =>
      equipmentSaid({ id, partnerId, departmentCode, status }),
    ),
    personSaid({
      id: userId,
      subject: 'nadia',
      population: 'PARTNER',
      partnerId: own.partnerId,
      equipmentIds: [own.id],
    }),
    ...equipments.flatMap(({ id: equipmentId, index }) => {
      const id = randomUUID();
      const actual = { id, equipmentId, exercise, revision: 1, status: 'VALIDATED', sections: sectionsAt(index) };
      // Nine of the sixteen associations have an estimate: too few for quartiles of the Psu.
      const estimated = index < 9 || index >= 16;
      return [actualSaid(actual), ...(estimated ? [estimateSaid({ id, entitlement: 9_000_000 + index * 1_111 })] : [])];
    }),
  ]);
  const { digest } = await previewMeans(db, exercise, at);
  await assemble(db).publishMeans(
    { exercise, digest, expectedVersion: 0, forcedReason: null, correction: null, imported: null },
    randomUUID(),
    { actor: { kind: 'CNAF', id: randomUUID(), name: 'Béatrice Renaud' }, at },
  );
}, 60_000);

afterAll(async () => {
  await store.drop();
});

const read = async () => (await readTable(db, { actor: partner, at }, own.id, exercise)).peers!;

test('an equipment stands among those of its kind, status and size; the four of the next département hide the twelve of its own', async () => {
  const { words, description, groups } = await read();
  expect(description).toBe('accueil collectif, associations, 20 à 39 places');
  expect(groups).toEqual([{ zone: 'FR', name: 'France', count: 16 }]);
  expect(words).toContain('Aucun groupe n’est montré pour Indre-et-Loire.');
});

test('quartiles are, to the last digit, those that PostgreSQL finds in the sections as they were typed', async () => {
  const raw = places.filter(({ status }) => status === 'ASSOCIATION').map(({ index }) => sectionsAt(index));
  const independent = {
    name: 'independent-quartiles',
    text: `with typed as (
        select round((a->>'invoicedHours')::numeric / (a->>'attendedHours')::numeric * 10000) as billing,
          round((select sum(value::numeric) from jsonb_each_text(f) where key like 'c%') /
            (a->>'invoicedHours')::numeric * 100) as cost
        from jsonb_to_recordset($1::jsonb) as r (activity jsonb, financial jsonb),
          lateral (select r.activity as a, r.financial as f) as s)
      select round((percentile_cont(0.25) within group (order by billing))::numeric)::int as "billingFirst",
        round((percentile_cont(0.5) within group (order by billing))::numeric)::int as "billingMedian",
        round((percentile_cont(0.75) within group (order by billing))::numeric)::int as "billingThird",
        round((percentile_cont(0.25) within group (order by cost))::numeric)::int as "costFirst",
        round((percentile_cont(0.5) within group (order by cost))::numeric)::int as "costMedian",
        round((percentile_cont(0.75) within group (order by cost))::numeric)::int as "costThird" from typed`,
  };
  const [expected] = await db.rows<Record<string, number>>(independent, [JSON.stringify(raw)]);
  const { lines } = await read();
  const national = (code: string) => lines.find((line) => line.code === code)?.national;
  expect(national('billingRate')).toMatchObject({
    ...{ first: expected?.['billingFirst'], median: expected?.['billingMedian'], third: expected?.['billingThird'] },
    quarter: expect.any(Number),
  });
  expect(national('costPerInvoicedHour')).toMatchObject({
    ...{ first: expected?.['costFirst'], median: expected?.['costMedian'], third: expected?.['costThird'] },
  });
  expect(national('psuPerHour')).toBeNull();
});

test('what was published stays: the equipment keeps its group when it becomes something else', async () => {
  const before = await read();
  await hear(db, [equipmentSaid({ ...own, revision: 2, status: 'COMPANY', careType: 'FAMILY', departmentCode: '41' })]);
  expect(await read()).toEqual(before);
  const frozen = { name: 'frozen-groups', text: 'delete from publication_group' };
  await expect(db.run(frozen)).rejects.toThrow('frozen');
});
