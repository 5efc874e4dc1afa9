import { isDeepStrictEqual } from 'node:util';
import { fromBinary, toJson, type DescMessage } from '@bufbuild/protobuf';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SaidEvent } from '@portail/platform/bulk/bulk-store.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { drawIdsFrom } from '@portail/platform/pure/id.ts';
import { envelopeOf } from '@portail/platform/messaging/consumer.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import * as controls from '@portail/proto/portail/controls/v1/controls_pb.ts';
import * as declaration from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import * as equipment from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import * as identity from '@portail/proto/portail/identity/v1/identity_pb.ts';
import * as notification from '@portail/proto/portail/notification/v1/notification_pb.ts';
import * as sheet from '@portail/proto/portail/sheet/v1/sheet_pb.ts';
import { migrations as controlsMigrations } from '../../../services/controls/src/store/migrations/migrations.ts';
import { migrations as workflowMigrations } from '../../../services/declaration-workflow/src/store/migrations.ts';
import { migrations as equipmentMigrations } from '../../../services/equipment/src/store/migrations/list.ts';
import { migrations as identityMigrations } from '../../../services/identity/src/store/migrations/list.ts';
import { migrations as documentsMigrations } from '../../../services/documents/src/store/migrations/list.ts';
import { migrations as notificationsMigrations } from '../../../services/notifications/src/store/migrations/list.ts';
import { migrations as statisticsMigrations } from '../../../services/statistics/src/store/migrations/list.ts';
import type { DemoEquipment } from '../nurseries.ts';
import type { DemoPlan } from '../plans.ts';
import { publishScales } from '../publish-scales.ts';
import { bulkStores } from './databases.ts';
import { declare, loadReferences, subjectWithoutAccount, type Staffed } from './load.ts';
import { fullEquipments, fullExercises, fullPlans, type FullSize } from './recipe.ts';
import { connectServices, type ServiceName, type Side } from './services.ts';
import { openWriter } from './writer.ts';

// What the load in bulk writes is what the commands write: the same recipe goes through the services’ acts and reactions on
// real databases, then in memory and by COPY into others; ids come from the same seed and verdicts are dated by the acts, so
// every row must be the same to the last byte, hashes included.

const size: FullSize = { equipments: 40, partners: 20, users: 34, agentsPerCaf: 1 };

/** Declarations that are compared: the demo’s with some showcases, and two exercises of others, which end at every stage. */
function compared(demo: DemoEquipment): readonly DemoPlan[] {
  if (demo.number === 1 || demo.number === 2 || demo.number === 11) return fullPlans(demo);
  return demo.number > 20 && demo.number <= 27 ? fullPlans(demo).filter(({ exercise }) => exercise >= 2016) : [];
}

const migrations = {
  identity: identityMigrations,
  equipment: equipmentMigrations,
  workflow: workflowMigrations,
  controls: controlsMigrations,
  statistics: statisticsMigrations,
  documents: documentsMigrations,
  notifications: notificationsMigrations,
};
const names = Object.keys(migrations) as readonly ServiceName[];
/** Long after everything that is loaded. */
const heardAt = new Date(Date.UTC(2026, 0, 5, 9));

let commanded: Record<ServiceName, TestDatabase>;
let loaded: Record<ServiceName, TestDatabase>;

beforeAll(async () => {
  commanded = await databases();
  loaded = await databases();
  const nurseries = fullEquipments(size);
  for (const side of [commanded, loaded]) {
    drawIdsFrom('scales');
    await publishScales(side.controls.database, fullExercises);
  }

  const real = await connectServices(
    each((name) => spoken(commanded[name].database)),
    { heardAt },
  );
  const staffed = await loadReferences(real, nurseries, size, subjectWithoutAccount);
  for (const one of staffed) await declare(real, one, compared(one.demo));

  await loadInBulk(nurseries, staffed);
  // Seven services play thousands of acts, once for real; other tests run beside.
}, 420_000);

afterAll(async () => {
  await Promise.all([commanded, loaded].flatMap((side) => Object.values(side)).map((database) => database.drop()));
}, 60_000);

async function loadInBulk(nurseries: ReturnType<typeof fullEquipments>, expected: readonly Staffed[]): Promise<void> {
  const databases = each((name) => loaded[name].database);
  const bulk = bulkStores(databases);
  const references = await connectServices(bulk, { latestOnly: true, heardAt });
  const staffed = await loadReferences(references, nurseries, size, subjectWithoutAccount);
  expect(staffed).toEqual(expected);
  for (const name of names) await bulk[name].flush();
  // As the workers do: others, who read what is there.
  const fresh = bulkStores(databases);
  const services = await connectServices(fresh, { latestOnly: true, heardAt });
  for (const one of staffed) await declare(services, one, compared(one.demo));
  for (const name of names) {
    // The load has taken the foreign keys of its other tables away by then.
    const writer = await openWriter(loaded[name].ownerUrl, ['journal', 'outbox']);
    await writer.write(await fresh[name].take());
    await writer.commit();
  }
}

const ignored = ['migration', 'inbox', 'idempotency', 'outbox', 'presence', 'archive_request'];

