import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { administration } from '../../services/scenarios/src/accounts-desk.ts';
import { environmentOf } from '../../services/scenarios/src/control-door.ts';
import { agentAccount } from '../../services/scenarios/src/demo-people.ts';
import { note, timed } from '../../services/scenarios/src/drill-report.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { signIn } from '../../services/scenarios/src/sign-in.ts';
import { newPerson, newWorld } from '../../services/scenarios/src/world.ts';
import { requestsFlow, type Flow } from './flow.ts';
import { peopleAtWork, type Work } from './people-at-work.ts';
import { ourProcesses, restartOneByOne } from './rolling.ts';
import {
  closeFormerRoles,
  newRootKey,
  newSecret,
  removeFormerBusUsers,
  secondBusUsers,
  secondRoles,
} from './rotation.ts';

// Runbook: docs/runbooks/rotate-secrets.md. Played with two processes of each service: PROCESSES=2 npm run test:drills -- rotation
const minute = 60_000;
const two = process.env['PROCESSES'] === '2' ? test : test.skip;
const gateways = ['gateway.1', 'gateway.2'];

describe('secrets changed while people work', () => {
  let work: Work;
  let flow: Flow;
  let stores: string[];

  beforeAll(async () => {
    if (process.env['PROCESSES'] !== '2') {
      console.warn('NOT PLAYED: rotation needs two processes of each service, PROCESSES=2');
      return;
    }
    work = await peopleAtWork('La Serrure', 4);
    flow = requestsFlow(work, work.ids.slice(0, 4));
    stores = (await ourProcesses()).filter((name) => !name.startsWith('gateway'));
  }, 3 * minute);

  afterAll(() => flow?.stop());

  /** Plays a rotation, and says how long it took and what people saw of it. */
  async function rotated(what: string, play: () => Promise<void>): Promise<void> {
    const before = flow.requests();
    await timed(`rotation of ${what}`, play);
    note(`rotation of ${what}: ${flow.requests() - before} requests, ${flow.failed.length} failed`);
    expect(flow.failed).toEqual([]);
  }

  two(
    'database roles, users of the bus and the key of the journals’ roots, in one round of restarts',
    () =>
      rotated('databases, bus, root key', async () => {
        const addresses = await secondRoles();
        const users = await secondBusUsers();
        const rootKey = newRootKey();
        await restartOneByOne(stores, (service) => ({
          DATABASE_URL: addresses.get(service) ?? '',
          NATS_USER: users.get(service)?.user ?? '',
          NATS_PASSWORD: users.get(service)?.password ?? '',
          AUDIT_ROOT_KEY: rootKey,
        }));
        expect(await closeFormerRoles()).toBe(0);
        await removeFormerBusUsers();
      }),
    8 * minute,
  );

  two(
    'secrets of the clients at Keycloak: people stay in, others come in',
    () =>
      rotated('client secrets', async () => {
        const before = environmentOf('gateway');
        const next = { PORTAL_CLIENT_SECRET: newSecret(), ADMIN_CLIENT_SECRET: newSecret() };
        const both = Object.entries(next).map(([name, secret]) => [name, `${before[name]},${secret}`]);
        await restartOneByOne(gateways, () => Object.fromEntries(both) as Record<string, string>);
        const desk = administration();
        await desk.changeClientSecret('portal', next.PORTAL_CLIENT_SECRET);
        await desk.changeClientSecret('admin', next.ADMIN_CLIENT_SECRET);
        await signIn('admin', agentAccount());
        await restartOneByOne(gateways, () => next);
        await signIn('admin', agentAccount());
      }),
    4 * minute,
  );

  two(
    'secret of the client that registers people: accounts are made all the while',
    () =>
      rotated('the secret of identity-admin', async () => {
        const identities = stores.filter((name) => name.startsWith('identity.'));
        const [name, next] = ['KEYCLOAK_ADMIN_CLIENT_SECRET', newSecret()];
        await restartOneByOne(identities, () => ({ [name]: `${environmentOf('identity')[name]},${next}` }));
        const world = await newWorld(work.agent, 'La Clé', 1);
        await newPerson(work.agent, world, 'Avant', {});
        await administration().changeClientSecret('identity-admin', next);
        await restartOneByOne(identities, () => ({ [name]: next }));
        await newPerson(work.agent, world, 'Ensuite', {});
      }),
    4 * minute,
  );

  two(
    'key of the sessions: nobody signs in again',
    () =>
      rotated('the session key', async () => {
        const former = environmentOf('gateway')['SESSION_KEY'] ?? '';
        const next = newSecret();
        // Every process must be able to open what the first one closes with the new key.
        await restartOneByOne(gateways, () => ({ SESSION_KEY: `${former},${next}` }));
        await restartOneByOne(gateways, () => ({ SESSION_KEY: `${next},${former}` }));
      }),
    4 * minute,
  );

  two(
    'every invariant holds, what was signed with the former key included',
    async () => {
      await work.bring(work.ids.slice(4));
      await flow.stop();
      expect(await brokenInvariants(60)).toEqual([]);
    },
    4 * minute,
  );
});
