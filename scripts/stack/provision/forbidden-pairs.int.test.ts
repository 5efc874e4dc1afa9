import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { catalogue, consumers, streams } from '@portail/proto/catalogue.ts';
import pg from 'pg';
import { createClient } from 'redis';
import { storeServices } from '../service-list.ts';
import { provisionDatabases } from './databases.ts';

// Creating and dropping databases takes seconds on a busy machine.
jest.setTimeout(60_000);

interface BusUser {
  readonly user: string;
  readonly password: string;
}

const users = JSON.parse(testVariable('TEST_NATS_USERS')) as BusUser[];
const services = users.map(({ user }) => user);
/** An allowed publication must not reach a real stream, a refused one must not be mistaken for it. */
const nowhere = (subject: string): string => `${subject}.of-no-stream`;

describe('the bus', () => {
  /** What the server refused while `work` ran: every refusal arrives before the answer to the flush. */
  async function refusedBy(user: BusUser, work: (connection: NatsConnection) => void): Promise<string[]> {
    const connection = await connect({
      servers: testVariable('TEST_NATS_URL'),
      user: user.user,
      pass: user.password,
      inboxPrefix: `_INBOX_${user.user}`,
      timeout: 10_000,
    });
    const refused: string[] = [];
    const watched = (async () => {
      for await (const status of connection.status()) if (status.type === 'error') refused.push(status.error.message);
    })();
    work(connection);
    await connection.flush();
    await connection.close();
    await watched;
    return refused;
  }

  test.each(users)('$user says no event of another service', async (user) => {
    const foreign = catalogue.filter(({ saidBy }) => saidBy !== user.user).map(({ subject }) => nowhere(subject));
    const refused = await refusedBy(user, (bus) => {
      for (const subject of foreign) bus.publish(subject);
    });
    expect(refused).toHaveLength(foreign.length);
  });

  test.each(users)('$user neither pulls, acknowledges nor changes what is not its own', async (user) => {
    const foreign = consumers
      .filter(({ service }) => service !== user.user)
      .flatMap(({ stream, durable }) => [
        `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
        `$JS.ACK.${stream}.${durable}.1.1.1.1.1`,
        `$JS.API.CONSUMER.DELETE.${stream}.${durable}`,
      ]);
    const administration = streams.flatMap(({ name }) => [
      `$JS.API.STREAM.DELETE.${name}`,
      `$JS.API.STREAM.PURGE.${name}`,
      `$JS.API.STREAM.MSG.GET.${name}`,
    ]);
    const refused = await refusedBy(user, (bus) => {
      for (const subject of [...foreign, ...administration]) bus.publish(subject);
    });
    expect(refused).toHaveLength(foreign.length + administration.length);
  });

  test.each(users)('$user hears no event live and no answer to another', async (user) => {
    const others = services.filter((name) => name !== user.user).map((name) => `_INBOX_${name}.>`);
    const subjects = ['>', 'evt.>', '_INBOX.>', ...others];
    const refused = await refusedBy(user, (bus) => {
      for (const subject of subjects) bus.subscribe(subject);
    });
    expect(refused).toHaveLength(subjects.length);
  });

  test('nobody comes in without a user, or with a wrong password', async () => {
    const servers = testVariable('TEST_NATS_URL');
    await expect(connect({ servers, reconnect: false })).rejects.toThrow();
    await expect(connect({ servers, user: 'controls', pass: 'wrong', reconnect: false })).rejects.toThrow();
  });
});

describe('the databases', () => {
  const suffix = randomBytes(5).toString('hex');
  /** The databases of all services, under names of this test. */
  const plans = storeServices.map(({ database }) => ({
    database: `${database}_${suffix}`,
    owner: { name: `${database}_${suffix}_owner`, password: 'owner' },
    runtime: { name: `${database}_${suffix}_app`, password: 'app' },
  }));
  const server = testVariable('TEST_POSTGRES_URL');

  afterAll(async () => {
    await as(server, async (client) => {
      for (const plan of plans) {
        await client.query(`drop database if exists ${plan.database} with (force)`);
        for (const role of [plan.owner, plan.runtime]) await client.query(`drop role if exists ${role.name}`);
      }
    });
  });

  async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  function address(database: string, role: { name: string; password: string }): string {
    const url = new URL(server);
    url.username = role.name;
    url.password = role.password;
    url.pathname = `/${database}`;
    return url.href;
  }

  test('each role reaches its own database only, and the runtime role makes nothing', async () => {
    await provisionDatabases(server, plans);
    await provisionDatabases(server, plans); // a second start changes nothing
    for (const { database, owner, runtime } of plans) {
      await as(address(database, owner), (client) => client.query('create table kept (id integer)'));
      for (const statement of ['create table other (id integer)', 'create schema other', 'select * from kept']) {
        const refused = as(address(database, runtime), (client) => client.query(statement));
        await expect(refused).rejects.toThrow(/permission denied/);
      }
      for (const other of plans.filter((plan) => plan.database !== database)) {
        for (const role of [owner, runtime]) {
          const refused = as(address(other.database, role), (client) => client.query('select 1'));
          await expect(refused).rejects.toThrow(/permission denied/);
        }
      }
    }
  });
});

describe('Redis', () => {
  test('the gateway touches its own keys only and administers nothing', async () => {
    const client = createClient({ url: testVariable('TEST_REDIS_GATEWAY_URL') });
    client.on('error', () => undefined); // each refusal is looked at below
    await client.connect();
    try {
      await client.set('gateway:forbidden-pairs', 'x', { expiration: { type: 'EX', value: 5 } });
      const refused = [
        ['GET', 'other:key'],
        ['SET', 'other:key', 'x'],
        ['FLUSHALL'],
        ['KEYS', '*'],
        ['CONFIG', 'GET', '*'],
        ['ACL', 'LIST'],
        ['SHUTDOWN'],
      ];
      for (const command of refused) await expect(client.sendCommand(command)).rejects.toThrow(/NOPERM/);
    } finally {
      client.destroy();
    }
  });

  test('nobody comes in without a user', async () => {
    const url = new URL(testVariable('TEST_REDIS_URL'));
    url.username = '';
    url.password = '';
    const client = createClient({ url: url.href, socket: { reconnectStrategy: false } });
    client.on('error', () => undefined);
    await expect(client.connect()).rejects.toThrow(/NOAUTH/);
  });
});
