/**
 * `npm run provision-bus`: makes or updates the streams and consumers of the catalogue on a NATS that runs elsewhere.
 * `NATS_URL`, `NATS_ADMINISTRATOR_PASSWORD`, and `STREAM_REPLICAS` for a cluster of NATS.
 */
import { busCatalogue, ensureContracts } from './stack/contracts.ts';
import { progressTo } from './stack/progress.ts';
import { busAdministrator } from './stack/provision/bus-users.ts';
import { provisionBus } from '@portail/platform/messaging/bus-provisioning.ts';

const { NATS_URL: url, NATS_ADMINISTRATOR_PASSWORD: password, STREAM_REPLICAS: replicas = '1' } = process.env;
if (url === undefined || password === undefined || !/^[1-5]$/.test(replicas)) {
  console.error('NATS_URL and NATS_ADMINISTRATOR_PASSWORD say where and as whom; STREAM_REPLICAS is 1 to 5.');
  process.exit(1);
}
await ensureContracts(progressTo(console.log));
const bus = await busCatalogue();
await provisionBus({ url, user: busAdministrator, password }, bus, Number(replicas));
console.log(`${bus.streams.length} streams on ${replicas} servers, ${bus.consumers.length} consumers`);
