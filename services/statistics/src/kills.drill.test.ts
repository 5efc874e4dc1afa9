import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '@portail/platform/db/database.ts';
import { createTestBus, type TestBus } from '@portail/platform/testing/test-bus.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { meansStore } from './store/means-store.ts';
import { migrations } from './store/migrations/list.ts';
import { projected } from './store/projections.ts';
import { actualSaid, equipmentSaid, estimateSaid, hear, sectionsOf, type SaidEvent } from './testing/world.ts';

const validations = 2_000;
const kills = 10;
const exercises = [2013, 2014];
const departments = ['37', '86', '2A', '971'];

let killed: TestDatabase;
let quiet: TestDatabase;
let nats: TestBus;
let service: ChildProcess | undefined;

/** 2 000 validations of a thousand equipments: some come twice, some after what replaced them, some are reopened. */
function flow(): SaidEvent[] {
  const equipments = Array.from({ length: validations / exercises.length }, (_, index) => ({
    id: randomUUID(),
    departmentCode: departments[index % departments.length]!,
  }));
  const events = equipments.map((place) => equipmentSaid(place));
  for (const exercise of exercises) {
    for (const [index, { id: equipmentId }] of equipments.entries()) {
      const id = randomUUID();
      const say = (revision: number, status: string, version = 1) =>
        actualSaid({
          id,
          equipmentId,
          exercise,
          revision,
          status,
          version,
          sections: sectionsOf(exercise + index * 3),
        });
      const validated = say(4, 'VALIDATED');
      events.push(validated, estimateSaid({ id, dataRevision: 4, entitlement: 1_000_000 + index }));
      if (index % 7 === 0) events.push({ ...validated, id: randomUUID() });
      if (index % 11 === 0) events.push(say(2, 'SUBMITTED'));
      if (index % 13 === 0) events.push(say(5, 'IN_PROGRESS', 2));
    }
  }
  return events;
}

async function start(stream: string, durable: string): Promise<void> {
  const file = join(import.meta.dirname, 'testing', 'listener.ts');
  const environment = { ...process.env, DATABASE_URL: killed.url, NODE_OPTIONS: '' };
  service = spawn(process.execPath, [file, stream, durable], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(service.stdout!, 'data');
}

async function kill(): Promise<void> {
  if (!service || service.exitCode !== null) return;
  const gone = once(service, 'exit');
  service.kill('SIGKILL');
  await gone;
}

const count = { name: 'facts-count', text: 'select count(*)::int as count from fact' };
const factsOf = async (database: Database) => (await database.rows<{ count: number }>(count))[0]?.count ?? 0;
const rowsOf = (database: Database) =>
  Promise.all(
    projected.map((table) =>
      database.rows({ name: `kills-${table}`, text: `select to_jsonb(t) as row from ${table} t order by 1` }),
    ),
  );

const meansOf = async (database: Database, exercise: number) =>
  (await meansStore.compute(database, exercise)).sort((one, other) => one.zone.localeCompare(other.zone));

beforeAll(async () => {
  killed = await createTestDatabase({ service: 'statistics', migrations });
  quiet = await createTestDatabase({ service: 'statistics', migrations });
  nats = await createTestBus('statistics');
}, 60_000);

afterAll(async () => {
  await kill();
  await nats.close();
  await killed.drop();
  await quiet.drop();
}, 60_000);

test('killed ten times while 2 000 validations flow, the service has the figures of one that never died', async () => {
  const events = flow();
  const { stream, durable } = await nats.addDurable('statistics_killed');
  // What a dead process held is given again at once, not after half a minute.
  await nats.manager.consumers.update(stream, durable, { ack_wait: 2_000_000_000 });
  const publishing = (async () => {
    for (const { id, type, aggregate, payload } of events) {
      const headers = { 'ce-id': id, 'ce-type': type, 'ce-subject': aggregate, 'ce-source': 'test' };
      await nats.publish({ id, subject: `evt.said.${aggregate}.v1`, headers, payload });
    }
  })();
  const deaths: number[] = [];
  for (let turn = 1; turn <= kills; turn += 1) {
    await start(stream, durable);
    const until = Math.floor((turn * validations) / (kills + 2));
    await eventually(`${until} facts`, async () => (await factsOf(killed.database)) >= until, 60_000);
    await kill();
    deaths.push(await factsOf(killed.database));
  }
  await publishing;
  await start(stream, durable);
  await eventually(
    'every event to be acknowledged',
    async () => {
      const { num_pending: waiting, num_ack_pending: held } = await nats.manager.consumers.info(stream, durable);
      return waiting + held === 0;
    },
    120_000,
  );
  // Each death came in the middle of the flow.
  expect(deaths.at(-1)).toBeLessThan(validations);
  await hear(quiet.database, events);
  expect(await rowsOf(killed.database)).toEqual(await rowsOf(quiet.database));
  for (const exercise of exercises) {
    expect(await meansOf(killed.database, exercise)).toEqual(await meansOf(quiet.database, exercise));
  }
}, 300_000);
