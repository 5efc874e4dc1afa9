import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import type { CampaignPreview, CampaignView } from '../queries/campaigns.ts';
import type { Home } from '../queries/home.ts';
import { cafCode, createWorld, terms, type ProblemBody, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

let world: World;
const many = 1_203;
const [first, closedOne, unauthorized, elsewhere] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

beforeAll(async () => {
  world = await createWorld();
  await world.equipment(first);
  await world.equipment(closedOne, { name: 'Fermée' });
  await world.equipment(unauthorized, { name: 'Sans agrément' });
  await world.equipment(elsewhere, { cafCode: '371' });
  await world.server.database.dataSource.query(`update equipment set closed_on = '2012-12-31' where id = $1`, [
    closedOne,
  ]);
  await world.server.database.dataSource.query(`update equipment set authorizations = '[]' where id = $1`, [
    unauthorized,
  ]);
  await world.server.database.dataSource.query(
    `insert into equipment select gen_random_uuid(), revision, 'Nursery ' || n, commune, postal_code, partner_id, partner_name,
       caf_code, opened_on, closed_on, authorizations, general_scheme_rates
     from equipment, generate_series(1, $2) as n where id = $1`,
    [first, many - 3],
  );
  await world.person('activity', {
    termsVersion: terms,
    habilitations: [{ equipmentId: first, roles: ['ACTIVITY_PROVIDER'] }],
  });
  await world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] });
  await world.person('agent-371', { population: 'CAF_AGENT', cafCodes: ['371'] });
  await world.person('national', { population: 'CNAF_ADMIN' });
});
afterAll(() => world.close());

const preview = async (query: string, as = 'agent') =>
  world.call<ProblemBody & CampaignPreview>('GET', `/campaigns/preview?${query}`, as);
const start = (body: object, as = 'agent', key: string = randomUUID()) =>
  world.call<ProblemBody & { id: string }>('POST', '/campaigns', as, { body, key });
const campaign = async (id: string, as = 'agent') =>
  world.call<ProblemBody & CampaignView>('GET', `/campaigns/${id}`, as);
const carryOn = async () => {
  let batches = 1;
  while (await world.campaigns.carryOn(world.clock)) batches += 1;
  return batches;
};
const asked = { name: 'Réelles 2015', exercise: 2015, type: 'ACTUAL', dueOn: '2016-03-31' };

describe('a campaign', () => {
  test('is previewed: who gets a declaration, and why others do not', async () => {
    const { body } = await preview('exercise=2015&type=ACTUAL');
    expect(body).toMatchObject({
      ...{ asked: many, toOpen: many - 2, periodStart: '2015-01-01', periodEnd: '2015-12-31', total: many - 2 },
      leftOut: expect.arrayContaining([
        expect.objectContaining({ code: 'EQUIPMENT_CLOSED', count: 1 }),
        expect.objectContaining({ code: 'NOT_AUTHORIZED', count: 1 }),
      ]),
    });
    expect(body.items).toHaveLength(50);
    const closed = await preview('exercise=2015&type=ACTUAL&outcome=EQUIPMENT_CLOSED');
    expect(closed.body.items).toMatchObject([{ equipmentId: closedOne, name: 'Fermée' }]);
    expect((await preview('exercise=2015&type=ACTUAL&search=ferm%C3%A9e')).body).toMatchObject({ asked: 1, toOpen: 0 });
  });

  test('opens each declaration once, batch by batch, and is followed; a repeat and a second one change nothing', async () => {
    const key = randomUUID();
    const { status, body } = await start(asked, 'agent', key);
    expect(status).toBe(202);
    expect((await start(asked, 'agent', key)).body.id).toBe(body.id);
    expect((await campaign(body.id)).body).toMatchObject({ asked: many, opened: 0, left: many, finishedAt: null });
    expect(await carryOn()).toBeGreaterThan(2);
    expect((await campaign(body.id)).body).toMatchObject({
      ...{ name: 'Réelles 2015', asked: many, opened: many - 2, left: 0, startedBy: 'Claire agent' },
      states: { toEnter: many - 2, inProgress: 0, overdue: 0 },
      finishedAt: expect.any(String),
    });
    const { body: home } = await world.call<Home>('GET', '/home', 'activity');
    expect(home.tasks).toMatchObject([{ equipmentId: first, exercise: 2015, dueOn: '2016-03-31' }]);
    const second = await start({ ...asked, name: 'La même' });
    await carryOn();
    expect((await campaign(second.body.id)).body).toMatchObject({
      opened: 0,
      leftOut: expect.arrayContaining([expect.objectContaining({ code: 'DECLARATION_EXISTS', count: many - 2 })]),
    });
    expect((await preview('exercise=2015&type=ACTUAL')).body.toOpen).toBe(0);
    const [counts] = await world.server.database.dataSource.query(
      `select (select count(*)::int from declaration) as declarations,
         (select count(*)::int from outbox where subject like 'evt.declaration.%') as said,
         (select count(*)::int from outbox where subject = 'evt.declaration.campaign-finished.v1') as finished`,
    );
    expect(counts).toEqual({ declarations: many - 2, said: many, finished: 2 });
  });

  test('two replicas share the work', async () => {
    const { body } = await start({ ...asked, name: 'Prévisionnelles', type: 'FORECAST', exercise: 2016 });
    const replica = async () => {
      while (await world.campaigns.carryOn(world.clock));
    };
    await Promise.all([replica(), replica(), replica()]);
    await replica();
    expect((await campaign(body.id)).body).toMatchObject({ opened: many - 2, left: 0, finishedAt: expect.any(String) });
  });

  test('an actualisée has a period, a name says something, and only the Caf starts one', async () => {
    const updated = { ...asked, type: 'UPDATED' };
    expect((await start(updated)).body.code).toBe('PERIOD_NOT_ALLOWED');
    expect((await preview('exercise=2015&type=UPDATED')).body.code).toBe('PERIOD_NOT_ALLOWED');
    expect((await preview('exercise=2015&type=UPDATED&periodEnd=2015-06-30')).body.toOpen).toBe(many - 2);
    expect((await start({ ...asked, name: ' ' })).body).toMatchObject({
      code: 'CAMPAIGN_NAME',
      errors: [{ path: '/name' }],
    });
    expect((await start(asked, 'national')).body.code).toBe('CAF_ONLY');
    for (const as of ['activity', 'nobody']) expect((await start(asked, as)).status).toBe(404);
  });

  test('another Caf neither sees it nor is touched by it', async () => {
    const { body } = await start({ ...asked, name: 'Ailleurs', exercise: 2014 });
    await carryOn();
    expect((await campaign(body.id, 'agent-371')).status).toBe(404);
    expect((await campaign(body.id, 'activity')).status).toBe(404);
    expect((await campaign('x')).status).toBe(404);
    expect((await preview('exercise=2014&type=ACTUAL', 'agent-371')).body).toMatchObject({ asked: 1, toOpen: 1 });
    const { body: list } = await world.call<{ items: CampaignView[] }>('GET', '/campaigns', 'agent-371');
    expect(list.items).toEqual([]);
  });

  test('the journal of what it opened verifies', async () => {
    expect(await verifyJournal(world.server.database)).toEqual([]);
  });
});
