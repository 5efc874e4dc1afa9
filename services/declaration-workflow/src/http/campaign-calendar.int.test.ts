import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuditPage } from '@portail/platform/journal/audit.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import type { CalendarItem, CampaignTemplateView } from '../queries/campaign-calendar.ts';
import { cafCode, createWorld, type ProblemBody, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

let world: World;
const equipment = randomUUID();

beforeAll(async () => {
  world = await createWorld();
  await world.equipment(equipment);
  await Promise.all([
    world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] }),
    world.person('agent-371', { population: 'CAF_AGENT', cafCodes: ['371'] }),
    world.person('national', { population: 'CNAF_ADMIN' }),
    world.person('provider', { habilitations: [{ equipmentId: equipment, roles: ['ACTIVITY_PROVIDER'] }] }),
  ]);
});
afterAll(() => world.close());

const calendar = (as = 'agent', year = 2016) =>
  world.call<ProblemBody & { items: CalendarItem[] }>('GET', `/campaign-calendar?year=${year}`, as);
const templates = async (as = 'agent') =>
  (await world.call<{ items: CampaignTemplateView[] }>('GET', '/campaign-templates', as)).body.items;
const change = (path: string, body: object, revision: number, as = 'national') =>
  world.call<ProblemBody & CampaignTemplateView>('PUT', `/campaign-templates/${path}`, as, { body, revision });
const dates = {
  fromExercise: 2016,
  opens: { year: 1, day: '01-10' },
  due: { year: 1, day: '05-31' },
  source: 'Convention 2016',
};

describe('the calendar of campaigns', () => {
  // The clock of the world says 1 March 2016.
  test('a year in order, with what was started by one’s own Caf', async () => {
    const { items } = (await calendar()).body;
    expect(
      items.map(({ typeLabel, exercise, opensOn, dueOn, state }) => [typeLabel, exercise, opensOn, dueOn, state]),
    ).toEqual([
      ['Prévisionnelle', 2016, '2015-12-15', '2016-02-13', 'TO_OPEN'],
      ['Réelle', 2015, '2016-01-16', '2016-03-31', 'TO_OPEN'],
      ['Actualisée de janvier à juin', 2016, '2016-06-15', '2016-07-10', 'COMING'],
      ['Actualisée de janvier à septembre', 2016, '2016-09-17', '2016-10-12', 'COMING'],
      ['Prévisionnelle', 2017, '2016-12-15', '2017-02-13', 'COMING'],
    ]);
    const asked = { name: 'Réelles 2015', exercise: 2015, type: 'ACTUAL', dueOn: '2016-02-20' };
    await world.call('POST', '/campaigns', 'agent', { body: asked, key: randomUUID() });
    while (await world.campaigns.carryOn(world.clock));
    const actual = async (as: string) => (await calendar(as)).body.items.find(({ type }) => type === 'ACTUAL');
    expect(await actual('agent')).toMatchObject({
      state: 'OVERDUE',
      campaigns: [{ name: 'Réelles 2015', dueOn: '2016-02-20', opened: 1, answered: 0, overdue: 1 }],
    });
    expect(await actual('agent-371')).toMatchObject({ state: 'TO_OPEN', campaigns: [] });
    expect((await calendar('provider')).status).toBe(404);
    expect((await calendar('agent', 1999)).status).toBe(400);
  });

  test('the Cnaf changes its dates, a Caf does not, and the calendar follows', async () => {
    expect((await change('ACTUAL/12-31', dates, 1, 'agent')).body.code).toBe('CAMPAIGN_TEMPLATE_NOT_YOURS');
    expect((await change('ACTUAL/12-31', dates, 1, 'provider')).status).toBe(404);
    expect((await change('ACTUAL/06-30', dates, 1)).status).toBe(404);
    const backwards = await change('ACTUAL/12-31', { ...dates, due: { year: 1, day: '01-02' } }, 1);
    expect([backwards.body.code, backwards.body.errors?.[0]?.path]).toEqual(['CAMPAIGN_TEMPLATE_REFUSED', '/due']);
    const both = await Promise.all([change('ACTUAL/12-31', dates, 1), change('ACTUAL/12-31', dates, 1)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await templates()).find(({ type }) => type === 'ACTUAL')).toMatchObject({
      ...dates,
      revision: 2,
      publishedBy: 'Claire national',
    });
    expect((await templates()).filter(({ type }) => type === 'ACTUAL').map(({ revision }) => revision)).toEqual([2, 1]);
    // From 2016 on: the réelle of 2015 keeps its dates.
    expect((await calendar()).body.items[1]).toMatchObject({ opensOn: '2016-01-16', dueOn: '2016-03-31' });
    const later = (await calendar('agent', 2017)).body.items.find(({ type }) => type === 'ACTUAL');
    expect(later).toMatchObject({ exercise: 2016, opensOn: '2017-01-10', dueOn: '2017-05-31' });
    expect(await verifyJournal(world.server.database)).toEqual([]);
    const audit = await world.call<AuditPage>('GET', '/audit?act=CampaignTemplateChanged', 'agent');
    expect(audit.body.items).toMatchObject([
      {
        object: 'Dates des campagnes',
        detail: 'Réelle',
        by: 'Claire national',
        changes: [
          { label: 'À partir de l’exercice', before: '2000', after: '2016' },
          {
            label: 'Ouverture',
            before: '16/01, l’année d’après l’exercice',
            after: '10/01, l’année d’après l’exercice',
          },
          {
            label: 'Attendue le',
            before: '31/03, l’année d’après l’exercice',
            after: '31/05, l’année d’après l’exercice',
          },
          { label: 'Source', before: 'Calendrier de la Caf de la Somme', after: 'Convention 2016' },
        ],
      },
    ]);
  });
});
