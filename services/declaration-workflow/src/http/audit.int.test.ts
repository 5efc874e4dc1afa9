import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { AuditPage, AuditVerification } from '@portail/platform/journal/audit.ts';
import { journeysOn } from '../testing/journeys.ts';
import { cafCode, createWorld, terms, type ProblemBody, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

let world: World;
const equipment = randomUUID();
let draft = '';
let transmitted = '';

beforeAll(async () => {
  world = await createWorld();
  await world.equipment(equipment, { name: 'Les Écureuils' });
  for (const [name, role] of [
    ['activity', 'ACTIVITY_PROVIDER'],
    ['financial', 'FINANCIAL_PROVIDER'],
    ['approver', 'APPROVER'],
  ] as const) {
    await world.person(name, { termsVersion: terms, habilitations: [{ equipmentId: equipment, roles: [role] }] });
  }
  await world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] });
  await world.person('agent-371', { population: 'CAF_AGENT', cafCodes: ['371'] });
  await world.person('national', { population: 'CNAF_ADMIN' });
  draft = (await journeysOn(world, equipment).ended()).id;
  transmitted = (await journeysOn(world, equipment).transmitted()).id;
});
afterAll(() => world.close());

const audit = async (query = '', as = 'agent') => {
  const { status, body } = await world.call<AuditPage & ProblemBody>('GET', `/audit?${query}`, as);
  expect([query, status]).toEqual([query, 200]);
  return body;
};
const verification = (chain: string, as = 'agent') =>
  world.call<AuditVerification & ProblemBody>('GET', `/audit/verification?chain=${chain}`, as);

describe('the journal of declarations', () => {
  test('says who did what, with the values before and after', async () => {
    const { items, total, more } = await audit(`chain=${transmitted}&act=SectionSaved`);
    expect({ total, more }).toEqual({ total: 2, more: false });
    const activity = items.find(({ act }) => act === 'Enregistrement des données d’activité');
    expect(activity).toMatchObject({
      ...{ by: 'Claire activity', object: 'Les Écureuils', kind: 'DECLARATION', objectId: transmitted, closed: false },
      detail: expect.stringMatching(/^Réelle 20\d\d · Orléans$/),
      changes: expect.arrayContaining([expect.objectContaining({ before: null, after: '30' })]),
    });
    const financial = items.find(({ act }) => act === 'Enregistrement des données financières');
    expect(financial?.changes).toMatchObject([{ before: null, after: expect.stringMatching(/^88\s510,00\s€$/) }]);
  });

  test('shows the acts of a draft, never its figures, in the page and in the file', async () => {
    const { items } = await audit(`chain=${draft}`);
    expect(items.map(({ act }) => act)).toContain('Enregistrement des données d’activité');
    const saved = items.filter(({ act }) => act.startsWith('Enregistrement'));
    expect(saved).toHaveLength(2);
    expect(saved.every(({ closed, changes }) => closed && changes.length === 0)).toBe(true);
    const answer = await world.app.inject({
      url: `/api/workflow/audit/export?chain=${draft}`,
      headers: { authorization: 'Bearer agent' },
    });
    const rows: Record<string, string>[] = parse(answer.rawPayload, { delimiter: ';', bom: true, columns: true });
    expect(rows.find((row) => row['Acte']?.startsWith('Enregistrement'))).toMatchObject({
      ...{ Objet: 'Les Écureuils', Après: 'Valeurs visibles après transmission' },
    });
  });

  test('is narrowed by object, person, act and day', async () => {
    const every = (await audit()).total;
    expect((await audit('object=%C3%A9cureuils')).total).toBe(every);
    expect((await audit('object=loups')).total).toBe(0);
    const approver = await audit('person=approver');
    expect(approver.total).toBeGreaterThan(0);
    expect(new Set(approver.items.map(({ by }) => by))).toEqual(new Set(['Claire approver']));
    expect((await audit('from=2016-03-01&to=2016-03-01')).total).toBe(every);
    expect((await audit('from=2016-03-02')).total).toBe(0);
    expect((await audit('to=2016-02-29')).total).toBe(0);
    expect((await audit('act=DeclarationTransmitted')).items).toMatchObject([
      { act: 'Déclaration transmise à la Caf' },
    ]);
    expect((await audit('page=2')).items).toEqual([]);
  });

  test('another Caf and the Cnaf see none of it; a partner is not answered', async () => {
    for (const as of ['agent-371', 'national']) {
      expect((await audit('', as)).total).toBe(0);
      expect((await audit(`chain=${transmitted}`, as)).items).toEqual([]);
      expect((await verification(transmitted, as)).status).toBe(404);
    }
    for (const as of ['activity', 'nobody']) {
      expect((await world.call('GET', '/audit', as)).status).toBe(404);
      expect((await world.call('GET', '/audit/export', as)).status).toBe(404);
      expect((await verification(transmitted, as)).status).toBe(404);
    }
  });

  test('a chain is verified, in words', async () => {
    const { body } = await verification(transmitted);
    expect(body).toMatchObject({ intact: true, object: 'Les Écureuils' });
    expect(body.sentence).toMatch(/^\d+ lignes, chaîne intacte, dernière empreinte [0-9a-f]{16}…$/);
  });
});
