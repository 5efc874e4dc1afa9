import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import type { MessageTemplateView, TemplateVersionView } from '../queries/message-templates.ts';
import type { QueueCounters, QueueRow } from '../queries/queue.ts';
import type { ValidationPreview } from '../queries/validation-preview.ts';
import { journeysOn, type OnItsWay } from '../testing/journeys.ts';
import { cafCode, createWorld, terms, type ProblemBody, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

interface Queue {
  readonly items: readonly QueueRow[];
  readonly total: number;
  readonly counters: QueueCounters;
}
type Items<Item> = ProblemBody & { readonly items: readonly Item[] };

let world: World;
let agent: string;
let otherAgent: string;
const equipment = randomUUID();
const waiting: OnItsWay[] = [];

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
    world.person('chief', { population: 'CAF_ADMIN', cafCodes: [cafCode] }),
    world.person('national', { population: 'CNAF_ADMIN' }),
  ]);
  ({ id: agent } = await world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] }));
  ({ id: otherAgent } = await world.person('agent-371', { population: 'CAF_AGENT', cafCodes: ['371'] }));
  const { transmitted } = journeysOn(world, equipment);
  for (let made = 0; made < 3; made += 1) {
    // The queue is by age: each is transmitted a minute after the one before.
    world.clock = new Date(world.clock.getTime() + 60_000);
    waiting.push(await transmitted());
  }
  // The second one was transmitted with a gap explained.
  await world.verdict(waiting[1]!.id, [{ code: 'ACT-12', step: 'ACTIVITY' }]);
});
afterAll(() => world.close());

const queue = async (query = '', as = 'agent') => (await world.call<Queue>('GET', `/queue${query}`, as)).body;
const ids = (found: Queue) => found.items.map(({ declarationId }) => declarationId);
const assign = (id: string, assignee: string | null, expected: string | null, as = 'agent') =>
  world.call<ProblemBody & { assignee?: unknown }>('PUT', `/declarations/${id}/assignment`, as, {
    body: { assignee, expected },
  });

describe('the queue', () => {
  test('counts what waits, whatever the filter, and filters by what an agent looks for', async () => {
    const [first, second, third] = waiting.map(({ id }) => id);
    const all = await queue();
    expect(all.counters).toEqual({ all: 3, mine: 0, unassigned: 3, clean: 2, correction: 0 });
    expect(ids(all)).toEqual([first, second, third]);
    const clean = await queue('?clean=true');
    expect([ids(clean), clean.total, clean.counters.all]).toEqual([[first, third], 2, 3]);
    expect(ids(await queue('?sort=GAPS'))[0]).toBe(second);
    expect(ids(await queue(`?search=${encodeURIComponent('moufletterie ORLEANS')}`))).toHaveLength(3);
    expect(ids(await queue('?search=ailleurs'))).toEqual([]);
    expect(ids(await queue('?type=FORECAST'))).toEqual([]);
    expect(await queue('?page=2')).toMatchObject({ items: [], total: 3, counters: { all: 3 } });
  });

  test('an unknown criterion or order is refused', async () => {
    for (const query of ['?sort=NAME', '?clean=maybe', '?who=me']) {
      const answer = await world.call('GET', `/queue${query}`, 'agent');
      expect([query, answer.status]).toEqual([query, 400]);
    }
  });
});

describe('an assignment', () => {
  test('gives a declaration to an agent of its Caf; the queue tells whose it is', async () => {
    const { id } = waiting[0]!;
    expect(await assign(id, agent, null, 'chief')).toMatchObject({ status: 200, body: { assignee: { id: agent } } });
    const mine = await queue('?assignee=ME');
    expect(mine).toMatchObject({
      items: [{ declarationId: id, assignee: { name: 'Claire agent' } }],
      counters: { mine: 1, unassigned: 2 },
    });
    expect(ids(await queue('?assignee=NOBODY'))).not.toContain(id);
    expect((await queue('', 'chief')).counters.mine).toBe(0);
    const review = await world.call<{ assignee: unknown }>('GET', `/declarations/${id}/review`, 'chief');
    expect(review.body.assignee).toEqual({ id: agent, name: 'Claire agent' });
    const { body: agents } = await world.call<Items<{ name: string }>>('GET', '/agents', 'agent');
    expect(agents.items.map(({ name }) => name)).toEqual(['Claire agent', 'Claire chief']);
  });

  test('the second of two agents is told, and may then take it over', async () => {
    const { id } = waiting[0]!;
    expect(await assign(id, null, null)).toMatchObject({ status: 409, body: { code: 'ASSIGNED_MEANWHILE' } });
    expect(await assign(id, null, agent)).toMatchObject({ status: 200, body: { assignee: null } });
  });

  test('not to an agent of another Caf, not by a partner, not out of scope, not before the transmission', async () => {
    const { id } = waiting[0]!;
    for (const assignee of [otherAgent, randomUUID(), 'x']) {
      expect(await assign(id, assignee, null)).toMatchObject({ status: 422, body: { code: 'ASSIGNEE_UNKNOWN' } });
    }
    expect(await assign(id, agent, null, 'approver')).toMatchObject({ status: 403, body: { code: 'CAF_ONLY' } });
    expect((await assign(id, otherAgent, null, 'agent-371')).status).toBe(404);
    expect((await assign(randomUUID(), agent, null)).status).toBe(404);
    const draft = await journeysOn(world, equipment).opened();
    expect(await assign(draft.id, agent, null)).toMatchObject({ status: 422, body: { code: 'NOT_TRANSMITTED' } });
  });
});

