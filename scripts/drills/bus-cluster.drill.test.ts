import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { connectBus, type Bus } from '@portail/platform/messaging/connection.ts';
import { busCatalogue } from '../stack/contracts.ts';
import { runFolderAt } from '../stack/paths.ts';
import { portsFrom } from '../stack/ports.ts';
import { progressTo } from '../stack/progress.ts';
import { busAdministrator, busUsers } from '../stack/provision/bus-users.ts';
import { provisionBus } from '@portail/platform/messaging/bus-provisioning.ts';
import { secretsIn } from '../stack/secrets.ts';
import { startNats } from '../stack/servers/nats.ts';
import { supervisorIn } from '../stack/supervisor.ts';

// Three servers that each hold every stream, as in production, on ports of their own; one after the other is killed under load.
const minute = 60_000;
const base = 6_100;
const subject = 'evt.equipment.equipment-registered.v1';
const atOnce = 32;

describe('three servers of the bus', () => {
  const folder = runFolderAt(mkdtempSync(join(tmpdir(), 'portail-bus-')));
  const supervisor = supervisorIn(folder);
  const secrets = secretsIn(folder.secretsFile);
  let administrator: { url: string; user: string; password: string };
  let bus: Bus;

  beforeAll(async () => {
    process.env['NATS_NODES'] = '3';
    const catalogue = await busCatalogue();
    const progress = progressTo(() => undefined);
    const users = busUsers(catalogue, ['equipment'], secrets);
    const context = { folder, ports: portsFrom(base), secrets, supervisor, progress };
    const server = await startNats(context, users, 'native');
    administrator = { url: server.url, ...server.credentialsOf(busAdministrator) };
    await provisionBus(administrator, catalogue, 3);
    bus = await connectBus({ url: server.url, ...server.credentialsOf('equipment'), service: 'equipment' });
  }, 3 * minute);

  afterAll(async () => {
    delete process.env['NATS_NODES'];
    await bus?.connection.close();
    await supervisor.stopAll();
    rmSync(folder.path, { recursive: true, force: true });
  });

  test(
    'what was acknowledged is there once, whichever server is killed meanwhile',
    async () => {
      const acknowledged = new Set<string>();
      let stopping = false;
      let repeated = 0;
      // As the relay does: a publication that was not acknowledged is sent again under the same id.
      const publishers = Array.from({ length: atOnce }, async (_, publisher) => {
        for (let number = 0; !stopping; number += 1) {
          const id = `${publisher}-${number}`;
          for (;;) {
            try {
              await bus.publish({ id, subject, payload: Buffer.from(id), headers: {} });
              acknowledged.add(id);
              break;
            } catch {
              repeated += 1; // unknown whether it arrived: asked again
            }
          }
        }
      });
      for (const name of ['nats.1', 'nats.2', 'nats.3']) {
        const before = acknowledged.size;
        const plan = supervisor.find(name)!.plan;
        await supervisor.stop(name, 'SIGKILL');
        while (acknowledged.size < before + 200) await new Promise((resolve) => setTimeout(resolve, 50));
        await supervisor.start(plan);
      }
      stopping = true;
      await Promise.all(publishers);
      const { messages, replicas } = await held();
      report(`three servers of the bus, each killed once: ${acknowledged.size} acknowledged, ${repeated} sent again`);
      expect(messages).toBe(acknowledged.size);
      expect(replicas).toBe(3);
    },
    5 * minute,
  );

  async function held(): Promise<{ messages: number; replicas: number }> {
    const { url, user, password } = administrator;
    const connection = await connect({ servers: url, user, pass: password, timeout: 10_000 });
    try {
      const { state, config } = await (await jetstreamManager(connection)).streams.info('EVT_EQUIPMENT');
      return { messages: state.messages, replicas: config.num_replicas };
    } finally {
      await connection.close();
    }
  }
});

/** Into the report of `npm run test:drills`, or on the terminal of who plays this one alone. */
function report(line: string): void {
  const file = process.env['SCENARIO_DRILL_REPORT'];
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}
