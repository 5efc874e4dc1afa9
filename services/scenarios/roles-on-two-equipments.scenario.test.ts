import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { open, read, save, write } from './src/acts.ts';
import type { Home } from './src/declaration-view.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type World } from './src/world.ts';

// Guide, fiche 2: activity provider on equipment A, financial provider on equipment B of the same gestionnaire, nothing on C.
describe('a person with different roles on two equipments', () => {
  let world: World;
  let person: ApiClient;
  let ids: string[];

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Deux Maisons', 3);
    const roles = { 0: ['ACTIVITY_PROVIDER'], 1: ['FINANCIAL_PROVIDER'] } as const;
    person = await signIn('portal', await newPerson(agent, world, 'Deuxmaisons', roles));
    ids = [];
    for (const equipmentId of world.equipmentIds) {
      ids.push((await open(agent, { equipmentId, exercise: 2016, type: 'ACTUAL' })).id);
    }
    await knownTo(ids[0]!, person);
    await knownTo(ids[1]!, person);
  });

  test('home lists what is expected on each equipment', async () => {
    const home = accepted('home', await person.get<Home>('/api/workflow/home'));
    const tasks = home.tasks.map(({ declarationId, step }) => [declarationId, step]);
    expect(tasks).toHaveLength(2);
    expect(tasks).toEqual(
      expect.arrayContaining([
        [ids[0], 'ACTIVITY_ENTRY'],
        [ids[1], 'FINANCIAL_ENTRY'],
      ]),
    );
  });

  test('activity on the first, accounts on the second, never the reverse', async () => {
    await save(person, ids[0]!, 'activity', activityFigures());
    await save(person, ids[1]!, 'financial', financialFigures());
    const accounts = await write(person, ids[0]!, 'PUT', '/sections/financial', { values: { c60Purchases: 1 } });
    expect(refused('accounts of the first', accounts)).toMatchObject({ status: 403, code: 'ROLE_REQUIRED' });
    const hours = await write(person, ids[1]!, 'PUT', '/sections/activity', { values: { openingDays: 1 } });
    expect(refused('activity of the second', hours)).toMatchObject({ status: 403, code: 'ROLE_REQUIRED' });
    expect((await read(person, ids[0]!)).sections.financial).toMatchObject({ readable: false, values: {} });
    expect((await read(person, ids[1]!)).sections.activity).toMatchObject({ readable: false, values: {} });
  });

  test('the third equipment of the same gestionnaire does not exist for them', async () => {
    const unknown = '01890000-0000-7000-8000-000000000000';
    for (const path of ['/api/workflow/declarations/', '/api/equipment/equipments/']) {
      const id = path.includes('workflow') ? ids[2]! : world.equipmentIds[2]!;
      const answer = await person.get(`${path}${id}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual((await person.get(`${path}${unknown}`)).body);
    }
  });
});
