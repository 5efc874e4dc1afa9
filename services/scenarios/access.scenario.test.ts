import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import {
  expectationOf,
  placeholdersOf,
  requestOf,
  type Kind,
  type Outcome,
  type Persona,
  type Target,
} from './src/access-table.ts';
import { accepted, type Answer, type ApiClient } from './src/api-client.ts';
import { open, read, save } from './src/acts.ts';
import { agentAccount, cafAdministratorAccount, nationalAccount, otherAgentAccount } from './src/demo-people.ts';
import { activityFigures } from './src/figures.ts';
import { operations, type Operation } from './src/openapi.ts';
import { signIn, stranger } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type World } from './src/world.ts';

// Quality.md 3: every operation with an identifier × personas × targets. What each may do is written in access-table.ts,
// independently of the services; this file only asks.
const unknownId = '01890000-0000-7000-8000-000000000000';

describe('access', () => {
  const people = new Map<Persona, ApiClient>();
  const ids = new Map<string, string>();
  let own: World;
  let other: World;
  let far: World;

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const farAgent = await signIn('admin', otherAgentAccount());
    own = await newWorld(agent, 'Accès propre', 2);
    other = await newWorld(agent, 'Accès voisin');
    far = await newWorld(farAgent, 'Accès lointain');
    const person = async (world: World, name: string, roles: Parameters<typeof newPerson>[3]) => {
      const made = await newPerson(agent, world, name, roles);
      return { client: await signIn('portal', made), id: made.id };
    };
    const activity = await person(own, 'Accesactivite', { 0: ['ACTIVITY_PROVIDER'] });
    const financial = await person(own, 'Accesfinances', { 0: ['FINANCIAL_PROVIDER'] });
    const approver = await person(own, 'Accesapprobation', { 0: ['APPROVER'] });
    const everything = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
    const neighbour = await person(other, 'Accesvoisin', { 0: everything });
    const distant = await newPerson(farAgent, far, 'Acceslointain', { 0: everything });
    people.set('none', stranger('portal'));
    people.set('activity provider', activity.client);
    people.set('financial provider', financial.client);
    people.set('approver', approver.client);
    people.set('other partner', neighbour.client);
    people.set('agent', agent);
    people.set('agent of another Caf', farAgent);
    people.set('Caf administrator', await signIn('admin', cafAdministratorAccount()));
    people.set('Cnaf administrator', await signIn('admin', nationalAccount()));

    const remember = (target: Target, kind: Kind, id: string) => ids.set(`${target} ${kind}`, id);
    const wanted = { exercise: 2016, type: 'ACTUAL' } as const;
    for (const [target, equipmentId, opener] of [
      ['own', own.equipmentIds[0]!, agent],
      ['same partner, no role', own.equipmentIds[1]!, agent],
      ['other partner', other.equipmentIds[0]!, agent],
      ['other Caf', far.equipmentIds[0]!, farAgent],
    ] as const) {
      remember(target, 'equipment', equipmentId);
      remember(target, 'declaration', (await open(opener, { equipmentId, ...wanted })).id);
    }
    remember('own', 'user', activity.id);
    remember('same partner, no role', 'user', financial.id);
    remember('other partner', 'user', neighbour.id);
    remember('other Caf', 'user', distant.id);
    for (const [target, world, asker] of [
      ['own', own, agent],
      ['same partner, no role', own, agent],
      ['other partner', other, agent],
      ['other Caf', far, farAgent],
    ] as const) {
      remember(target, 'partner', world.partnerId);
      remember(target, 'import', await listOf(asker));
    }
    for (const kind of ['equipment', 'declaration', 'user', 'partner', 'import'] as const) {
      remember('unknown', kind, unknownId);
      remember('malformed', kind, 'abc');
    }
    const declaration = ids.get('own declaration')!;
    await knownTo(declaration, activity.client, financial.client, approver.client);
    await knownTo(ids.get('other partner declaration')!, neighbour.client);
    await save(activity.client, declaration, 'activity', activityFigures());
    for (const [client, equipmentId] of [
      [activity.client, own.equipmentIds[0]!],
      [approver.client, own.equipmentIds[0]!],
      [neighbour.client, other.equipmentIds[0]!],
    ] as const) {
      await eventually('the equipment service to know the habilitation', async () => {
        return (await client.get(`/api/equipment/equipments/${equipmentId}`)).status === 200;
      });
    }
  }, 90_000);

  test('every operation of the documents has a row in the table', () => {
    const missing = operations().filter((operation) => expectationOf(operation.id) === undefined);
    expect(missing.map(({ id, method, path }) => `${id}: ${method} ${path}`)).toEqual([]);
  });

  test('every operation with an identifier × every persona × every target', async () => {
    const unexpected: string[] = [];
    let cases = 0;
    for (const operation of operations().filter(({ path }) => path.includes('{'))) {
      const row = expectationOf(operation.id);
      if (row === undefined) continue;
      const unknownBodies = new Map<ApiClient, unknown>();
      for (const [persona, client] of people) {
        if (persona !== 'none' && !operation.sites.includes(client.site)) continue;
        const asker = persona === 'none' ? stranger(operation.sites[0]!) : client;
        unknownBodies.set(asker, (await ask(asker, operation, 'unknown')).body);
        for (const target of [
          'own',
          'same partner, no role',
          'other partner',
          'other Caf',
          'unknown',
          'malformed',
        ] as const) {
          const answer = await ask(asker, operation, target);
          const wanted = row.outcome(persona, target);
          const got = outcomeOf(answer, unknownBodies.get(asker));
          cases += 1;
          if (!wanted.includes(got)) {
            const words = `${operation.method} ${operation.path} as ${persona} on ${target}`;
            unexpected.push(
              `${words}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 160)}, expected ${wanted.join(' or ')}`,
            );
          }
        }
      }
    }
    expect(unexpected).toEqual([]);
    expect(cases).toBeGreaterThan(500);
  }, 120_000);

  test('nothing changed after all that', async () => {
    const view = await read(people.get('activity provider')!, ids.get('own declaration')!);
    expect(view).toMatchObject({ status: 'IN_PROGRESS', version: 1 });
    expect(view.sections.activity.values).toMatchObject(activityFigures());
  });

  test('lists hold nothing of others, whatever is asked for', async () => {
    const mine: Record<string, readonly string[]> = {
      'activity provider': [own.equipmentIds[0]!],
      approver: [own.equipmentIds[0]!],
      'other partner': [other.equipmentIds[0]!],
    };
    for (const [persona, allowed] of Object.entries(mine)) {
      const client = people.get(persona as Persona)!;
      const queries = [
        '',
        `?equipmentId=${far.equipmentIds[0]}`,
        `?equipmentId=${own.equipmentIds[1]}`,
        '?exercise=2016',
      ];
      for (const query of queries) {
        const list = accepted(
          'list',
          await client.get<{ items: { equipmentId: string }[] }>(`/api/workflow/declarations${query}`),
        );
        expect(list.items.filter(({ equipmentId }) => !allowed.includes(equipmentId))).toEqual([]);
      }
      const equipments = accepted('list', await client.get<{ items: { id: string }[] }>('/api/equipment/equipments'));
      expect(equipments.items.map(({ id }) => id)).toEqual(allowed);
      const home = accepted('home', await client.get<{ tasks: { equipmentId: string }[] }>('/api/workflow/home'));
      expect(home.tasks.filter(({ equipmentId }) => !allowed.includes(equipmentId))).toEqual([]);
    }
    const agents = [
      ['agent', far.equipmentIds[0]!],
      ['agent of another Caf', own.equipmentIds[0]!],
    ] as const;
    for (const [persona, foreign] of agents) {
      const path = `/api/workflow/declarations?equipmentId=${foreign}`;
      expect(accepted('list', await people.get(persona)!.get<{ total: number }>(path)).total).toBe(0);
    }
  });

  test('a live stream of others does not exist', async () => {
    const client = people.get('other partner')!;
    const path = (id: string) => `/api/workflow/live?declaration=${id}`;
    const foreign = await client.get(path(ids.get('own declaration')!));
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual((await client.get(path(unknownId))).body);
  });

  /** A list that can never change anything, shown by an agent. */
  async function listOf(agent: ApiClient): Promise<string> {
    const text = 'courriel;prénom;nom;équipement;rôles;date d’effet;référence du document\npersonne;;;;;;';
    const body = { fileName: 'acces.csv', content: Buffer.from(text).toString('base64') };
    const path = '/api/identity/habilitation-imports';
    return accepted('a list', await agent.send<{ id: string }>('POST', path, body)).id;
  }

  function ask(client: ApiClient, operation: Operation, target: Target): Promise<Answer<unknown>> {
    const placeholders = placeholdersOf(operation.path);
    // An exercise that is the only identifier of its path is the one to be malformed.
    const alone = target === 'malformed' && placeholders.every(({ value }) => value !== undefined);
    const path = placeholders.reduce((filled, { name, kind, value }) => {
      const identifier = alone ? 'malformed' : (value ?? ids.get(`${target} ${kind!}`)!);
      return filled.replace(`{${name}}`, identifier);
    }, operation.path);
    if (operation.method === 'GET') return client.get(path);
    return client.send(operation.method, path, requestOf(operation.id), {
      revision: 999_999,
      key: 'scenario-of-access',
    });
  }

  /** 404 counts as unknown only with the very body of something that does not exist. */
  function outcomeOf(answer: Answer<unknown>, unknownBody: unknown): Outcome {
    if (answer.status === 401) return 'sign in';
    if (answer.status === 403) return 'forbidden';
    if (answer.status === 400) return 'malformed';
    if (answer.status === 404)
      return JSON.stringify(answer.body) === JSON.stringify(unknownBody) ? 'unknown' : 'told apart';
    return answer.status < 500 ? 'admitted' : 'broken';
  }
});
