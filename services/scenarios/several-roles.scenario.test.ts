import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { control, explainAll, open, read, review, save, transmit, write } from './src/acts.ts';
import type { Home } from './src/declaration-view.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type World } from './src/world.ts';

// Guide, fiche 2: one identifier, several roles on one equipment. Decision 9.3: a provider who is also approver does not
// tick « fin de saisie »: moving on ends the section.
describe('a person with several roles', () => {
  let agent: ApiClient;
  let world: World;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Trois Casquettes', 2);
  });

  test('who holds the three roles goes from the first figure to the transmission', async () => {
    const all = await signIn(
      'portal',
      await newPerson(agent, world, 'Tousroles', { 0: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] }),
    );
    const { id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await knownTo(id, all);
    const home = accepted('home', await all.get<Home>('/api/workflow/home'));
    expect(home.tasks.map((task) => [task.declarationId, task.step])).toContainEqual([id, 'ACTIVITY_ENTRY']);

    await save(all, id, 'activity', activityFigures());
    await control(all, id, 'activity');
    await explainAll(all, id, 'ACTIVITY');
    await save(all, id, 'financial', financialFigures());
    await control(all, id, 'financial');
    await explainAll(all, id, 'FINANCIAL');
    const reviewed = await review(all, id);
    expect(reviewed.sections.activity.state).toBe('LOCKED');
    expect(reviewed.sections.financial!.state).toBe('LOCKED');
    expect(reviewed.steps.map(({ key }) => key)).toEqual([
      'ACTIVITY_ENTRY',
      'ACTIVITY_CONTROLS',
      'FINANCIAL_ENTRY',
      'FINANCIAL_CONTROLS',
      'DECLARATION_CONTROLS',
      'TRANSMISSION',
    ]);
    expect(await transmit(all, id)).toMatchObject({ status: 'SUBMITTED' });
  });

  test('who holds both provider roles ticks each section, and may not transmit', async () => {
    const provider = await signIn(
      'portal',
      await newPerson(agent, world, 'Deuxroles', { 1: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'] }),
    );
    const { id } = await open(agent, { equipmentId: world.equipmentIds[1]!, exercise: 2016, type: 'ACTUAL' });
    await knownTo(id, provider);
    for (const section of ['activity', 'financial'] as const) {
      await save(provider, id, section, section === 'activity' ? activityFigures() : financialFigures());
      await control(provider, id, section);
      const view = await explainAll(provider, id, section === 'activity' ? 'ACTIVITY' : 'FINANCIAL');
      expect(view.sections[section]!.state).toBe('CONTROLLED');
      accepted(`the end of ${section}`, await write(provider, id, 'POST', `/sections/${section}/lock`));
    }
    const view = await read(provider, id);
    expect(view.acts).not.toContain('TRANSMIT');
    const answer = await write(provider, id, 'POST', '/controls');
    expect(refused('controls by a provider', answer)).toMatchObject({ status: 403, code: 'ROLE_REQUIRED' });
  });
});
