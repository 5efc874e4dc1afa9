import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { createApp } from '../app.ts';
import { meansList } from '../domain/means-list.ts';
import { migrations } from '../store/migrations/list.ts';
import { actualSaid, aPartner, equipmentSaid, estimateSaid, hear, personSaid, sectionsOf } from '../testing/world.ts';

let store: TestDatabase;
let app: HttpApp;
let now = new Date('2016-02-29T22:59:00Z');

const roles: Readonly<Record<string, string>> = { cnaf: 'cnaf-admin', agent: 'caf-agent' };

beforeAll(async () => {
  store = await createTestDatabase({ service: 'statistics', migrations });
  app = await createApp({
    database: store.database,
    // The bearer check has its own tests with real tokens: here the token is the subject.
    verify: async (subject) => ({ subject, email: '', name: '', realmRoles: [roles[subject] ?? 'partner'] }),
    now: () => now,
    logLevel: 'silent',
    readiness: {},
  });
  await hear(store.database, [
    personSaid({ subject: 'cnaf', population: 'CNAF_ADMIN' }),
    personSaid({ subject: 'agent', population: 'CAF_AGENT' }),
  ]);
});

afterAll(async () => {
  await app.close();
  await store.drop();
});

const as = (subject: string) => ({ authorization: `Bearer ${subject}` });
const get = async (subject: string, url: string) => app.inject({ url: `/api/statistics${url}`, headers: as(subject) });

interface World {
  readonly exercise: number;
  readonly ids: readonly string[];
  readonly partnerId: string;
  readonly subject: string;
}

let next = 2_014;

/** `count` equipments of a département with a validated réelle, all of one partner whose person sees them. */
async function world(count: number, departmentCode: string, exercise = (next += 5)): Promise<World> {
  const partnerId = randomUUID();
  const ids = Array.from({ length: count }, () => randomUUID());
  const subject = `partner-${partnerId}`;
  await hear(store.database, [
    ...ids.map((id, index) =>
      equipmentSaid({ id, partnerId, departmentCode, name: `L’Île aux Mots ${index}`, commune: 'Évron' }),
    ),
    personSaid({ subject, population: 'PARTNER', partnerId, equipmentIds: ids }),
    ...ids.flatMap((equipmentId, index) => {
      const id = equipmentId.replace(/^.{8}/, 'dddddddd');
      const sections = sectionsOf(exercise + index);
      return [
        actualSaid({ id, equipmentId, exercise, revision: 3, status: 'VALIDATED', sections }),
        estimateSaid({ id, dataRevision: 3, entitlement: 5_000_000 + index }),
      ];
    }),
  ]);
  return { exercise, ids, partnerId, subject };
}

const declarationOf = (equipmentId: string) => equipmentId.replace(/^.{8}/, 'dddddddd');
const reopen = ({ exercise }: World, equipmentId: string) =>
  hear(store.database, [
    actualSaid({
      ...{ id: declarationOf(equipmentId), equipmentId, exercise, revision: 4, version: 2, status: 'IN_PROGRESS' },
      sections: sectionsOf(1),
    }),
  ]);

async function publish(
  exercise: number,
  body: object = {},
  options: { digest?: string; key?: string; version?: number } = {},
) {
  const preview = (await get('cnaf', `/means/${exercise}`)).json<{ digest: string; versions: unknown[] }>();
  return app.inject({
    method: 'POST',
    url: `/api/statistics/means/${exercise}/publication`,
    headers: {
      ...as('cnaf'),
      'if-match': `"${options.version ?? preview.versions.length}"`,
      'idempotency-key': options.key ?? randomUUID(),
    },
    payload: { digest: options.digest ?? preview.digest, forcedReason: null, correction: null, ...body },
  });
}

const code = (answer: { json: () => unknown }) => (answer.json() as { code?: string }).code;

beforeEach(() => {
  now = new Date('2090-06-01T10:00:00Z');
});

