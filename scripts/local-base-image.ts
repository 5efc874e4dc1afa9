/**
 * Makes the base of our images where none can be pulled (`npm run images -- --base portail-base:local` uses it), and with
 * `--servers` images of PostgreSQL, NATS, Redis and Keycloak. Root and a Docker engine are needed.
 */
import { parseArgs } from 'node:util';
import { makeLocalBase, makeLocalServers } from './images/local-images.ts';
import { progressTo } from './stack/progress.ts';

const { values } = parseArgs({ options: { servers: { type: 'boolean', default: false } } });
const progress = progressTo(console.log);
await makeLocalBase(progress);
if (values.servers) await makeLocalServers(progress);
