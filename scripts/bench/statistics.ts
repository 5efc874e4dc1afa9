import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import pg from 'pg';
import { openDatabase } from '@portail/platform/db/database.ts';
import { createTestDatabase } from '@portail/platform/testing/test-database.ts';
import { assemble } from '../../services/statistics/src/assemble.ts';
import type { StaffActor } from '../../services/statistics/src/domain/access.ts';
import { previewMeans } from '../../services/statistics/src/queries/preview-means.ts';
import { readTerritory } from '../../services/statistics/src/queries/read-territory.ts';
import { summedColumns } from '../../services/statistics/src/store/columns.ts';
import { meansStore } from '../../services/statistics/src/store/means-store.ts';
import { migrations } from '../../services/statistics/src/store/migrations/list.ts';
import { actualSaid, hear, sectionsOf } from '../../services/statistics/src/testing/world.ts';
import { startLimit, startProgram } from './limit.ts';
import { at, compare } from './measure.ts';
import { keepReport, type Row } from './report.ts';
import { startIssuer } from './statistics-issuer.ts';
import { declarationId, equipmentId, equipments, exercises, loadCountry } from './statistics-load.ts';

// P7, on the PostgreSQL that TEST_POSTGRES_URL names (`npm run servers`), in a database of its own: the means of the country over
// five exercises from nothing, after one validation, and the table of an equipment as it is read.
const rounds = 7;
const added = summedColumns.map((column) => `sum(${column})::bigint as ${column}`).join(', ');
const oneSql = `select exercise, coalesce(department_code, 'FR') as zone, count(*)::int as count, ${added}
  from limit_fact group by exercise, grouping sets ((department_code), ())`;
const oneExercise = `select coalesce(department_code, 'FR') as zone, count(*)::int as count, ${added}
  from limit_fact where exercise = $1 group by grouping sets ((department_code), ())`;
const activity = [
  'places',
  'opening_days',
  'daily_opening_hours',
  'capacity',
  'attended',
  'invoiced',
  'children',
  'nappies',
  'meals',
];
/** Every section read again each time, as it was typed. */
const naive = `select exercise, coalesce(department, 'FR') as zone, count(*)::int as count, ${summedColumns
  .map((column) => {
    if (column === 'entitlement') return 'sum(coalesce(entitlement, 0))::bigint';
    const [, of] = /^entitlement_(\w+)$/.exec(column) ?? [];
    const typed = `(${activity.includes(of ?? column) ? 'activity' : 'financial'}->>'${of ?? column}')::bigint`;
    return of ? `sum(case when entitlement is null then 0 else ${typed} end)::bigint` : `sum(${typed})::bigint`;
  })
  .join(', ')} from raw group by exercise, grouping sets ((department), ())`;

