import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { journeysOn } from '../testing/journeys.ts';
import { cafCode, createWorld, terms, type World } from '../testing/world.ts';

jest.setTimeout(120_000);

let world: World;
/** More than four batches of them. */
const many = 2_006;
const [first, elsewhere] = [randomUUID(), randomUUID()];
const dangerous = '=HYPERLINK("http://exemple.fr")';
let campaign = '';

beforeAll(async () => {
  world = await createWorld();
  await world.equipment(first, { name: dangerous });
  await world.equipment(elsewhere, { cafCode: '371', name: 'Ailleurs' });
  await world.server.database.dataSource.query(
    `insert into equipment select gen_random_uuid(), revision, 'Nursery ' || n, commune, postal_code, partner_id, partner_name,
       caf_code, opened_on, closed_on, authorizations, general_scheme_rates
     from equipment, generate_series(1, $2) as n where id = $1`,
    [first, many - 1],
  );
  const roles = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
  for (const [name, role] of [
    ['activity', roles[0]],
    ['financial', roles[1]],
    ['approver', roles[2]],
  ] as const) {
    await world.person(name, { termsVersion: terms, habilitations: [{ equipmentId: first, roles: [role] }] });
  }
  await world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] });
  await world.person('agent-371', { population: 'CAF_AGENT', cafCodes: ['371'] });
  await world.person('national', { population: 'CNAF_ADMIN' });
  const started = await world.call<{ id: string }>('POST', '/campaigns', 'agent', {
    body: { name: 'Réelles 2010', exercise: 2010, type: 'ACTUAL', dueOn: '2011-03-31' },
    key: randomUUID(),
  });
  campaign = started.body.id;
  while (await world.campaigns.carryOn(world.clock));
});
afterAll(() => world.close());

const file = (path: string, as = 'agent') =>
  world.app.inject({ method: 'GET', url: `/api/workflow${path}`, headers: { authorization: `Bearer ${as}` } });
const csv = async (path: string, as?: string) => {
  const answer = await file(path, as);
  expect([path, answer.statusCode]).toEqual([path, 200]);
  const records: Record<string, string>[] = parse(answer.rawPayload, { delimiter: ';', bom: true, columns: true });
  return records;
};

describe('the follow-up of a campaign', () => {
  test('every equipment once, named, typed and neutralised', async () => {
    const answer = await file(`/campaigns/${campaign}/export?format=csv`);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="suivi-de-campagne-2016-03-01.csv"',
    });
    const rows = await csv(`/campaigns/${campaign}/export?format=csv`);
    expect(rows).toHaveLength(many);
    expect(new Set(rows.map((row) => row['Équipement'])).size).toBe(many);
    expect(rows.find((row) => row['Équipement']?.includes('HYPERLINK'))).toMatchObject({
      ...{ Équipement: `'${dangerous}`, Commune: 'Orléans', Gestionnaire: 'Les Moufles', Caf: cafCode },
      ...{ Déclaration: 'Réelle', Exercice: '2010', État: 'À saisir', Échéance: '31/03/2011', 'En retard': 'Oui' },
      ...{ 'Droit estimé (€)': '', 'Transmise le': '' },
    });
  });

  test('as XLSX another reader opens: numbers and days', async () => {
    const answer = await file(`/campaigns/${campaign}/export?format=xlsx`);
    expect(answer.headers['content-disposition']).toContain('suivi-de-campagne-2016-03-01.xlsx');
    const [headings, ...rows] = await readSheet(answer.rawPayload);
    expect(rows).toHaveLength(many);
    const at = (name: string) => headings?.indexOf(name) ?? -1;
    const row = rows.find((cells) => cells[0] === dangerous);
    expect(row?.[at('Exercice')]).toBe(2010);
    expect(row?.[at('Échéance')]).toEqual(new Date('2011-03-31T00:00:00Z'));
  });

  test.each([
    ['TO_ENTER', many],
    ['UNANSWERED', many],
    ['OVERDUE', many],
    ['SUBMITTED', 0],
    ['LEFT_OUT', 0],
    ['REJECTED', 0],
    ['IN_PROGRESS', 0],
  ])('narrowed to %s', async (part, count) => {
    expect(await csv(`/campaigns/${campaign}/export?format=csv&part=${part}`)).toHaveLength(count);
  });

  test.each(['agent-371', 'national', 'activity', 'nobody'])('unknown to %s', async (as) => {
    expect((await file(`/campaigns/${campaign}/export?format=csv`, as)).statusCode).toBe(404);
  });

  test('neither another format nor another part', async () => {
    expect((await file(`/campaigns/${campaign}/export?format=pdf`)).statusCode).toBe(400);
    expect((await file(`/campaigns/${campaign}/export?format=csv&part=ALL`)).statusCode).toBe(400);
  });
});

describe('the search and the queue', () => {
  test('hold what the criteria say, with the amounts of what was transmitted only', async () => {
    const { id } = await journeysOn(world, first).transmitted();
    const ended = await journeysOn(world, first).ended();
    const rows = await csv('/declaration-export?format=csv&search=hyperlink');
    const { exercise, status } = await world.stored(id);
    expect(status).toBe('SUBMITTED');
    expect(rows.find((row) => row['Exercice'] === String(exercise))).toMatchObject({
      ...{ État: 'Transmis Caf', 'Droit estimé (€)': '188434,79', 'Transmise le': '01/03/2016 10:00' },
    });
    const draft = await world.stored(ended.id);
    expect(rows.find((row) => row['Exercice'] === String(draft.exercise))).toMatchObject({
      ...{ État: 'Saisie en cours', 'Droit estimé (€)': '', 'Écarts expliqués': '' },
    });
    const queue = await csv('/queue/export?format=csv');
    expect(queue).toMatchObject([{ Équipement: `'${dangerous}`, 'Droit estimé (€)': '188434,79', 'Attribuée à': '' }]);
    expect(await csv('/queue/export?format=csv&assignee=ME')).toEqual([]);
    expect(await csv(`/declaration-export?format=csv&exercise=2010&status=TO_ENTER`)).toHaveLength(many);
  });

  test.each(['agent-371', 'national'])('hold nothing for %s', async (as) => {
    expect(await csv('/declaration-export?format=csv', as)).toEqual([]);
    expect(await csv('/queue/export?format=csv', as)).toEqual([]);
  });

  test('a partner takes away what their own search finds, and nothing of another equipment', async () => {
    const own = await csv('/own-declaration-export?format=csv', 'activity');
    expect(new Set(own.map((row) => row['Équipement']))).toEqual(new Set([`'${dangerous}`]));
    const found = await world.call<{ total: number }>('GET', '/declarations', 'activity');
    expect(own).toHaveLength(found.body.total);
    const sent = await csv('/own-declaration-export?format=csv&status=SUBMITTED', 'activity');
    expect(sent).toMatchObject([{ État: 'Transmis Caf', 'Droit estimé (€)': '188434,79' }]);
  });

  test.each(['agent', 'national', 'nobody'])('the export of partners holds nothing for %s', async (as) => {
    expect(await csv('/own-declaration-export?format=csv', as)).toEqual([]);
  });

  test.each(['activity', 'nobody'])('do not exist for %s', async (as) => {
    for (const path of ['/declaration-export', '/queue/export']) expect((await file(path, as)).statusCode).toBe(404);
  });
});
