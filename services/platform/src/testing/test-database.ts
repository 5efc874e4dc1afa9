import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database, type DatabaseOptions } from '../db/database.ts';
import { openListener, type Listener } from '../db/listener.ts';
import { migrate } from '../db/migrate.ts';
import { testVariable } from './test-servers.ts';

/** A database of its own for one test file, migrated as the owner and opened with the runtime role. */
export interface TestDatabase {
  readonly database: Database;
  readonly listener: Listener;
  /** Address of the runtime role. */
  readonly url: string;
  /** Address of the owner role. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/**
 * Creates `test_<service>_<random>` on the server of TEST_POSTGRES_URL with two roles of its own, like production.
 * @param channels notification channels the service listens to beside `outbox`
 */
export async function createTestDatabase(options: {
  readonly service: string;
  readonly migrations: NonNullable<DatabaseOptions['migrations']>;
  readonly entities?: NonNullable<DatabaseOptions['entities']>;
  readonly channels?: readonly string[];
}): Promise<TestDatabase> {
  const name = `test_${options.service.replaceAll('-', '_')}_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const server = testVariable('TEST_POSTGRES_URL');
  const roles = { owner: `${name}_owner`, app: `${name}_app` };
  await asSuperuser(server, async (client) => {
    for (const role of Object.values(roles)) await client.query(`create role ${role} login password '${password}'`);
    await client.query(`create database ${name} owner ${roles.owner}`);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to ${roles.app}`);
  });
  const address = (role: string) => {
    const url = new URL(server);
    url.username = role;
    url.password = password;
    url.pathname = `/${name}`;
    return url.href;
  };
  const [url, ownerUrl] = [address(roles.app), address(roles.owner)];
  const shape = {
    applicationName: name,
    migrations: options.migrations,
    ...(options.entities ? { entities: options.entities } : {}),
  };
  await migrate({ ...shape, url: ownerUrl }, roles.app);
  const database = await openDatabase({ ...shape, url, poolSize: 6 });
  const listener = await openListener(url, ['outbox', 'dead_letter', ...(options.channels ?? [])]);
  return {
    database,
    listener,
    url,
    ownerUrl,
    drop: async () => {
      await listener.close();
      await database.close();
      await asSuperuser(server, async (client) => {
        await client.query(`drop database ${name} with (force)`);
        for (const role of Object.values(roles)) await client.query(`drop role ${role}`);
      });
    },
  };
}

async function asSuperuser(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