describe('filters an agent keeps', () => {
  const list = async (as: string) =>
    (await world.call<Items<{ name: string; query: string }>>('GET', '/saved-filters', as)).body.items;
  const keep = (name: string, query: string, as = 'agent') =>
    world.call('PUT', '/saved-filters', as, { body: { name, query } });

  test('are theirs alone, replaced under the same name, and forgotten', async () => {
    expect((await keep('Mes réelles', 'type=ACTUAL')).status).toBe(204);
    expect((await keep('Mes réelles', 'type=ACTUAL&clean=true')).status).toBe(204);
    expect(await list('agent')).toEqual([{ name: 'Mes réelles', query: 'type=ACTUAL&clean=true' }]);
    expect(await list('chief')).toEqual([]);
    const path = `/saved-filters/${encodeURIComponent('Mes réelles')}`;
    expect((await world.call('DELETE', path, 'chief')).status).toBe(404);
    expect((await world.call('DELETE', path, 'agent')).status).toBe(204);
    expect(await list('agent')).toEqual([]);
  });

  test('have a name, thirty at most, and are no business of partners', async () => {
    expect((await keep('  ', 'x')).body.code).toBe('FILTER_NAME');
    expect((await keep('Le mien', 'x', 'approver')).status).toBe(404);
    for (let made = 0; made < 30; made += 1) expect((await keep(`Filtre ${made}`, 'x')).status).toBe(204);
    expect((await keep('Un de trop', 'x')).body.code).toBe('TOO_MANY_FILTERS');
    expect((await keep('Filtre 3', 'y')).status).toBe(204);
  });
});

describe('several validations at once', () => {
  const validate = (declarations: object[], as = 'agent', key: string = randomUUID()) =>
    world.call<Items<{ id: string; refusal: { code: string } | null }>>('POST', '/validations', as, {
      body: { declarations, note: 'Rien à signaler.' },
      key,
    });
  const preview = (asked: readonly string[], as = 'agent') =>
    world.call<Items<ValidationPreview>>('GET', `/validations/preview?ids=${asked.join(',')}`, as);

  test('the preview names what each holds; what is not theirs is not there', async () => {
    const asked = waiting.map(({ id }) => id);
    const { body } = await preview([...asked, randomUUID()]);
    expect(body.items).toMatchObject([
      { declarationId: asked[0], equipmentName: 'Moufletterie', explainedGaps: 0, invoicedHours: 5_300_000 },
      { declarationId: asked[1], explainedGaps: 1, transmittedBy: 'Claire approver', entitlement: 18_843_479 },
      { declarationId: asked[2], explainedGaps: 0 },
    ]);
    for (const as of ['agent-371', 'approver', 'national']) expect((await preview(asked, as)).body.items).toEqual([]);
    expect((await preview(['x'])).status).toBe(400);
  });

  test('the clean ones are validated, each other says why not, and a repeat changes nothing', async () => {
    const { transmitted } = journeysOn(world, equipment);
    const [clean, stale] = [await transmitted(), await transmitted()];
    const withGap = waiting[1]!;
    const asked = [
      { id: clean.id, revision: clean.revision },
      { id: withGap.id, revision: withGap.revision },
      { id: stale.id, revision: stale.revision - 1 },
      { id: randomUUID(), revision: 1 },
    ];
    const key = randomUUID();
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await validate(asked, 'agent', key);
      expect(status).toBe(200);
      expect(body.items.map(({ refusal }) => refusal?.code ?? 'DONE')).toEqual([
        'DONE',
        'NOT_CLEAN',
        'STALE_VERSION',
        'NOT_FOUND',
      ]);
    }
    expect(await world.stored(clean.id)).toMatchObject({
      status: 'VALIDATED',
      revision: clean.revision + 1,
      decision: { note: 'Rien à signaler.' },
    });
    expect((await world.stored(stale.id)).status).toBe('SUBMITTED');
  });

  test('nobody but the Caf, and fifty at most', async () => {
    const { id, revision } = waiting[2]!;
    for (const [as, code] of [
      ['approver', 'CAF_ONLY'],
      ['agent-371', 'NOT_FOUND'],
      ['national', 'NOT_FOUND'],
    ] as const) {
      expect((await validate([{ id, revision }], as)).body.items[0]?.refusal?.code).toBe(code);
    }
    expect((await validate(Array.from({ length: 51 }, () => ({ id, revision })))).status).toBe(400);
    expect((await world.stored(id)).status).toBe('SUBMITTED');
  });
});

