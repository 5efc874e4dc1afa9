import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StringValueSchema, type StringValue } from '@bufbuild/protobuf/wkt';
import { create, toBinary } from '@bufbuild/protobuf';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { once } from '../db/idempotency.ts';
import { notify } from '../db/listener.ts';
import { Plumbing1700000000000 } from '../db/plumbing-migration.ts';
import { appendToJournal, readJournal, verifyJournal } from '../journal/journal.ts';
import { outboxDepth, putInOutbox, republish } from '../outbox/outbox.ts';
import { startRelay, type Publish, type Relay } from '../outbox/relay.ts';
import { newId } from '../pure/id.ts';
import { createTestBus, type TestBus } from '../testing/test-bus.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { eventually } from '../testing/eventually.ts';
import { startConsumer, type RunningConsumer } from './consumer.ts';
import { listDeadLetters, replayChannel, replayDeadLetters, requestReplay } from './dead-letters.ts';
import { NotYet, reaction } from './reaction.ts';

class Effects1700000000001 implements MigrationInterface {
  readonly name = 'Effects1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table effect (place bigint generated always as identity, aggregate text, said text)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table effect');
  }
}

const maxDeliveries = 3;
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const addEffect = { name: 'effect-add', text: 'insert into effect (aggregate, said) values ($1, $2)' };
const readEffects = { name: 'effects', text: 'select said from effect where aggregate = $1 order by place' };

let store: TestDatabase;
let nats: TestBus;
let relay: Relay;
let consumer: RunningConsumer;
let poisoned = true;
/** Deliveries of an event that is ahead of what it speaks of. */
let early = 0;
/** Makes the next publications fail before, or after, JetStream stored them. */
let fault: 'none' | 'before' | 'after' = 'none';

const flakyPublish: Publish = async (message) => {
  if (fault === 'before') throw new Error('unreachable');
  await nats.publish(message);
  if (fault === 'after') throw new Error('time-out: unknown');
};

const reactions = [
  reaction(StringValueSchema, async (tx, { value }: StringValue, envelope) => {
    if (value.startsWith('poison') && poisoned) throw new Error('cannot be handled');
    if (value === 'early' && (early += 1) <= maxDeliveries) throw new NotYet('what it speaks of is not known');
    await tx.run(addEffect, [envelope.subject, value]);
  }),
];

beforeAll(async () => {
  store = await createTestDatabase({
    service: 'plumbing',
    migrations: [Plumbing1700000000000, Effects1700000000001],
    channels: ['verdict'],
  });
  nats = await createTestBus('plumbing');
  relay = startRelay({
    database: store.database,
    url: store.url,
    listener: store.listener,
    publish: flakyPublish,
    logger,
  });
  const durable = await nats.addDurable('plumbing');
  consumer = await startConsumer({
    bus: nats.bus,
    database: store.database,
    ...durable,
    reactions,
    logger,
    maxDeliveries,
  });
});

afterAll(async () => {
  await consumer.stop();
  await relay.stop();
  await nats.close();
  await store.drop();
});

const now = new Date('2016-03-12T10:42:00Z');

async function say(aggregate: string, ...values: string[]): Promise<void> {
  for (const value of values) {
    await store.database.transaction((tx) =>
      putInOutbox(tx, [
        {
          id: newId(now),
          subject: 'evt.plumbing.said.v1',
          type: StringValueSchema.typeName,
          source: 'plumbing',
          aggregate,
          at: now,
          actor: 'user-1',
          payload: toBinary(StringValueSchema, create(StringValueSchema, { value })),
        },
      ]),
    );
  }
}

const heard = async (aggregate: string) =>
  (await store.database.rows<{ said: string }>(readEffects, [aggregate])).map((row) => row.said);

const hears = (aggregate: string, count: number) =>
  eventually(`${count} effects on ${aggregate}`, async () => {
    const effects = await heard(aggregate);
    return effects.length >= count && effects;
  });