describe('means computed elsewhere', () => {
  const columns = meansList.columns;
  /** The sums of `count` EAJE that are all alike. */
  const lineOf = (zone: string, count: number, expenses = '400000,50') =>
    columns
      .map(
        (column, index) =>
          [zone, String(count)][index] ?? (column === 'total des charges' ? expenses : zone === 'France' ? '9' : '1'),
      )
      .join(';');
  const listOf = (...lines: readonly string[]) => ({
    fileName: 'moyennes.csv',
    content: Buffer.from([columns.join(';'), ...lines].join('\r\n')).toString('base64'),
  });
  const look = (exercise: number, list: object, subject = 'cnaf') =>
    app.inject({
      method: 'POST',
      url: `/api/statistics/means/${exercise}/list`,
      headers: as(subject),
      payload: list,
    });
  interface Read {
    readonly preview: { digest: string; count: number; versions: { importedFrom: string | null }[] } | null;
    readonly faults: { line: number | null; reason: string }[];
  }

  test('are read from a list, shown, and published as they were shown; partners see them beside their figures', async () => {
    const { exercise, subject, ids } = await world(1, '37');
    const list = listOf(lineOf('France', 300), lineOf('37', 6, '80000'), lineOf('86', 4, '70000'));
    const { preview, faults } = (await look(exercise, list)).json<Read>();
    expect([faults, preview?.count]).toEqual([[], 300]);
    // What is on screen is what is published: another list is another digest.
    const other = listOf(lineOf('France', 301));
    expect(code(await publish(exercise, { list: other }, { digest: preview?.digest ?? '' }))).toBe('MEANS_CHANGED');
    const done = await publish(exercise, { list }, { digest: preview?.digest ?? '' });
    expect([done.statusCode, done.json<NonNullable<Read['preview']>>().versions]).toMatchObject([
      200,
      [{ version: 1, importedFrom: 'moyennes.csv' }],
    ]);
    const table = (await get(subject, `/equipments/${ids[0] ?? ''}?exercise=${exercise}`)).json<{
      years: { exercise: number; nationalCount: number; departmentCount: number }[];
      lines: { code: string; national: (number | null)[]; department: (number | null)[] }[];
    }>();
    expect(table.years.at(-1)).toMatchObject({ exercise, nationalCount: 300, departmentCount: 6 });
    const charges = table.lines.find((line) => line.code === 'totalExpenses');
    expect([charges?.national.at(-1), charges?.department.at(-1)]).toEqual([133_334, 1_333_333]);
    // A list that says the same is nothing new; the figures of the réelles are, and correct it.
    expect(
      code(await publish(exercise, { list, correction: 'Les mêmes chiffres' }, { digest: preview?.digest ?? '' })),
    ).toBe('NOTHING_NEW');
    expect((await publish(exercise, { correction: 'Moyennes calculées par le portail' })).statusCode).toBe(200);
    expect(await verifyJournal(store.database)).toEqual([]);
  });

  test('with a fault are refused whole, each line with its reason; only the Cnaf may', async () => {
    const { exercise } = await world(1, '37');
    const list = listOf(lineOf('France', 300), lineOf('99', 6), lineOf('86', 4, 'beaucoup'));
    const { preview, faults } = (await look(exercise, list)).json<Read>();
    expect([preview, faults.map(({ line }) => line)]).toEqual([null, [3, 4]]);
    expect(code(await publish(exercise, { list }))).toBe('LIST_REFUSED');
    expect((await look(exercise, { ...list, content: Buffer.from('zone;EAJE').toString('base64') })).statusCode).toBe(
      422,
    );
    expect((await look(exercise, list, 'agent')).statusCode).toBe(403);
  });
});

