import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { createClient } from 'redis';
import { accepted, type ApiClient } from './src/api-client.ts';
import { acceptTerms, open, read, save, write } from './src/acts.ts';
import { processes, tell } from './src/control-door.ts';
import { agentAccount } from './src/demo-people.ts';
import { variable } from './src/environment.ts';
import { updatedFigures } from './src/figures.ts';
import { fly, newFlight, type Flight } from './src/flight.ts';
import { note } from './src/drill-report.ts';
import { brokenInvariants, databaseOf } from './src/invariants.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type Person } from './src/world.ts';

// Quality.md 2: nothing lost, nothing doubled, whatever dies. Numbers I1 to I8 are its invariants.
const equipments = 25;
const exercises = [2014, 2015, 2016, 2017];
const periods = ['06-30', '09-30'];
const victims = ['controls', 'declaration-workflow', 'nats', 'declaration-workflow', 'controls', 'nats'];

describe('faults', () => {
  let agent: ApiClient;
  let holder: Person;
  let person: ApiClient;
  let ids: string[];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'La Tempête', equipments);
    const roles = Object.fromEntries(
      world.equipmentIds.map((_, index) => [index, ['ACTIVITY_PROVIDER', 'APPROVER'] as const]),
    );
    holder = await newPerson(agent, world, 'Capitaine', roles);
    person = await signIn('portal', holder);
    ids = [];
    for (const equipmentId of world.equipmentIds) {
      const wanted = exercises.flatMap((exercise) =>
        periods.map((day) => ({ exercise, periodEnd: `${exercise}-${day}` })),
      );
      const opened = await Promise.all(wanted.map((each) => open(agent, { equipmentId, type: 'UPDATED', ...each })));
      ids.push(...opened.map(({ id }) => id));
    }
    await knownTo(ids.at(-1)!, person);
  }, 120_000);

  afterAll(async () => {
    // Whatever failed above, the next scenario finds every process running.
    for (const { name, running } of await processes()) if (!running) await tell(name, 'start');
  }, 120_000);

  describe('200 declarations under way while controls, declaration-workflow and NATS are killed', () => {
    let flight: Flight;
    const figuresOf = (id: string) => ({ ...updatedFigures(), openingDays: 100 + (ids.indexOf(id) % 20) });

    test('every declaration lands', async () => {
      expect(ids).toHaveLength(200);
      flight = newFlight();
      const termsVersion = await acceptTerms(person);
      const flown = fly(flight, person, ids, { figures: figuresOf, termsVersion, atOnce: 8 });
      let over = false;
      const ended = flown.finally(() => (over = true));
      // Its failure is thrown below, after the processes are up again.
      ended.catch(() => undefined);
      for (const victim of victims) {
        const before = flight.accepted.length;
        await eventually('acts to be accepted', () => over || flight.accepted.length >= before + 60, 60_000);
        await tell(victim, 'kill');
        await tell(victim, 'start');
      }
      await ended;
      expect([...flight.landed].sort()).toEqual([...ids].sort());
    }, 480_000);

    test('every invariant holds', async () => {
      const { accepted: done, unanswered } = flight;
      note(
        `controls, declaration-workflow and NATS killed twice each: ${done.length} acts accepted, ${unanswered} asked again`,
      );
      expect(await brokenInvariants()).toEqual([]);
    }, 150_000);

    test('I1, I2: each transmission has one version, one row in the queue, one line in the journal', async () => {
      const sent = flight.accepted.filter(({ name }) => name === 'transmit').map(({ declarationId }) => declarationId);
      expect(new Set(sent).size).toBe(sent.length);
      const database = await databaseOf('declaration-workflow');
      try {
        const versions = await database.rows<{ id: string; count: number }>(
          {
            name: 'scenario-versions',
            text: 'select declaration_id as id, count(*)::int as count from declaration_version where declaration_id = any($1) group by 1',
          },
          [ids],
        );
        expect(versions.filter(({ count }) => count !== 1)).toEqual([]);
        expect(versions.map(({ id }) => id).sort()).toEqual([...ids].sort());
        const lines = await database.rows<{ chain: string; count: number }>(
          {
            name: 'scenario-journal',
            text: `select chain, count(*)::int as count from journal where chain = any($1) and type like '%Transmitted' group by 1`,
          },
          [ids],
        );
        expect(lines.filter(({ count }) => count !== 1)).toEqual([]);
        expect(lines).toHaveLength(ids.length);
      } finally {
        await database.close();
      }
      const queue = await queueOf(agent);
      for (const id of ids) expect(queue.filter((row) => row === id)).toHaveLength(1);
    }, 60_000);

    test('I3: versions have no gap and each history begins with the opening and ends with the transmission', async () => {
      for (const id of ids.filter((_, index) => index % 10 === 0)) {
        const view = await read(person, id);
        expect(view).toMatchObject({ version: 1, status: 'SUBMITTED' });
        expect(view.versions.map(({ number }) => number)).toEqual([1]);
      }
    });

    test('I5: the controls have evaluated the very data that were transmitted', async () => {
      const database = await databaseOf('declaration-workflow');
      try {
        const statement = {
          name: 'scenario-verdicts',
          text: `select d.id from declaration d left join evaluation e on e.declaration_id = d.id and e.version = d.version
                 where d.id = any($1) and (e.data_revision is null or e.data_revision <> d.data_revision)`,
        };
        await eventually(
          'a verdict on every declaration',
          async () => (await database.rows(statement, [ids])).length === 0,
          30_000,
        );
      } finally {
        await database.close();
      }
    }, 60_000);

    test('I6: what was saved is read back', async () => {
      const saved = new Map(
        flight.accepted.filter(({ values }) => values).map((act) => [act.declarationId, act.values!]),
      );
      for (const [id, values] of [...saved].filter((_, index) => index % 5 === 0)) {
        expect((await read(person, id)).sections.activity.values).toMatchObject(values);
      }
    }, 60_000);
  });

  test('Redis flushed: people sign in again, nothing is lost', async () => {
    const before = await read(person, ids[0]!);
    const redis = createClient({ url: variable('TEST_REDIS_URL') });
    await redis.connect();
    await redis.flushAll();
    redis.destroy();
    expect((await person.get('/api/identity/me')).status).toBe(401);
    person = await signIn('portal', holder);
    agent = await signIn('admin', agentAccount());
    expect(await read(person, ids[0]!)).toEqual(before);
    expect(await brokenInvariants()).toEqual([]);
    note('Redis flushed: people sign in again, invariants hold');
  }, 120_000);

  test('Keycloak down: people already in keep working, and others come in when it is back', async () => {
    const world = await newWorld(agent, 'Sans portier');
    const worker = await newPerson(agent, world, 'Veilleur', { 0: ['ACTIVITY_PROVIDER'] });
    const inside = await signIn('portal', worker);
    const { id } = await open(agent, {
      equipmentId: world.equipmentIds[0]!,
      exercise: 2016,
      type: 'UPDATED',
      periodEnd: '2016-06-30',
    });
    await knownTo(id, inside);
    await tell('keycloak', 'kill');
    try {
      const view = await save(inside, id, 'activity', updatedFigures());
      expect(view.sections.activity.values).toMatchObject(updatedFigures());
      accepted('controls', await write(inside, id, 'POST', '/sections/activity/controls'));
      expect((await read(inside, id)).status).toBe('IN_PROGRESS');
    } finally {
      await tell('keycloak', 'start');
    }
    expect((await read(await signIn('portal', worker), id)).status).toBe('IN_PROGRESS');
    expect(await brokenInvariants()).toEqual([]);
    note('Keycloak killed: who was in kept working, others came in when it was back, invariants hold');
  }, 180_000);
});

/** Ids of every declaration in the Caf’s queue, over all pages. */
async function queueOf(agent: ApiClient): Promise<string[]> {
  interface Queue {
    readonly items: readonly { readonly declarationId: string }[];
    readonly total: number;
  }
  const found: string[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = accepted('queue', await agent.get<Queue>(`/api/workflow/queue?page=${page}`));
    found.push(...items.map(({ declarationId }) => declarationId));
    if (items.length === 0 || found.length >= total) return found;
  }
}
