import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { ApiClient } from './src/api-client.ts';
import { refused } from './src/api-client.ts';
import { complete, open, read, reject, save, transmit, validate, write } from './src/acts.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { agentAccount } from './src/demo-people.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team } from './src/world.ts';

// Guide, fiche 2: after a rejection the approver corrects, and nobody else can unless they delegate.
const motive = 'Les heures facturées ne correspondent pas aux états transmis.';

describe('rejection, and correction by the approver', () => {
  let agent: ApiClient;
  let team: Team;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Les Petits Pas');
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
  });

  test('the agent rejects with a motive: the version is closed and the next one is a copy', async () => {
    const view = await reject(agent, id, motive);
    expect(view).toMatchObject({ status: 'IN_PROGRESS', version: 2 });
    expect(view.versions).toEqual(expect.arrayContaining([expect.objectContaining({ number: 1, status: 'REJECTED' })]));
    const { sections } = await read(team.approver, id);
    expect(sections.activity.values).toMatchObject(activityFigures());
    expect(sections.financial!.values).toMatchObject(financialFigures());
  });

  test('the approver reads the motive; the providers do not', async () => {
    expect((await read(team.approver, id)).rejection).toMatchObject({ motive, version: 1 });
    expect((await read(team.activity, id)).rejection).toBeNull();
    expect((await read(team.financial, id)).rejection).toBeNull();
  });

  test('the providers may not correct', async () => {
    const answer = await write(team.activity, id, 'PUT', '/sections/activity', { values: { openingDays: 219 } });
    expect(refused('saving by the provider', answer)).toMatchObject({ status: 403, code: 'CORRECTION_BY_APPROVER' });
    const other = await write(team.financial, id, 'PUT', '/sections/financial', { values: { c60Purchases: 1 } });
    expect(refused('saving by the provider', other)).toMatchObject({ status: 403, code: 'CORRECTION_BY_APPROVER' });
    expect((await read(team.approver, id)).sections.activity.values).toMatchObject(activityFigures());
  });

  test('the approver corrects both sections, transmits version 2, and the agent validates', async () => {
    const corrected = await save(team.approver, id, 'activity', { invoicedHours: 3_610_000 });
    expect(corrected.sections.activity.values).toMatchObject({ invoicedHours: 3_610_000 });
    await complete(team.approver, id, 'activity', { invoicedHours: 3_615_000 });
    await complete(team.approver, id, 'financial', { c60Purchases: 3_010_000 });
    expect(await transmit(team.approver, id)).toMatchObject({ status: 'SUBMITTED', version: 2 });
    const view = await validate(agent, id);
    expect(view).toMatchObject({ status: 'VALIDATED', version: 2 });
    expect(view.versions.map(({ number, status }) => [number, status]).sort()).toEqual([
      [1, 'REJECTED'],
      [2, 'VALIDATED'],
    ]);
  });
});