describe('publication of means', () => {
  test('refused in the last minute of 28 February N+2 in Paris, possible one minute later', async () => {
    const { exercise } = await world(5, '37');
    now = new Date(`${exercise + 2}-02-28T22:59:00Z`);
    const early = await publish(exercise);
    expect([early.statusCode, code(early)]).toEqual([422, 'TOO_EARLY']);
    expect(early.json()).toMatchObject({ errors: [{ path: '/forcedReason' }] });
    now = new Date(`${exercise + 2}-02-28T23:00:00Z`);
    const done = await publish(exercise);
    expect(done.statusCode).toBe(200);
    expect(done.json()).toMatchObject({ upToDate: true, early: false, versions: [{ version: 1, forcedReason: null }] });
  });

  test('forced before with a reason that stays with it', async () => {
    const { exercise } = await world(5, '37');
    now = new Date(`${exercise + 1}-11-01T10:00:00Z`);
    expect(code(await publish(exercise, { forcedReason: 'trop' }))).toBe('REASON_TOO_SHORT');
    const done = await publish(exercise, { forcedReason: 'Toutes les Caf ont terminé.' });
    expect(done.json()).toMatchObject({ versions: [{ version: 1, forcedReason: 'Toutes les Caf ont terminé.' }] });
  });

  test('once per key; what changed since the preview is not published', async () => {
    const here = await world(5, '37');
    const key = randomUUID();
    const { digest } = (await get('cnaf', `/means/${here.exercise}`)).json<{ digest: string }>();
    expect((await publish(here.exercise, {}, { key, version: 0 })).statusCode).toBe(200);
    expect((await publish(here.exercise, {}, { key, version: 0 })).json()).toMatchObject({
      versions: [{ version: 1 }],
    });
    await reopen(here, here.ids[0]!);
    const late = await publish(here.exercise, { correction: 'Une réelle est rouverte.' }, { digest });
    expect([late.statusCode, code(late)]).toEqual([409, 'MEANS_CHANGED']);
    expect(code(await publish(here.exercise, {}, { version: 0 }))).toBe('MEANS_CHANGED');
    expect(code(await publish(2_001))).toBe('NOTHING_TO_PUBLISH');
  });

  test('is frozen: a reopened réelle leaves it as it is, a correction is a version that says why', async () => {
    const here = await world(6, '45');
    await publish(here.exercise);
    const read = async () => (await get(here.subject, `/equipments/${here.ids[0]!}`)).json<Table>();
    const before = await read();
    await reopen(here, here.ids[5]!);
    expect(line(await read(), 'costPerPlace').national).toEqual(line(before, 'costPerPlace').national);
    const preview = (await get('cnaf', `/means/${here.exercise}`)).json();
    expect(preview).toMatchObject({ upToDate: false, count: 5, changes: { added: 0, withdrawn: 1, replaced: 0 } });
    expect(code(await publish(here.exercise))).toBe('CORRECTION_REASON_REQUIRED');
    const corrected = await publish(here.exercise, { correction: 'Une réelle est rouverte.' });
    expect(corrected.json()).toMatchObject({
      versions: [{ version: 2, correction: 'Une réelle est rouverte.' }, { version: 1 }],
    });
    const after = await read();
    expect(after.years[0]).toMatchObject({
      nationalCount: 5,
      publication: { version: 2, correction: 'Une réelle est rouverte.' },
    });
    expect(line(after, 'costPerPlace').national).not.toEqual(line(before, 'costPerPlace').national);
    expect(code(await publish(here.exercise, { correction: 'Encore une fois.' }))).toBe('NOTHING_NEW');
    const frozen = { name: 'touch', text: 'update publication_mean set places = 0' };
    await expect(store.database.run(frozen)).rejects.toThrow('frozen');
  });

  test('is the act of a national administrator, journaled and read in the audit', async () => {
    const { exercise, subject } = await world(5, '37');
    for (const other of ['agent', subject, 'nobody']) {
      expect((await get(other, `/means/${exercise}`)).statusCode).toBe(403);
      expect((await get(other, '/audit')).statusCode).toBe(other === 'agent' ? 200 : 403);
    }
    expect((await app.inject({ url: '/api/statistics/means' })).statusCode).toBe(401);
    await publish(exercise);
    const audit = (await get('cnaf', `/audit?object=${exercise}`)).json<{ items: object[] }>();
    expect(audit.items).toHaveLength(1);
    expect(audit.items[0]).toMatchObject({
      ...{ act: 'Moyennes publiées', object: `Moyennes ${exercise}`, by: 'Nadia Lefort' },
      changes: [{ label: 'Version', after: '1' }, { label: 'EAJE pris en compte', after: '5' }, {}, {}, {}],
    });
    expect(await verifyJournal(store.database)).toEqual([]);
  });
});

interface Table {
  readonly years: readonly object[];
  readonly lines: readonly { code: string; own: number[]; department: number[]; national: number[] }[];
}
const line = (table: Table, wanted: string) => table.lines.find((one) => one.code === wanted)!;