describe('outbox, bus and inbox', () => {
  test('an event has one effect, in order per aggregate', async () => {
    await Promise.all([say('a', '1', '2', '3', '4', '5'), say('b', '1', '2', '3')]);
    expect(await hears('a', 5)).toEqual(['1', '2', '3', '4', '5']);
    expect(await hears('b', 3)).toEqual(['1', '2', '3']);
    await eventually('an empty outbox', async () => (await outboxDepth(store.database)) === 0);
  });

  test('a rolled back act says nothing', async () => {
    const act = store.database.transaction(async (tx) => {
      await tx.run(addEffect, ['rolled-back', 'never']);
      await notify(tx, 'verdict', 'rolled-back');
      throw new Error('refused');
    });
    await expect(act).rejects.toThrow('refused');
    expect(await heard('rolled-back')).toEqual([]);
  });

  test.each(['before', 'after'] as const)(
    'a publication that fails %s JetStream stored it still has one effect',
    async (when) => {
      fault = when;
      await say(`fault-${when}`, 'once');
      await store.listener.waitFor('verdict', 'nothing', 300); // time for the relay to fail at least once
      fault = 'none';
      expect(await hears(`fault-${when}`, 1)).toEqual(['once']);
      await eventually('an empty outbox', async () => (await outboxDepth(store.database)) === 0);
      expect(await heard(`fault-${when}`)).toEqual(['once']);
    },
  );

  test('republished events have no second effect', async () => {
    await say('again', 'x');
    await hears('again', 1);
    expect(await republish(store.database, new Date(0))).toBeGreaterThan(0);
    await eventually('an empty outbox', async () => (await outboxDepth(store.database)) === 0);
    await say('again', 'y');
    expect(await hears('again', 2)).toEqual(['x', 'y']);
  });

  test('a poison message ends in the dead letters, holds nobody up, and can be replayed', async () => {
    await say('poison', 'poison pill');
    await say('healthy', 'fine');
    expect(await hears('healthy', 1)).toEqual(['fine']);
    const [letter] = await eventually('a dead letter', async () => {
      const letters = await listDeadLetters(store.database);
      return letters.length > 0 && letters;
    });
    expect(letter).toMatchObject({ deliveries: maxDeliveries, error: expect.stringContaining('cannot be handled') });
    expect((await replayDeadLetters(store.database, reactions)).failed).toHaveLength(1);
    poisoned = false;
    const asked = new Promise((resolve) => store.listener.on(replayChannel, resolve));
    expect(await requestReplay(store.database)).toBe(1);
    await asked;
    expect((await replayDeadLetters(store.database, reactions)).replayed).toEqual([letter?.messageId]);
    expect(await heard('poison')).toEqual(['poison pill']);
    expect(await listDeadLetters(store.database)).toEqual([]);
  });

  test('an event that is ahead of what it speaks of waits for it, longer than one that fails', async () => {
    await say('early', 'early');
    expect(await hears('early', 1)).toEqual(['early']);
    expect(early).toBe(maxDeliveries + 1);
    expect(await listDeadLetters(store.database)).toEqual([]);
  });

  test('a notice wakes who waits for it, after the commit', async () => {
    const waiting = store.listener.waitFor('verdict', 'declaration-1', 5_000);
    await store.database.transaction((tx) => notify(tx, 'verdict', 'declaration-1'));
    expect(await waiting).toBe(true);
    expect(await store.listener.waitFor('verdict', 'declaration-2', 10)).toBe(false);
  });
});

describe('the journal', () => {
  const entry = (value: number) => ({
    type: 'Saved',
    at: now.toISOString(),
    actor: { id: 'u1' },
    data: { z: value, a: [1, null] },
  });

  test('chains entries and verifies', async () => {
    await store.database.transaction((tx) => appendToJournal(tx, 'd1', [entry(1), entry(2)]));
    await store.database.transaction((tx) => appendToJournal(tx, 'd1', [entry(3)]));
    expect((await readJournal(store.database, 'd1')).map((line) => line.sequence)).toEqual([1, 2, 3]);
    expect(await verifyJournal(store.database)).toEqual([]);
  });

  test.each([
    ['update', `update journal set data = '{}'`],
    ['delete', 'delete from journal'],
    ['truncate', 'truncate journal'],
  ])('the runtime role may not %s it', async (_act, text) => {
    await expect(store.database.rows({ name: `journal-${_act}`, text })).rejects.toMatchObject({ code: '42501' });
  });

  test('even the owner is refused by the rule, and a change behind its back is detected', async () => {
    const owner = new pg.Client({ connectionString: store.ownerUrl });
    await owner.connect();
    try {
      await expect(owner.query(`update journal set actor = '"someone else"'`)).rejects.toThrow('append-only');
      await owner.query('alter table journal disable trigger journal_append_only');
      await owner.query(`update journal set actor = '"someone else"' where chain = 'd1' and sequence = 2`);
      expect(await verifyJournal(store.database)).toEqual([{ chain: 'd1', fault: 'line 2: changed' }]);
    } finally {
      await owner.end();
    }
  });

  test('the runtime role cannot change the schema', async () => {
    await expect(store.database.rows({ name: 'ddl', text: 'create table x (y int)' })).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('idempotency keys', () => {
  const request = { key: 'key-00000001', scope: 'u1 transmit d1', body: { attested: true } };
  const act = (body: { attested: boolean }, effect: string) =>
    store.database.transaction((tx) =>
      once(tx, { ...request, body }, async () => {
        await tx.run(addEffect, ['once', effect]);
        return { effect };
      }),
    );

  test('a repeat, even at the same moment, gets the first answer and does nothing', async () => {
    const answers = await Promise.all([act({ attested: true }, 'first'), act({ attested: true }, 'second')]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await act({ attested: true }, 'third')).toEqual(answers[0]);
    expect(await heard('once')).toHaveLength(1);
  });

  test('the key with another body is refused', async () => {
    await expect(act({ attested: false }, 'other')).rejects.toMatchObject({
      refusal: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });
});
