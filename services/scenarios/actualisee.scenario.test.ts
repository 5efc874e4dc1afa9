import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { refused, type ApiClient } from './src/api-client.ts';
import { complete, open, read, save, transmit, validate, write } from './src/acts.ts';
import { agentAccount } from './src/demo-people.ts';
import { updatedFigures } from './src/figures.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team } from './src/world.ts';

// Guide, fiches 6 and 8: an actualisée has no financial form; the families’ contributions are typed with the activity.
describe('actualisée', () => {
  let agent: ApiClient;
  let team: Team;
  let equipmentId: string;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Les Coquelicots');
    equipmentId = world.equipmentIds[0]!;
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId, exercise: 2016, type: 'UPDATED', periodEnd: '2016-06-30' }));
    await knownTo(id, team.activity, team.financial, team.approver);
  });

  test('two periods of one exercise stand side by side, the same one twice does not', async () => {
    const second = await open(agent, { equipmentId, exercise: 2016, type: 'UPDATED', periodEnd: '2016-09-30' });
    expect(second).toMatchObject({ type: 'UPDATED', periodEnd: '2016-09-30', status: 'TO_ENTER' });
    const again = { equipmentId, exercise: 2016, type: 'UPDATED', periodEnd: '2016-06-30' };
    const answer = await agent.send('POST', '/api/workflow/declarations', again, { key: 'the-same-period' });
    expect(refused('the same period', answer)).toMatchObject({ status: 409, code: 'DECLARATION_EXISTS' });
    const odd = { equipmentId, exercise: 2016, type: 'UPDATED', periodEnd: '2016-04-30' };
    const refusedPeriod = await agent.send('POST', '/api/workflow/declarations', odd, { key: 'an-odd-period' });
    expect(refused('another period', refusedPeriod).status).toBe(422);
  });

  test('there is no financial section, and nobody can save one', async () => {
    expect((await read(team.approver, id)).sections.financial).toBeNull();
    const answer = await write(team.financial, id, 'PUT', '/sections/financial', { values: { c60Purchases: 1 } });
    expect(refused('financial figures', answer)).toMatchObject({ code: 'SECTION_NOT_REQUIRED' });
  });

  test('without the families’ contributions the controls block; with them the activity provider ends', async () => {
    const { familyContributionsReminder: _, ...incomplete } = updatedFigures();
    await save(team.activity, id, 'activity', incomplete);
    const blocked = await write(team.activity, id, 'POST', '/sections/activity/controls');
    if (blocked.status === 200) {
      expect(blocked.body.controls).toContainEqual(expect.objectContaining({ code: 'ACT-B09', severity: 'BLOCKING' }));
      const early = await write(team.activity, id, 'POST', '/sections/activity/lock');
      expect(refused('ending too early', early).status).toBe(422);
    } else {
      expect(refused('controls', blocked)).toMatchObject({ code: 'BLOCKING_CONTROLS' });
    }
    const view = await complete(team.activity, id, 'activity', updatedFigures());
    expect(view.sections.activity.state).toBe('LOCKED');
    expect(view.header.familyContributions).toBe(updatedFigures()['familyContributionsReminder']);
  });

  test('the approver transmits without any financial lock, and the agent validates', async () => {
    expect(await transmit(team.approver, id)).toMatchObject({ status: 'SUBMITTED' });
    expect(await validate(agent, id)).toMatchObject({ status: 'VALIDATED', version: 1 });
  });
});