describe('the table of an equipment', () => {
  test('hides the mean of four EAJE and shows that of five', async () => {
    const four = await world(4, '2B');
    const five = await world(5, '2A', four.exercise);
    await publish(four.exercise);
    const hidden = (await get(four.subject, `/equipments/${four.ids[0]!}`)).json<Table>();
    expect(hidden).toMatchObject({
      availability: 'AVAILABLE',
      years: [{ departmentHidden: true, departmentCount: null, nationalCount: 9 }],
    });
    expect(line(hidden, 'billingRate').department).toEqual([null]);
    expect(line(hidden, 'billingRate').national).toEqual([expect.any(Number)]);
    const shown = (await get(five.subject, `/equipments/${five.ids[0]!}`)).json<Table>();
    expect(shown).toMatchObject({
      years: [{ departmentHidden: false, departmentCount: 5, department: { name: 'Corse-du-Sud' } }],
    });
    const preview = (await get('cnaf', `/means/${four.exercise}`)).json<{
      departments: object[];
      oddities: string[];
    }>();
    expect(preview.departments).toMatchObject([
      { code: '2A', hidden: false },
      { code: '2B', hidden: true, billingRate: null },
    ]);
    expect(preview.oddities).toContain('Moins de 5 EAJE, moyenne non montrée\u202f: Haute-Corse.');
  });

  test('keeps the département in which the equipment counted after it moved', async () => {
    const here = await world(5, '22');
    await publish(here.exercise);
    const id = here.ids[0]!;
    await hear(store.database, [equipmentSaid({ id, partnerId: here.partnerId, departmentCode: '29', revision: 2 })]);
    const { years } = (await get(here.subject, `/equipments/${id}`)).json<Table>();
    expect(years).toMatchObject([{ department: { code: '22' }, departmentCount: 5 }]);
  });

  test('does not exist without publication, without réelle, nor once the réelle is reopened; the option shows own figures', async () => {
    const here = await world(5, '37');
    const [first, second] = here.ids;
    now = new Date(`${here.exercise + 1}-06-01T10:00:00Z`);
    const read = async (id = first!) =>
      (await get(here.subject, `/equipments/${id}?exercise=${here.exercise}`)).json<Table>();
    expect(await read()).toMatchObject({
      availability: 'MEANS_PENDING',
      years: [],
      words: expect.stringContaining(`mars ${here.exercise + 2}`),
    });
    const change = (revision: number, showOwnStatsEarly: boolean) =>
      app.inject({
        ...{ method: 'PUT', url: '/api/statistics/setting', payload: { showOwnStatsEarly } },
        headers: { ...as('cnaf'), 'if-match': `"${revision}"` },
      });
    expect((await change(1, true)).json()).toEqual({ revision: 2, showOwnStatsEarly: true });
    expect(code(await change(1, true))).toBe('STALE_VERSION');
    const own = await read();
    expect(own).toMatchObject({ availability: 'OWN_ONLY', years: [{ publication: null, departmentHidden: false }] });
    expect(line(own, 'places')).toMatchObject({ own: [expect.any(Number)], department: [null], national: [null] });
    await change(2, false);
    await reopen(here, second!);
    expect(await read(second)).toMatchObject({
      availability: 'NO_ACTUAL',
      years: [],
      words: expect.stringContaining('Aucune déclaration réelle'),
    });
  });

  test('is searched by name, commune and exercise, within what the person may see that day', async () => {
    const here = await world(3, '37');
    await publish(here.exercise, { forcedReason: null });
    const search = async (query: string) =>
      (await get(here.subject, `/equipments${query}`)).json<{ items: object[]; total: number }>();
    expect(await search('?name=ile%20mots%201&commune=evron')).toMatchObject({
      ...{ total: 1, exercise: here.exercise, exercises: [here.exercise] },
      items: [{ name: 'L’Île aux Mots 1', commune: 'Évron', availability: 'AVAILABLE', words: '' }],
    });
    expect(await search('')).toMatchObject({ total: 3 });
    expect(await search('?exercise=2001')).toMatchObject({ total: 3, items: [{ availability: 'NO_ACTUAL' }, {}, {}] });
    expect(await search('?name=100%25')).toMatchObject({ total: 0, items: [] });
    const other = await world(1, '37');
    for (const who of [other.subject, 'agent', 'cnaf', 'nobody']) {
      expect((await get(who, `/equipments/${here.ids[0]!}`)).statusCode).toBe(404);
    }
    const left = `left-${randomUUID()}`;
    await hear(store.database, [
      personSaid({
        subject: left,
        population: 'PARTNER',
        partnerId: here.partnerId,
        equipmentIds: here.ids,
        until: '2049-12-31',
      }),
      personSaid({ subject: `${left}-x`, population: 'PARTNER', partnerId: aPartner, equipmentIds: here.ids }),
    ]);
    for (const who of [left, `${left}-x`]) {
      expect((await get(who, '/equipments')).json()).toMatchObject({ total: 0 });
      expect((await get(who, `/equipments/${here.ids[0]!}`)).statusCode).toBe(404);
    }
  });

  test('downloads one tab with the gaps, in cents as on screen', async () => {
    const here = await world(5, '37');
    await publish(here.exercise);
    const id = here.ids[0]!;
    const table = (await get(here.subject, `/equipments/${id}`)).json<Table>();
    const file = await get(here.subject, `/equipments/${id}/export?tab=FINANCIAL&format=csv`);
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="statistiques-finances-${here.exercise}.csv"`,
    );
    const row = file.body
      .split('\r\n')
      .find((each) => each.startsWith('Coût par place'))!
      .split(';');
    const { own, national } = line(table, 'costPerPlace');
    const written = (cents: number) => (cents / 100).toFixed(2).replace('.', ',');
    expect([row[3], row[5], row[7]]).toEqual([
      written(own[0]!),
      written(national[0]!),
      written(own[0]! - national[0]!),
    ]);
    expect((await get(here.subject, `/equipments/${id}/export?tab=ACTIVITY&format=xlsx`)).statusCode).toBe(200);
    const ods = await get(here.subject, `/equipments/${id}/export?tab=ACTIVITY&format=ods`);
    expect(ods.headers['content-type']).toBe('application/vnd.oasis.opendocument.spreadsheet');
    expect(ods.rawPayload.subarray(30, 38).toString()).toBe('mimetype');
    expect((await get('nobody', `/equipments/${id}/export?tab=ACTIVITY`)).statusCode).toBe(404);
  });
});
