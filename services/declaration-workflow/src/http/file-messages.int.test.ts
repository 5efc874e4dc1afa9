import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuditPage } from '@portail/platform/journal/audit.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import type { FileView, UnreadFile } from '../queries/file-messages.ts';
import type { Home } from '../queries/home.ts';
import type { DeclarationView } from '../queries/views.ts';
import { journeysOn } from '../testing/journeys.ts';
import { cafCode, createWorld, terms, type ProblemBody, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

let world: World;
let id: string;
const equipment = randomUUID();

beforeAll(async () => {
  world = await createWorld();
  await world.equipment(equipment);
  const on = (role: 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER') => ({
    termsVersion: terms,
    habilitations: [{ equipmentId: equipment, roles: [role] }],
  });
  await Promise.all([
    world.person('activity', on('ACTIVITY_PROVIDER')),
    world.person('financial', on('FINANCIAL_PROVIDER')),
    world.person('approver', on('APPROVER')),
    world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] }),
    world.person('colleague', { population: 'CAF_AGENT', cafCodes: [cafCode] }),
    world.person('agent-371', { population: 'CAF_AGENT', cafCodes: ['371'] }),
    world.person('national', { population: 'CNAF_ADMIN' }),
  ]);
  ({ id } = await journeysOn(world, equipment).transmitted());
});
afterAll(() => world.close());

type Answer = FileView & ProblemBody;
const send = (text: string, as: string, key: string = randomUUID()) =>
  world.call<Answer>('POST', `/declarations/${id}/messages`, as, { body: { text }, key });
const file = async (as: string) => (await world.call<Answer>('GET', `/declarations/${id}/messages`, as)).body;
const unread = async (as: string) =>
  (await world.call<{ items: UnreadFile[]; total: number }>('GET', '/unread-files', as)).body.items;
const markRead = (upTo: number, as: string) =>
  world.call<ProblemBody>('POST', `/declarations/${id}/messages/reading`, as, { body: { upTo } });

describe('the messages of a file', () => {
  test('wait for each of the other side, until read or answered by one of them', async () => {
    const sent = await send(' Quelle pièce vous manque-t-il ? ', 'approver');
    expect(sent.body).toMatchObject({
      ...{ side: 'PARTNER', unread: 0 },
      items: [{ number: 1, side: 'PARTNER', own: true, text: 'Quelle pièce vous manque-t-il ?' }],
    });
    // A colleague of the same side has nothing waiting.
    expect((await file('activity')).unread).toBe(0);
    for (const as of ['agent', 'colleague']) {
      expect(await unread(as)).toMatchObject([{ declarationId: id, unread: 1 }]);
    }
    expect((await markRead(1, 'agent')).status).toBe(204);
    expect([await unread('agent'), (await unread('colleague')).length]).toEqual([[], 1]);
    await send('Votre compte de résultat.', 'agent');
    // Answered: nobody of the Caf has to.
    expect(await unread('colleague')).toEqual([]);
    const home = (await world.call<Home>('GET', '/home', 'activity')).body;
    expect(home.unreadFiles).toMatchObject([{ declarationId: id, unread: 1 }]);
    const view = (await world.call<DeclarationView>('GET', `/declarations/${id}`, 'activity')).body;
    expect(view.unreadMessages).toBe(1);
    // What has not come yet cannot be read.
    await markRead(9, 'activity');
    await send('Et le budget.', 'colleague');
    expect((await file('activity')).unread).toBe(1);
    await markRead(3, 'activity');
    await markRead(1, 'activity');
    expect(await unread('activity')).toEqual([]);
  });

  test('are for who is in the scope of the declaration', async () => {
    for (const as of ['agent-371', 'national']) {
      expect((await send('Bonjour', as)).status).toBe(404);
      expect((await world.call('GET', `/declarations/${id}/messages`, as)).status).toBe(404);
      expect((await markRead(1, as)).status).toBe(404);
      expect(await unread(as)).toEqual([]);
    }
  });

  test('say something, once per key', async () => {
    const before = (await file('agent')).items.length;
    for (const text of ['  ', 'x'.repeat(2_001)]) {
      expect((await send(text, 'agent')).body).toMatchObject({ code: 'MESSAGE_TEXT', errors: [{ path: '/text' }] });
    }
    const key = randomUUID();
    const twice = await Promise.all([0, 1].map(() => send('Une seule fois', 'agent', key)));
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect((await file('agent')).items).toHaveLength(before + 1);
  });

  test('two at once have each its place', async () => {
    await Promise.all(['agent', 'colleague', 'approver', 'activity'].map((as) => send(`De ${as}`, as)));
    const { items } = await file('agent');
    expect(items.map(({ number }) => number)).toEqual(items.map((_, index) => index + 1));
  });

  test('leave a line in the journal, without their words', async () => {
    expect(await verifyJournal(world.server.database)).toEqual([]);
    const { items } = (await world.call<AuditPage>('GET', '/audit?act=FileMessageSent', 'agent')).body;
    expect(items[0]).toMatchObject({ act: 'Message envoyé', changes: [] });
    expect(JSON.stringify(items)).not.toContain('compte de résultat');
  });
});