describe('templates of messages', () => {
  const list = async (as: string) =>
    (await world.call<Items<MessageTemplateView>>('GET', '/message-templates', as)).body.items;
  const write = (given: object, as = 'chief') =>
    world.call<ProblemBody & MessageTemplateView>('POST', '/message-templates', as, {
      body: { kind: 'REJECT', cafCode, title: 'Capacité', text: 'Le nombre de places dépasse l’agrément.', ...given },
    });
  const change = (id: string, revision: number, body: object, as = 'chief') =>
    world.call<ProblemBody & MessageTemplateView>('PUT', `/message-templates/${id}`, as, { revision, body });

  test('a Caf has its own beside the national ones; another Caf and partners do not read them', async () => {
    const national = (await list('agent')).length;
    expect(national).toBeGreaterThan(3);
    const { status, body } = await write({});
    expect(status).toBe(201);
    expect((await list('agent'))[0]).toMatchObject({ kind: 'CANCEL' });
    expect(await list('agent')).toHaveLength(national + 1);
    expect(await list('agent-371')).toHaveLength(national);
    expect(await list('approver')).toEqual([]);
    const text = 'Le nombre de places dépasse celui de l’agrément en vigueur.';
    expect((await change(body.id, 1, { title: 'Capacité', text })).body).toMatchObject({ revision: 2, text });
    expect((await change(body.id, 1, { title: 'Capacité', text })).body.code).toBe('STALE_VERSION');
    const versions = async (as: string) =>
      world.call<Items<TemplateVersionView>>('GET', `/message-templates/${body.id}/versions`, as);
    expect((await versions('agent')).body.items.map(({ revision, text: said }) => [revision, said])).toEqual([
      [2, text],
      [1, 'Le nombre de places dépasse l’agrément.'],
    ]);
    for (const as of ['agent-371', 'approver']) expect((await versions(as)).status).toBe(404);
    const rewrite = { name: 'rewrite', text: `update message_template_version set text = 'autre'` };
    await expect(world.server.database.run(rewrite)).rejects.toThrow();
    const retired = await world.call('DELETE', `/message-templates/${body.id}`, 'chief', { revision: 2 });
    expect(retired.status).toBe(204);
    expect(await list('agent')).toHaveLength(national);
    expect((await change(body.id, 3, { title: 'Capacité', text })).status).toBe(404);
  });

  test('written by administrators of the Caf, the national ones by those of the Cnaf', async () => {
    expect((await write({}, 'agent')).body.code).toBe('TEMPLATE_NOT_YOURS');
    expect((await write({ cafCode: '371' })).body.code).toBe('TEMPLATE_NOT_YOURS');
    expect((await write({ cafCode: null })).body.code).toBe('TEMPLATE_NOT_YOURS');
    expect((await write({}, 'approver')).status).toBe(404);
    const { status, body } = await write({ cafCode: null }, 'national');
    expect([status, body.cafCode]).toEqual([201, null]);
    expect((await change(body.id, 1, { title: 'x', text: 'y'.repeat(20) })).body.code).toBe('TEMPLATE_NOT_YOURS');
    const own = await write({ title: 'Le nôtre' });
    expect((await change(own.body.id, 1, { title: 'x', text: 'y'.repeat(20) }, 'agent-371')).status).toBe(404);
  });

  test('a title and a text that say something', async () => {
    const { body } = await write({ title: ' ', text: 'trop court' });
    expect([body.code, body.errors?.map(({ path }) => path)]).toEqual(['TEMPLATE_REFUSED', ['/title', '/text']]);
    const first = await write({ title: 'Amplitude à vérifier' });
    const twice = await write({ title: 'AMPLITUDE à verifier' });
    expect([twice.body.code, twice.body.errors]).toMatchObject([
      'TEMPLATE_REFUSED',
      [{ path: '/title', code: 'TEMPLATE_TITLE_TAKEN' }],
    ]);
    const other = await write({ title: 'Amplitude, autre', kind: 'REOPEN' });
    expect((await change(other.body.id, 1, { title: 'Amplitude à vérifier', text: 'y'.repeat(20) })).status).toBe(200);
    await world.call('DELETE', `/message-templates/${first.body.id}`, 'chief', { revision: 1 });
    expect((await write({ title: 'Amplitude à vérifier' })).status).toBe(201);
  });
});

test('the journal of all this verifies', async () => {
  expect(await verifyJournal(world.server.database)).toEqual([]);
});
