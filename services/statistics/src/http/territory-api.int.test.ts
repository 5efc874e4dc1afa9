import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { createApp } from '../app.ts';
import type { Territory } from '../queries/read-territory.ts';
import { migrations } from '../store/migrations/list.ts';
import { actualSaid, equipmentSaid, hear, personSaid, sectionsOf } from '../testing/world.ts';

const roles: Readonly<Record<string, string>> = { cnaf: 'cnaf-admin', agent: 'caf-agent', other: 'caf-agent' };
const ids = Array.from({ length: 14 }, () => randomUUID());
const far = randomUUID();
const elsewhere = randomUUID();
let store: TestDatabase;
let app: HttpApp;

/** Everybody near 110 % but the last, whose hours were typed ten times too high. */
const hours = (index: number) => {
  const { activity, financial } = sectionsOf(7);
  return { financial, activity: { ...activity, attendedHours: 3_000_000, invoicedHours: 3_300_000 + index * 1_000 } };
};

beforeAll(async () => {
  store = await createTestDatabase({ service: 'statistics', migrations });
  app = await createApp({
    database: store.database,
    verify: async (subject) => ({ subject, email: '', name: '', realmRoles: [roles[subject] ?? 'partner'] }),
    now: () => new Date('2016-06-01T10:00:00Z'),
    logLevel: 'silent',
    readiness: {},
  });
  await hear(store.database, [
    personSaid({ subject: 'cnaf', population: 'CNAF_ADMIN' }),
    personSaid({ subject: 'agent', population: 'CAF_AGENT', cafCodes: ['371'] }),
    personSaid({ subject: 'other', population: 'CAF_AGENT', cafCodes: ['861'] }),
    personSaid({ subject: 'nadia', population: 'PARTNER', partnerId: randomUUID(), equipmentIds: [far] }),
    ...[...ids, far].map((id, index) =>
      equipmentSaid({ id, partnerId: randomUUID(), name: id === far ? 'Le Manège' : `Équipement ${index}` }),
    ),
    equipmentSaid({ id: elsewhere, cafCode: '861', departmentCode: '86', name: 'Ailleurs' }),
    equipmentSaid({ id: randomUUID(), name: 'Sans réelle' }),
    equipmentSaid({ id: randomUUID(), name: 'Fermé en 2013', closedOn: '2013-08-31' }),
    ...[...ids, far, elsewhere].map((equipmentId, index) =>
      actualSaid({
        ...{ id: randomUUID(), equipmentId, exercise: 2014, revision: 1, status: 'VALIDATED' },
        sections: hours(equipmentId === far ? 29_000 : index),
      }),
    ),
    actualSaid({
      ...{ id: randomUUID(), equipmentId: ids[0]!, exercise: 2013, revision: 1, status: 'VALIDATED' },
      sections: hours(0),
    }),
  ]);
});

afterAll(async () => {
  await app.close();
  await store.drop();
});

const ask = (subject: string, query = '') =>
  app.inject({ url: `/api/statistics/territory${query}`, headers: { authorization: `Bearer ${subject}` } });
const read = async (subject: string, query = '') => (await ask(subject, query)).json<Territory>();

describe('the statistics of a territory', () => {
  test('a Caf reads its own EAJE: how complete, how spread, over the years', async () => {
    const territory = await read('agent');
    expect(territory).toMatchObject({
      ...{ name: 'Caf 371', exercise: 2014, cafs: [{ cafCode: '371', validated: 15, expected: 16 }] },
      exercises: [
        { exercise: 2013, validated: 1, expected: 17 },
        { exercise: 2014, validated: 15, expected: 16 },
      ],
    });
    const billing = territory.lines.find(({ code }) => code === 'billingRate');
    expect(billing?.years).toEqual([
      { first: 11_000, median: 11_000, third: 11_000 },
      { first: 11_012, median: 11_023, third: 11_035 },
    ]);
  });

  test('what is far from the rest is named with its declaration and what is usual', async () => {
    const { outliers } = await read('agent');
    expect(outliers).toMatchObject({
      total: 1,
      items: [{ equipmentId: far, name: 'Le Manège', findings: expect.any(Array) }],
    });
    expect(outliers?.items[0]?.findings.map(({ code }) => code)).toContain('billingRate');
    expect((await read('agent', '?exercise=2013')).outliers).toEqual({ total: 0, items: [] });
    expect((await read('agent', '?page=2')).outliers).toEqual({ total: 1, items: [] });
  });

  test('another Caf sees none of it; too few EAJE are usual whatever they are', async () => {
    const territory = await read('other');
    expect(territory).toMatchObject({ name: 'Caf 861', outliers: { total: 0, items: [] } });
    expect(JSON.stringify(territory)).not.toContain('371');
  });

  test('the Cnaf reads France, Caf by Caf, and no declaration', async () => {
    const territory = await read('cnaf');
    expect(territory).toMatchObject({
      ...{ name: 'France', exercise: 2014, outliers: null },
      cafs: [
        { cafCode: '371', validated: 15, expected: 16 },
        { cafCode: '861', validated: 1, expected: 1 },
      ],
    });
    // 2013 has one EAJE and no publication: nothing is shown of it.
    expect(territory.lines.find(({ code }) => code === 'billingRate')?.years).toEqual([null, expect.any(Object)]);
    expect((await read('cnaf', '?exercise=2013')).lines[0]?.years[0]).toBeNull();
  });

  test('partners and strangers find nothing', async () => {
    for (const who of ['nadia', 'nobody']) expect((await ask(who)).statusCode).toBe(404);
  });
});