const store = await createTestDatabase({ service: 'bench_statistics', migrations });
const limits = new pg.Client({ connectionString: store.url });
const database = await openDatabase({ url: store.url, applicationName: 'bench', statementTimeout: 0 });
try {
  await limits.connect();
  await loadCountry(store.ownerUrl);
  await sameMeans();
  const rows: Row[] = [
    await fromNothing(),
    await afterOneValidation(),
    ...(await publications()),
    await territories(),
    await reading(),
  ];
  const { rows: version } = await limits.query<{ server_version: string }>('show server_version');
  keepReport('statistics', rows, { postgres: version[0]?.server_version ?? 'unknown' });
} finally {
  await limits.end();
  await database.close();
  await store.drop();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Two programs that do not find the same are not compared. */
async function sameMeans(): Promise<void> {
  const theirs = (await limits.query<Record<string, unknown>>(oneSql)).rows;
  for (const exercise of exercises) {
    for (const zone of await meansStore.compute(database, exercise)) {
      const other = theirs.find((row) => row['exercise'] === exercise && row['zone'] === zone.zone);
      if (other?.['count'] !== zone.count || Number(other['expenses']) !== zone.expenses) {
        throw new Error(`the means of ${zone.zone} in ${exercise} are not those of the limit`);
      }
    }
  }
}

function summary(ours: readonly number[], theirs: readonly number[]) {
  const sorted = (values: readonly number[]) => values.toSorted((one, other) => one - other);
  const ratios = sorted(ours.map((value, index) => value / (theirs[index] ?? Number.NaN)));
  return {
    ours: at(sorted(ours), 0.5),
    limit: at(sorted(theirs), 0.5),
    ratio: { median: at(ratios, 0.5), least: at(ratios, 0), most: at(ratios, 1) },
  };
}

async function fromNothing(): Promise<Row> {
  const [ours, limit, naively]: number[][] = [[], [], []];
  for (let round = 0; round <= rounds; round += 1) {
    const mine = await timed(async () => {
      for (const exercise of exercises) await meansStore.compute(database, exercise);
    });
    const theirs = await timed(() => limits.query(oneSql));
    const raw = await timed(() => limits.query(naive));
    if (round === 0) continue;
    ours!.push(mine);
    limit!.push(theirs);
    naively!.push(raw);
  }
  const shape = { equipments, exercises: exercises.length, rounds, load: at(loadavg(), 0) };
  const naiveMs = at(
    naively!.toSorted((one, other) => one - other),
    0.5,
  );
  return { bench: 'P7 means from nothing, ms', ...shape, ...summary(ours!, limit!), naive: naiveMs };
}

/** A validation is heard and the means of its exercise are there; the limit changes one row and adds up again. */
async function afterOneValidation(): Promise<Row> {
  const [exercise] = exercises;
  const [ours, limit]: number[][] = [[], []];
  for (let round = 0; round <= rounds * 3; round += 1) {
    const number = 500 + round;
    const said = actualSaid({
      ...{ id: declarationId(number, exercise), equipmentId: equipmentId(number), exercise, revision: 2 + round },
      ...{ version: 2, status: 'VALIDATED', sections: sectionsOf(round) },
    });
    const mine = await timed(async () => {
      await hear(database, [said]);
      await meansStore.compute(database, exercise);
    });
    const theirs = await timed(async () => {
      await limits.query('update limit_fact set places = places + 1 where exercise = $1 and equipment_id = $2', [
        exercise,
        equipmentId(number),
      ]);
      await limits.query(oneExercise, [exercise]);
    });
    if (round === 0) continue;
    ours!.push(mine);
    limit!.push(theirs);
  }
  return { bench: 'P7 visible after one validation, ms', rounds: rounds * 3, ...summary(ours!, limit!) };
}

/** The act itself, with the quartiles of every group. */
async function publications(): Promise<Row[]> {
  const acts = assemble(database);
  const at2020 = new Date('2020-04-01T08:00:00Z');
  const actor = { kind: 'CNAF', id: randomUUID(), name: 'Béatrice Renaud' } as const;
  const took: number[] = [];
  for (const exercise of exercises) {
    const { digest } = await previewMeans(database, exercise, at2020);
    const request = { exercise, digest, expectedVersion: 0, forcedReason: null, correction: null, imported: null };
    took.push(await timed(() => acts.publishMeans(request, randomUUID(), { actor, at: at2020 })));
  }
  const [row] = (await limits.query<{ groups: number }>('select count(*)::int as groups from publication_group')).rows;
  const sorted = took.toSorted((one, other) => one - other);
  return [
    { bench: 'P7 publication with quartiles, ms', median: at(sorted, 0.5), most: at(sorted, 1), groups: row?.groups },
  ];
}

/** What the administration reads: the statistics of a Caf, and those of France. */
async function territories(): Promise<Row> {
  const at2020 = new Date('2020-04-01T08:00:00Z');
  const of = async (actor: StaffActor) => {
    const took: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const ms = await timed(() => readTerritory(database, { actor, at: at2020 }, {}));
      if (round > 0) took.push(ms);
    }
    return at(
      took.toSorted((one, other) => one - other),
      0.5,
    );
  };
  const caf = await of({ kind: 'CAF', id: '', name: '', cafCodes: ['137'] });
  const france = await of({ kind: 'CNAF', id: '', name: '' });
  return { bench: 'P7 statistics of a territory, ms', rounds, caf, france };
}

async function reading(): Promise<Row> {
  const issuer = await startIssuer();
  const limit = await startLimit(store.url);
  const ours = await startProgram('statistics-server.ts', { DATABASE_URL: store.url, KEYCLOAK_URL: issuer.url });
  try {
    const headers = { authorization: `Bearer ${issuer.token('bench', 'partner')}` };
    const one = (index: number) => equipmentId(1 + (index % 100));
    const found = await compare({
      ours: (index) => ({ url: `${ours.url}/api/statistics/equipments/${one(index)}`, headers }),
      limit: (index) => ({ url: `${limit.url}/statistics?equipment=${one(index)}` }),
      calibration: { url: `${limit.url}/calibration` },
      ...{ requests: 300, connections: 4, rounds: 5 },
    });
    return { bench: 'P7 table of an equipment, read', connections: 4, ...found };
  } finally {
    ours.stop();
    limit.stop();
    issuer.stop();
  }
}
