import { openDatabase } from '@portail/platform/db/database.ts';
import { connectBus } from '@portail/platform/messaging/connection.ts';
import { startConsumer } from '@portail/platform/messaging/consumer.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { reactions } from '../events/in/reactions.ts';

// The ears of the service in a process of their own, for the test that kills it: DATABASE_URL, stream and durable.
const [stream = '', durable = ''] = process.argv.slice(2);
const database = await openDatabase({ url: process.env['DATABASE_URL'] ?? '', applicationName: 'statistics-killed' });
const bus = await connectBus({
  url: testVariable('TEST_NATS_URL'),
  user: testVariable('TEST_NATS_USER'),
  password: testVariable('TEST_NATS_PASSWORD'),
  service: `statistics-${process.pid}`,
});
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
await startConsumer({ bus, database, stream, durable, reactions, logger });
process.stdout.write('listening\n');
