/**
 * What `deploy/compose.yaml` runs once before the services: makes databases, roles, streams and consumers, or brings them to
 * what this version wants. Its one argument is a file that `npm run compose` writes.
 */
import { readFileSync } from 'node:fs';
import { provisionBus } from '@portail/platform/messaging/bus-provisioning.ts';
import * as bus from '../proto/catalogue.ts';
import { provisionDatabases, type DatabasePlan } from './stack/provision/databases.ts';

/** What the file says: where the servers are, as whom, and the roles with their passwords. */
export interface Provision {
  readonly postgres: string;
  readonly databases: readonly DatabasePlan[];
  readonly nats: { readonly url: string; readonly user: string; readonly password: string };
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('the file to provision from is the one argument');
const { postgres, databases, nats } = JSON.parse(readFileSync(file, 'utf8')) as Provision;
await provisionDatabases(postgres, databases);
await provisionBus(nats, bus);
console.log(`${databases.length} databases, ${bus.streams.length} streams, ${bus.consumers.length} consumers`);
