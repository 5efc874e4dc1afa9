import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuditPage } from '@portail/platform/journal/audit.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import type { CafSettingsView } from '../queries/caf-settings.ts';
import { journeysOn, lastExercise, type OnItsWay } from '../testing/journeys.ts';
import { cafCode, createWorld, terms, type ProblemBody, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

let world: World;
let changer: string;
let waiting: OnItsWay;
const equipment = randomUUID();

beforeAll(async () => {
  world = await createWorld();
  ({ id: changer } = await world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] }));
  await world.equipment(equipment, { by: changer });
  const habilitations = (roles: readonly ('ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER')[]) => ({
    termsVersion: terms,
    habilitations: [{ equipmentId: equipment, roles }],
  });
  await Promise.all([
    world.person('activity', habilitations(['ACTIVITY_PROVIDER'])),
    world.person('financial', habilitations(['FINANCIAL_PROVIDER'])),
    world.person('approver', habilitations(['APPROVER'])),
    world.person('colleague', { population: 'CAF_AGENT', cafCodes: [cafCode] }),
    world.person('chief', { population: 'CAF_ADMIN', cafCodes: [cafCode] }),
    world.person('chief-371', { population: 'CAF_ADMIN', cafCodes: ['371'] }),
  ]);
  waiting = await journeysOn(world, equipment).transmitted();
});
afterAll(() => world.close());

const settings = async (as = 'chief') =>
  (await world.call<{ items: CafSettingsView[] }>('GET', '/caf-settings', as)).body.items;
const change = (body: object, revision: number, as = 'chief') =>
  world.call<ProblemBody & CafSettingsView>('PUT', `/caf-settings/${cafCode}`, as, { body, revision });
const judge = (as: string) =>
  world.call('POST', `/declarations/${waiting.id}/validation`, as, {
    body: { note: 'Conforme.' },
    revision: waiting.revision,
    key: randomUUID(),
  });

describe('settings of a Caf', () => {
  test('read by its agents, decided by its administrator, nobody else’s to know', async () => {
    const [first] = await settings('agent');
    expect(first).toMatchObject({ cafCode, fourEyes: false, closedExercises: [], revision: 0, updatedBy: null });
    expect(first?.exercises).toEqual([lastExercise()]);
    expect(await settings('approver')).toEqual([]);
    const asked = { fourEyes: true, closedExercises: [2010] };
    expect((await change(asked, 0, 'agent')).body.code).toBe('CAF_SETTINGS_NOT_YOURS');
    expect((await change(asked, 0, 'chief-371')).status).toBe(404);
    expect((await change(asked, 0, 'approver')).status).toBe(404);
    expect((await change({ ...asked, closedExercises: [2016] }, 0)).body.code).toBe('EXERCISE_NOT_OVER');
    const both = await Promise.all([change(asked, 0), change(asked, 0)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await settings('agent')).toMatchObject([{ ...asked, revision: 1, updatedBy: 'Claire chief' }]);
  });

  test('four eyes: who changed the equipment that day does not judge, a colleague does, and they themselves tomorrow', async () => {
    const seen = async (as: string) => (await world.call('GET', `/declarations/${waiting.id}`, as)).body;
    expect(await seen('agent')).toMatchObject({ judgedByOthers: true });
    expect((await seen('agent')).acts).not.toContain('VALIDATE');
    expect((await judge('agent')).body.code).toBe('FOUR_EYES');
    expect((await seen('colleague')).acts).toContain('VALIDATE');
    expect(await seen('approver')).toMatchObject({ judgedByOthers: false });
    world.clock = new Date(world.clock.getTime() + 86_400_000);
    expect(await seen('agent')).toMatchObject({ judgedByOthers: false });
    expect((await judge('agent')).body.status).toBe('VALIDATED');
  });

  test('a closed exercise is not reopened; open again, it is', async () => {
    const reopen = async () => {
      const { body } = await world.call('GET', `/declarations/${waiting.id}`, 'agent');
      return world.call('POST', `/declarations/${waiting.id}/reopening`, 'agent', {
        body: { motive: 'À la suite du contrôle sur place du mois dernier.' },
        revision: body.revision,
      });
    };
    expect((await change({ fourEyes: false, closedExercises: [lastExercise()] }, 1)).status).toBe(200);
    expect((await reopen()).body.code).toBe('EXERCISE_CLOSED');
    expect((await change({ fourEyes: false, closedExercises: [] }, 2)).status).toBe(200);
    expect((await reopen()).body.status).toBe('IN_PROGRESS');
  });

  test('the journal says what was before and verifies', async () => {
    const rows = await world.server.database.rows<{ data: object }>(
      { name: 'test-settings-journal', text: 'select data from journal where chain = $1 order by sequence' },
      [`caf-settings/${cafCode}`],
    );
    expect(rows[0]?.data).toMatchObject({ from: { fourEyes: false }, to: { fourEyes: true, closedExercises: [2010] } });
    expect(await verifyJournal(world.server.database)).toEqual([]);
  });

  test('the audit says it in words to those of the Caf, and to nobody of another', async () => {
    const audit = async (as: string) =>
      (await world.call<AuditPage>('GET', '/audit?act=CafSettingsChanged', as)).body.items;
    const lines = await audit('agent');
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatchObject({
      object: `Réglages de la Caf ${cafCode}`,
      by: 'Claire chief',
      changes: [
        { label: 'Double regard', before: 'Non', after: 'Oui' },
        { label: 'Exercices clos', before: 'aucun', after: '2010' },
      ],
    });
    expect(await audit('chief-371')).toEqual([]);
  });
});
