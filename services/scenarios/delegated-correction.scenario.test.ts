import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { complete, open, read, reject, transmit, write } from './src/acts.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { agentAccount } from './src/demo-people.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team } from './src/world.ts';

// Guide, fiche 2: the approver may hand the correction to a provider; fiche 7: only the approver unlocks.
describe('delegated correction', () => {
  let team: Team;
  let id: string;

  beforeAll(async () => {
    const agent: ApiClient = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'La Ronde');
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'FORECAST' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
  });

  test('a provider who has ended a section does not reopen it; the approver does', async () => {
    const own = await write(team.activity, id, 'DELETE', '/sections/activity/lock');
    expect(refused('unlocking by the provider', own)).toMatchObject({ status: 403, code: 'ROLE_REQUIRED' });
    const view = accepted('unlocking', await write(team.approver, id, 'DELETE', '/sections/activity/lock'));
    expect(view.sections.activity.state).toBe('DRAFT');
    const early = await write(team.approver, id, 'POST', '/controls');
    expect(refused('controls of the declaration', early)).toMatchObject({ status: 422, code: 'DEC-07' });
    await complete(team.activity, id, 'activity', activityFigures());
  });

  test('after a rejection, the delegated provider corrects and the other does not', async () => {
    const agent = await signIn('admin', agentAccount());
    await transmit(team.approver, id);
    await reject(agent, id, 'Précisez le nombre de jours d’ouverture, svp.');
    const message = 'Merci de vérifier les jours d’ouverture.';
    accepted('delegation', await write(team.approver, id, 'POST', '/delegations/activity', { message }));
    expect((await read(team.approver, id)).correction).toMatchObject({ delegated: ['activity'] });

    const other = await write(team.financial, id, 'PUT', '/sections/financial', { values: { c60Purchases: 1 } });
    expect(refused('saving by the other provider', other)).toMatchObject({ code: 'CORRECTION_BY_APPROVER' });
    const approver = await write(team.approver, id, 'PUT', '/sections/activity', { values: { openingDays: 1 } });
    expect(refused('saving by the approver', approver)).toMatchObject({ code: 'CORRECTION_DELEGATED' });

    const view = await complete(team.activity, id, 'activity', { openingDays: 221 });
    expect(view.sections.activity.state).toBe('LOCKED');
  });

  test('a delegation is taken back, and the approver corrects', async () => {
    accepted('unlocking', await write(team.approver, id, 'DELETE', '/sections/activity/lock'));
    accepted('revocation', await write(team.approver, id, 'DELETE', '/delegations/activity'));
    const provider = await write(team.activity, id, 'PUT', '/sections/activity', { values: { openingDays: 222 } });
    expect(refused('saving after the revocation', provider)).toMatchObject({ code: 'CORRECTION_BY_APPROVER' });
    await complete(team.approver, id, 'activity', { openingDays: 220 });
    await complete(team.approver, id, 'financial', {});
    expect(await transmit(team.approver, id)).toMatchObject({ status: 'SUBMITTED', version: 2 });
  });
});