test.each(names)('every row of %s is the one the commands wrote', async (name) => {
  const [real, bulk] = [commanded[name].database, loaded[name].database];
  for (const table of await tablesOf(real)) {
    const [expected, given] = [await rowsOf(real, table), await rowsOf(bulk, table)];
    expectSame(table, given, expected);
  }
});

test.each(names)('of the outbox of %s, the last event of each aggregate is there, as published', async (name) => {
  const last = {
    name: 'last-said',
    text: `select distinct on (aggregate) id, subject, headers, payload, created_at as "createdAt" from outbox
           order by aggregate, sequence desc`,
  };
  const [expected, given] = [
    await commanded[name].database.rows<SaidRow>(last),
    await loaded[name].database.rows<SaidRow>(last),
  ];
  expectSame('outbox', given.map(readable), expected.map(readable));
  const waiting = { name: 'waiting', text: `select subject from outbox where published_at is null` };
  const subjects = (await loaded[name].database.rows<{ subject: string }>(waiting)).map(({ subject }) => subject);
  expect(subjects.filter((subject) => !subject.includes('scale-published'))).toEqual([]);
});

test('nothing is to be printed, nor sent to anybody', async () => {
  const count = (name: ServiceName, from: string) =>
    loaded[name].database.rows({ name: 'count', text: `select count(*)::int as count from ${from}` });
  expect(await count('documents', 'archive_request')).toEqual([{ count: 0 }]);
  expect(await count('notifications', `message where mail_state <> 'NONE'`)).toEqual([{ count: 0 }]);
});

test.each(names)('every chain of the journal of %s holds', async (name) => {
  expect(await verifyJournal(loaded[name].database)).toEqual([]);
});

test('the sample shows declarations in every state, some rejected, and verdicts that ask something', async () => {
  const states = await loaded.workflow.database.rows<{ status: string; rejected: boolean }>({
    name: 'states',
    text: `select distinct status, coalesce(state #>> '{correction,cause}' = 'REJECTION', false) as rejected from declaration`,
  });
  const seen = states.map(({ status, rejected }) => `${status}${rejected ? ' after a rejection' : ''}`);
  expect(seen.toSorted()).toEqual([
    'CANCELLED',
    'IN_PROGRESS',
    'IN_PROGRESS after a rejection',
    'SUBMITTED',
    'TO_ENTER',
    'VALIDATED',
  ]);
  const [asking] = await loaded.workflow.database.rows<{ count: number }>({
    name: 'asking',
    text: 'select count(*)::int as count from evaluation where gaps > 0',
  });
  expect(asking?.count).toBeGreaterThan(20);
});

interface SaidRow {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

const schemas: readonly DescMessage[] = [controls, declaration, equipment, identity, notification, sheet].flatMap(
  (file) =>
    Object.values(file as Record<string, unknown>).filter(
      (each): each is DescMessage => (each as { kind?: string }).kind === 'message',
    ),
);

/** The message in JSON; the fields of a form say nothing by their order, which PostgreSQL changes. */
function readable(row: SaidRow): unknown {
  const schema = schemas.find(({ typeName }) => typeName === row.headers['ce-type']);
  if (!schema) throw new Error(`no contract ${row.headers['ce-type'] ?? ''}`);
  const payload = JSON.stringify(toJson(schema, fromBinary(schema, row.payload)), (key, value: unknown) =>
    key === 'values' && Array.isArray(value) ? value.map((each) => JSON.stringify(each)).toSorted() : value,
  );
  return { ...row, payload };
}

/** The first row that differs is enough to understand, and thousands of them take minutes to print. */
function expectSame(what: string, given: readonly unknown[], expected: readonly unknown[]): void {
  const different = expected.findIndex((row, index) => !isDeepStrictEqual(row, given[index]));
  expect({ what, row: given[different] }).toEqual({ what, row: expected[different] });
  expect(given.length).toBe(expected.length);
}

function each<T>(make: (name: ServiceName) => T): Record<ServiceName, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<ServiceName, T>;
}

async function databases(): Promise<Record<ServiceName, TestDatabase>> {
  const made = names.map(async (name) => {
    const database = await createTestDatabase({ service: name, migrations: migrations[name] });
    return [name, database] as const;
  });
  return Object.fromEntries(await Promise.all(made)) as Record<ServiceName, TestDatabase>;
}

/** The events of a service’s outbox, taken as the relay takes them. */
function spoken(database: Database): Side {
  const read = {
    name: 'test-said',
    text: `with taken as (update outbox set published_at = created_at where published_at is null returning *)
           select aggregate, headers, payload from taken order by sequence`,
  };
  return {
    database,
    takeSaid: async () => {
      const rows = await database.rows<{ aggregate: string; headers: Record<string, string>; payload: Buffer }>(read);
      return rows.map(({ aggregate, headers, payload }): SaidEvent => {
        const envelope = envelopeOf(headers);
        return { type: envelope.type, aggregate, payload, envelope };
      });
    },
  };
}

async function tablesOf(database: Database): Promise<string[]> {
  const rows = await database.rows<{ name: string }>({
    name: 'tables',
    text: `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  });
  return rows.map(({ name }) => name).filter((name) => !ignored.includes(name));
}

async function rowsOf(database: Database, table: string): Promise<unknown[]> {
  const text = `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`;
  return (await database.rows<{ row: unknown }>({ name: `rows-${table}`, text })).map(({ row }) => row);
}
