import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Home } from '../queries/home.ts';
import type { QueueRow } from '../queries/queue.ts';
import type { Review } from '../queries/review.ts';
import type { DeclarationRow, EquipmentRow, VersionView } from '../queries/views.ts';
import { journeysOn, lastExercise } from '../testing/journeys.ts';
import { cafCode, createWorld, terms, type TestResult, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

interface Listed<Row> {
  readonly items: readonly Row[];
  readonly total: number;
}

let world: World;
const moufletterie = randomUUID();
const elsewhere = randomUUID();
const otherPartner = randomUUID();

beforeAll(async () => {
  world = await createWorld();
  await world.equipment(moufletterie);
  await world.equipment(elsewhere, { partnerId: otherPartner, cafCode: '371', name: 'Les Lutins' });
  const on = (...roles: ('ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER')[]) => ({
    termsVersion: terms,
    habilitations: [{ equipmentId: moufletterie, roles }],
  });
  await Promise.all([
    world.person('activity', on('ACTIVITY_PROVIDER')),
    world.person('financial', on('FINANCIAL_PROVIDER')),
    world.person('approver', on('APPROVER')),
    world.person('colleague', {}),
    world.person('past', {
      habilitations: [{ equipmentId: moufletterie, roles: ['APPROVER'], from: '2010-01-01', to: '2015-12-31' }],
    }),
    world.person('suspended', { ...on('APPROVER'), status: 'SUSPENDED' }),
    world.person('stranger', {
      partnerId: otherPartner,
      habilitations: [{ equipmentId: elsewhere, roles: ['APPROVER'] }],
    }),
    world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] }),
    world.person('chief', { population: 'CAF_ADMIN', cafCodes: [cafCode, '372'] }),
    world.person('agent-371', { population: 'CAF_AGENT', cafCodes: ['371'] }),
    world.person('national', { population: 'CNAF_ADMIN' }),
  ]);
});
afterAll(() => world.close());

const journeys = () => journeysOn(world, moufletterie);
const opened = (given?: object) => journeys().opened(given);
const ended = (given?: object) => journeys().ended(given);
const transmitted = (given?: object) => journeys().transmitted(given);

describe('who is not concerned cannot tell it exists', () => {
  const writes = [
    ['PUT', '/sections/activity', { values: { places: 1 } }],
    ['POST', '/sections/activity/controls', undefined],
    ['PUT', '/explanations/ACT-12', { text: 'Dix places de plus.', fingerprint: 'print' }],
    ['POST', '/sections/activity/lock', undefined],
    ['DELETE', '/sections/activity/lock', undefined],
    ['POST', '/controls', undefined],
    ['PUT', '/comment', { text: 'Bonjour' }],
    ['POST', '/transmission', { attested: true, termsVersion: terms }],
    ['POST', '/delegations/activity', {}],
    ['DELETE', '/delegations/activity', undefined],
    ['POST', '/correction-request', { text: 'Le nombre de places est à corriger.' }],
    ['POST', '/correction-request/refusal', { text: 'Les états transmis le confirment.' }],
    ['POST', '/validation', {}],
    ['POST', '/rejection', { motive: 'Le total des heures est à revoir.' }],
    ['POST', '/reopening', { motive: 'Le total des heures est à revoir.' }],
    ['POST', '/cancellation', { motive: 'Le total des heures est à revoir.' }],
  ] as const;
  const outsiders = ['colleague', 'past', 'suspended', 'stranger', 'agent-371', 'national', 'never-registered'];

  test('every operation answers them as for a declaration that does not exist', async () => {
    const { id } = await opened();
    const unknown = await world.call('GET', `/declarations/${randomUUID()}`, 'agent');
    expect(unknown.status).toBe(404);
    const surprises: string[] = [];
    for (const as of outsiders) {
      for (const path of ['', '/review', '/versions/1']) {
        const answer = await world.call('GET', `/declarations/${id}${path}`, as);
        if (JSON.stringify(answer) !== JSON.stringify(unknown)) surprises.push(`GET ${path} ${as} ${answer.status}`);
      }
      for (const [method, path, body] of writes) {
        const answer = await world.call(method, `/declarations/${id}${path}`, as, {
          revision: 1,
          key: randomUUID(),
          ...(body ? { body } : {}),
        });
        if (JSON.stringify(answer) !== JSON.stringify(unknown))
          surprises.push(`${method} ${path} ${as} ${answer.status}`);
      }
      const live = await world.call('GET', `/live?declaration=${id}`, as);
      if (live.status !== 404) surprises.push(`GET live ${as} ${live.status}`);
    }
    expect(surprises).toEqual([]);
    expect((await world.stored(id)).revision).toBe(1);
  });

  test('nor by opening for an equipment, searching or looking at the queue', async () => {
    const { id } = await transmitted();
    for (const as of outsiders.filter((name) => name !== 'stranger' && name !== 'agent-371')) {
      expect((await world.call('GET', '/declarations', as)).body).toEqual({ items: [], total: 0 });
      expect((await world.call('GET', '/home', as)).body).toEqual({
        tasks: [],
        waiting: [],
        atTheCaf: [],
        unreadFiles: [],
        equipments: [],
      });
      expect((await world.call('GET', '/equipments', as)).body).toEqual({ items: [], total: 0 });
    }
    for (const as of [...outsiders, 'activity', 'approver']) {
      expect((await world.call('GET', '/queue', as)).body).toMatchObject({ items: [], total: 0, counters: { all: 0 } });
    }
    for (const [as, status] of [
      ['agent-371', 404],
      ['stranger', 404],
      ['approver', 403],
    ] as const) {
      const answer = await world.call('POST', '/declarations', as, {
        body: { equipmentId: moufletterie, exercise: 2020, type: 'ACTUAL' },
        key: randomUUID(),
      });
      expect([as, answer.status]).toEqual([as, status]);
    }
    const queue = await world.call<Listed<QueueRow>>('GET', '/queue', 'chief');
    expect(queue.body.items.map((item) => item.declarationId)).toContain(id);
  });

  test('a malformed identifier is unknown', async () => {
    for (const id of ['1', 'DROP TABLE', randomUUID().toUpperCase()]) {
      expect((await world.call('GET', `/declarations/${encodeURIComponent(id)}`, 'agent')).status).toBe(404);
    }
  });

  test('without a token nothing answers', async () => {
    const answer = await world.app.inject({ method: 'GET', url: '/api/workflow/home' });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'SIGN_IN_REQUIRED']);
  });
});

describe('what each person reads', () => {
  test('a provider reads their own section, the approver both, the Caf none before transmission', async () => {
    const { id, revision } = await opened();
    await world.call('PUT', `/declarations/${id}/sections/activity`, 'activity', {
      revision,
      body: { values: { places: 3_000 } },
    });
    const results: TestResult[] = [
      { code: 'ACT-12', step: 'ACTIVITY' },
      { code: 'FIN-01', step: 'FINANCIAL' },
      { code: 'DEC-01', step: 'DECLARATION' },
    ];
    await world.verdict(id, results);
    const read = async (as: string) => {
      const { body } = await world.call('GET', `/declarations/${id}`, as);
      const { activity, financial } = body.sections;
      return {
        activity: Object.keys(activity.values).length,
        lines: [activity.lines.length > 0, (financial?.lines.length ?? 0) > 0],
        controls: body.controls.map((control) => control.code),
        estimate: body.estimate,
      };
    };
    expect(await read('activity')).toEqual({ activity: 1, lines: [true, false], controls: ['ACT-12'], estimate: null });
    expect(await read('financial')).toEqual({ activity: 0, lines: [false, true], controls: [], estimate: null });
    expect(await read('approver')).toEqual({ activity: 1, lines: [true, true], controls: ['ACT-12'], estimate: null });
    expect(await read('agent')).toEqual({ activity: 0, lines: [false, false], controls: [], estimate: null });
  });

  test('once transmitted the Caf reads everything, the estimate is for the approver and the Caf', async () => {
    const { id } = await transmitted();
    const read = async (as: string) => (await world.call('GET', `/declarations/${id}`, as)).body;
    expect((await read('agent')).sections.financial?.values).toEqual({ p70641FamilyContributions: 8_851_000 });
    expect((await read('agent')).estimate?.entitlement).toBe(18_843_479);
    expect((await read('approver')).estimate?.entitlement).toBe(18_843_479);
    expect((await read('activity')).estimate).toBeNull();
    expect((await read('activity')).header.familyContributions).toBe(8_851_000);
    expect((await read('agent')).acts).toEqual(['VALIDATE', 'REJECT', 'CANCEL']);
    expect((await read('approver')).acts).toEqual(['REQUEST_CORRECTION']);
  });

  test('the motive is for the approver and the Caf; a delegation carries its message to the provider', async () => {
    const declaration = await transmitted();
    const motive = 'Le total des heures facturées est à revoir.';
    const remarks = [
      { section: 'activity', field: 'attendedHours', text: 'Comptez les heures d’adaptation.' },
      { section: 'financial', field: 'c64Staff', text: 'Joignez les rappels de salaire.' },
    ];
    const rejected = await world.call('POST', `/declarations/${declaration.id}/rejection`, 'agent', {
      revision: declaration.revision,
      key: randomUUID(),
      body: { motive, remarks },
    });
    expect(rejected.body).toMatchObject({
      ...{ status: 'IN_PROGRESS', version: 2, rejection: { motive, version: 1 } },
      correction: { remarks, limited: false },
    });
    const delegated = await world.call('POST', `/declarations/${declaration.id}/delegations/activity`, 'approver', {
      revision: rejected.body.revision,
      body: { message: 'Merci de revoir le total des heures.' },
    });
    expect(delegated.body).toMatchObject({ rejection: { motive }, correction: { mode: 'DELEGATED' } });
    const provider = await world.call('GET', `/declarations/${declaration.id}`, 'activity');
    expect(provider.body).toMatchObject({
      rejection: null,
      correction: {
        cause: 'REJECTION',
        motive: null,
        delegated: ['activity'],
        remarks: [remarks[0]],
        messages: [{ section: 'activity', text: 'Merci de revoir le total des heures.' }],
      },
      versions: [
        { number: 1, status: 'REJECTED' },
        { number: 2, status: 'IN_PROGRESS' },
      ],
    });
    expect(provider.body.acts).toContain('SAVE_ACTIVITY');
    expect(JSON.stringify(provider.body)).not.toContain(motive);
    const financial = await world.call('GET', `/declarations/${declaration.id}`, 'financial');
    expect(financial.body.correction?.messages).toEqual([]);
    expect(financial.body.acts).toEqual([]);
  });

  test('a section given back carries the message of the approver to its provider, until it is ended again', async () => {
    const declaration = await ended();
    const path = `/declarations/${declaration.id}/sections/activity/lock`;
    const given = await world.call('DELETE', path, 'approver', {
      revision: declaration.revision,
      body: { message: ' Merci de revoir les heures facturées. ' },
    });
    const handedBack = {
      message: 'Merci de revoir les heures facturées.',
      by: 'Claire approver',
      at: expect.any(String),
    };
    expect(given.body.sections.activity).toMatchObject({ state: 'DRAFT', handedBack });
    const read = async (as: string) => (await world.call('GET', `/declarations/${declaration.id}`, as)).body;
    expect((await read('activity')).sections.activity.handedBack).toEqual(handedBack);
    for (const as of ['financial', 'agent']) expect((await read(as)).sections.activity.handedBack).toBeNull();
    expect((await read('activity')).history.at(-1)?.act).toMatch(/rouverte par l’approbateur, avec un message$/);
    const again = await world.controlled(declaration.id, [], async () => {
      const base = `/declarations/${declaration.id}/sections/activity`;
      const { body } = await world.call('POST', `${base}/controls`, 'activity', { revision: given.body.revision });
      return world.call('POST', `${base}/lock`, 'activity', { revision: body.revision });
    });
    expect(again.body.sections.activity).toMatchObject({ state: 'LOCKED', handedBack: null });
  });

  test('a réelle opened before its prévisionnelle is transmitted says so', async () => {
    const { id } = await opened();
    const { body } = await world.call('GET', `/declarations/${id}`, 'agent');
    expect(body.warnings).toEqual([expect.stringContaining(`La prévisionnelle ${lastExercise()} n’est pas transmise`)]);
  });

  test('the last exercises stand beside the form and the review', async () => {
    const before = await transmitted();
    const past = lastExercise();
    const { id } = await transmitted();
    const { body } = await world.call<Review>('GET', `/declarations/${id}/review`, 'agent');
    expect(body.previous).toMatchObject({ exercise: past, activity: { places: 3_000 }, entitlement: 18_843_479 });
    expect(body.declaration.sections.activity.previous[0]).toEqual({
      exercise: past,
      type: 'ACTUAL',
      values: { places: 3_000, invoicedHours: 5_300_000 },
    });
    expect(body.declaration.sections.activity.previous.length).toBeLessThanOrEqual(3);
    expect(before.id).not.toBe(id);
  });
});

describe('a correction asked for after the transmission', () => {
  const text = 'Le nombre de places est à corriger.';
  const answer = 'Les états transmis confirment ce nombre.';
  const ask = (declaration: { id: string; revision: number }, as = 'approver', given: object = { text }) =>
    world.call('POST', `/declarations/${declaration.id}/correction-request`, as, {
      revision: declaration.revision,
      key: randomUUID(),
      body: given,
    });
  const decline = (declaration: { id: string; revision: number }, as = 'agent', given: object = { text: answer }) =>
    world.call('POST', `/declarations/${declaration.id}/correction-request/refusal`, as, {
      revision: declaration.revision,
      key: randomUUID(),
      body: given,
    });
  const queued = async (id: string) =>
    (await world.call<Listed<QueueRow>>('GET', '/queue', 'agent')).body.items.find((item) => item.declarationId === id);

  test('is read by the partner’s people and the Caf, marked in the queue, declined, asked again', async () => {
    const sent = await transmitted();
    expect((await queued(sent.id))?.correctionRequested).toBe(false);
    const asked = await ask(sent);
    expect(asked).toMatchObject({
      status: 200,
      body: { status: 'SUBMITTED', correctionRequest: { state: 'PENDING' } },
    });
    expect(asked.body.acts).toEqual([]);
    for (const as of ['activity', 'financial', 'approver', 'agent']) {
      const { body } = await world.call('GET', `/declarations/${sent.id}`, as);
      expect(body.correctionRequest).toMatchObject({ state: 'PENDING', text, by: 'Claire approver', declined: null });
    }
    expect((await queued(sent.id))?.correctionRequested).toBe(true);
    expect(await ask(asked.body)).toMatchObject({ status: 422, body: { code: 'CORRECTION_ALREADY_REQUESTED' } });
    const declined = await decline(asked.body);
    expect(declined.body).toMatchObject({
      status: 'SUBMITTED',
      correctionRequest: { state: 'DECLINED', declined: { text: answer, by: 'Claire agent' } },
    });
    expect((await queued(sent.id))?.correctionRequested).toBe(false);
    const again = await ask(declined.body);
    expect(again.body.correctionRequest).toMatchObject({ state: 'PENDING', declined: null });
    expect(again.body.history.map(({ act }) => act).slice(-3)).toEqual([
      'Correction demandée à la Caf',
      'Demande de correction refusée par la Caf',
      'Correction demandée à la Caf',
    ]);
    const validated = await world.call('POST', `/declarations/${sent.id}/validation`, 'agent', {
      revision: again.body.revision,
      key: randomUUID(),
      body: {},
    });
    expect(validated.body.correctionRequest).toMatchObject({ state: 'CLOSED', text });
  });

  test('is refused to whom it is not, on what may still be changed, too short, and twice with one key', async () => {
    const draft = await opened();
    expect(await ask(draft)).toMatchObject({ status: 422, body: { code: 'STILL_EDITABLE' } });
    const sent = await transmitted();
    for (const as of ['activity', 'financial', 'agent']) {
      expect(await ask(sent, as)).toMatchObject({ status: 403, body: { code: 'ROLE_REQUIRED' } });
    }
    expect(await decline(sent)).toMatchObject({ status: 422, body: { code: 'NO_CORRECTION_REQUEST' } });
    expect(await decline(sent, 'approver')).toMatchObject({ status: 403, body: { code: 'CAF_ONLY' } });
    expect(await ask(sent, 'approver', { text: 'Trop court.' })).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_LENGTH', errors: [{ path: '/text' }] },
    });
    expect(await ask(sent, 'approver', { text, other: 1 })).toMatchObject({ status: 400 });
    expect(await ask({ id: sent.id, revision: sent.revision - 1 })).toMatchObject({ body: { code: 'STALE_VERSION' } });
    const key = randomUUID();
    const path = `/declarations/${sent.id}/correction-request`;
    const once = { revision: sent.revision, key, body: { text } };
    const answers = await Promise.all([1, 2, 3].map(() => world.call('POST', path, 'approver', once)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.revision}`))).toEqual(
      new Set([`200 ${sent.revision + 1}`]),
    );
  });
});

describe('a version', () => {
  const motive = 'Le total des heures facturées est à revoir.';
  const version = (id: string, number: number | string, as: string) =>
    world.call<VersionView>('GET', `/declarations/${id}/versions/${number}`, as);

  test('stays readable as it was transmitted, each section by who may read it, the motive by approver and Caf', async () => {
    const sent = await transmitted();
    const rejected = await world.call('POST', `/declarations/${sent.id}/rejection`, 'agent', {
      revision: sent.revision,
      key: randomUUID(),
      body: { motive },
    });
    const saved = await world.call('PUT', `/declarations/${sent.id}/sections/activity`, 'approver', {
      revision: rejected.body.revision,
      body: { values: { places: 2_900 } },
    });
    expect(saved.status).toBe(202);
    const places = async (number: number, as: string) => {
      const { body } = await version(sent.id, number, as);
      const { activity, financial } = body.sections;
      return [body.current, activity.values['places'], financial?.values['p70641FamilyContributions'], body.motive];
    };
    expect(await places(1, 'approver')).toEqual([false, 3_000, 8_851_000, motive]);
    expect(await places(2, 'approver')).toEqual([true, 2_900, 8_851_000, null]);
    expect(await places(1, 'activity')).toEqual([false, 3_000, undefined, null]);
    expect(await places(1, 'financial')).toEqual([false, undefined, 8_851_000, null]);
    // The Caf reads what was transmitted, not the draft that follows.
    expect(await places(1, 'agent')).toEqual([false, 3_000, 8_851_000, motive]);
    expect(await places(2, 'agent')).toEqual([true, undefined, undefined, null]);
    const first = (await version(sent.id, 1, 'agent')).body;
    expect(first).toMatchObject({ number: 1, status: 'REJECTED', statusLabel: 'Rejetée Caf' });
    expect(first.estimate?.entitlement).toBe(18_843_479);
    expect(first.sections.activity.handedBack).toBeNull();
    expect((await version(sent.id, 1, 'activity')).body.estimate).toBeNull();
  });

  test('that never was is unknown; a number that is none is refused', async () => {
    const { id } = await opened();
    expect((await version(id, 1, 'activity')).body).toMatchObject({ number: 1, current: true, status: 'TO_ENTER' });
    expect((await version(id, 2, 'activity')).status).toBe(404);
    expect((await version(id, 'abc', 'activity')).status).toBe(400);
  });
});

describe('wrong input changes nothing', () => {
  const save = async (values: object, as = 'activity', revision?: number) => {
    const declaration = await opened();
    const answer = await world.call('PUT', `/declarations/${declaration.id}/sections/activity`, as, {
      revision: revision ?? declaration.revision,
      body: { values },
    });
    expect((await world.stored(declaration.id)).revision).toBe(1);
    return { status: answer.status, code: answer.body.code, errors: answer.body.errors, detail: answer.body.detail };
  };

  test.each([
    ['unknown field', { status: 1 }, 422, 'UNKNOWN_FIELD', '/values/status'],
    ['wrong type', { places: 'vingt' }, 422, 'ACT-B10', '/values/places'],
    ['three decimals', { places: 2012.5 }, 422, 'ACT-B10', '/values/places'],
    ['negative', { attendedHours: -1 }, 422, 'ACT-B10', '/values/attendedHours'],
    ['10^10 hours', { attendedHours: 1_000_000_000_000 }, 422, 'ACT-B10', '/values/attendedHours'],
    ['a computed field', { theoreticalCapacityHours: 100 }, 422, 'DERIVED_FIELD', '/values/theoreticalCapacityHours'],
    ['an object', { places: { value: 1 } }, 400, undefined, '/values/places'],
  ])('%s', async (_what, values, status, code, path) => {
    const answer = await save(values);
    expect(answer).toMatchObject({ status, errors: expect.arrayContaining([expect.objectContaining({ path })]) });
    if (code) expect(answer.errors?.[0]).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(answer.detail).toMatch(/[.]$/);
  });

  test('the approver does not edit before transmission', async () => {
    expect(await save({ places: 1 }, 'approver')).toMatchObject({ status: 403, code: 'APPROVER_DOES_NOT_EDIT' });
    expect(await save({ places: 1 }, 'financial')).toMatchObject({ status: 403, code: 'ROLE_REQUIRED' });
    expect(await save({ places: 1 }, 'agent')).toMatchObject({ status: 403, code: 'ROLE_REQUIRED' });
  });

  test('a stale revision, a missing one, a missing key', async () => {
    expect(await save({ places: 1 }, 'activity', 7)).toMatchObject({ status: 409, code: 'STALE_VERSION' });
    const { id } = await opened();
    const missing = await world.call('PUT', `/declarations/${id}/sections/activity`, 'activity', {
      body: { values: { places: 1 } },
    });
    expect(missing).toMatchObject({ status: 428, body: { code: 'VERSION_REQUIRED' } });
    const unkeyed = await world.call('POST', `/declarations/${id}/transmission`, 'approver', {
      revision: 1,
      body: { attested: true, termsVersion: terms },
    });
    expect(unkeyed).toMatchObject({ status: 428, body: { code: 'IDEMPOTENCY_KEY_REQUIRED' } });
  });

  test('an oversized body', async () => {
    const { id } = await opened();
    const answer = await world.call('PUT', `/declarations/${id}/sections/activity`, 'activity', {
      revision: 1,
      body: { values: { comment: 'x'.repeat(300_000) } },
    });
    expect(answer).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
  });

  test('what blocks is listed with its fields', async () => {
    const declaration = await opened();
    const saved = await world.call('PUT', `/declarations/${declaration.id}/sections/activity`, 'activity', {
      revision: declaration.revision,
      body: { values: { places: 3_000 } },
    });
    expect(saved).toMatchObject({ status: 202, body: { evaluation: { status: 'PENDING' } } });
    await world.verdict(declaration.id, [
      { code: 'ACT-B01', step: 'ACTIVITY', severity: 'BLOCKING', field: 'openingDays' },
    ]);
    const answer = await world.call('POST', `/declarations/${declaration.id}/sections/activity/controls`, 'activity', {
      revision: saved.body.revision,
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'BLOCKING_CONTROLS', errors: [{ path: '/values/openingDays', code: 'ACT-B01' }] },
    });
  });

  test('DEC-12, DEC-07 and gaps left: the transmission says which', async () => {
    const declaration = await ended();
    const transmit = (body: object) =>
      world.call('POST', `/declarations/${declaration.id}/transmission`, 'approver', {
        revision: declaration.revision,
        key: randomUUID(),
        body,
      });
    expect(await transmit({ attested: false, termsVersion: terms })).toMatchObject({
      status: 422,
      body: { code: 'DEC-12', errors: [{ path: '/attested' }] },
    });
    await world.verdict(declaration.id, [{ code: 'DEC-01', step: 'DECLARATION' }]);
    expect(await transmit({ attested: true, termsVersion: terms })).toMatchObject({
      status: 422,
      body: { code: 'EXPLANATIONS_MISSING', errors: [{ code: 'DEC-01' }] },
    });
    const unlocked = await world.call('DELETE', `/declarations/${declaration.id}/sections/financial/lock`, 'approver', {
      revision: declaration.revision,
    });
    declaration.revision = unlocked.body.revision;
    expect(await transmit({ attested: true, termsVersion: terms })).toMatchObject({
      status: 422,
      body: { code: 'DEC-07' },
    });
  });
});

describe('lists', () => {
  test('home says what is expected of me, then whom the others wait for', async () => {
    const due = '2016-02-01';
    const { id } = await opened({ dueOn: due });
    const mine = (body: Home) => ({
      task: body.tasks.find((task) => task.declarationId === id),
      waiting: body.waiting.find((task) => task.declarationId === id),
    });
    const activity = mine((await world.call<Home>('GET', '/home', 'activity')).body);
    expect(activity).toMatchObject({
      task: {
        act: 'Saisir les données d’activité',
        step: 'ACTIVITY_ENTRY',
        equipmentName: 'Moufletterie',
        dueOn: due,
        overdue: true,
        waitingFor: null,
      },
      waiting: undefined,
    });
    const approver = mine((await world.call<Home>('GET', '/home', 'approver')).body);
    expect(approver).toMatchObject({
      task: undefined,
      waiting: {
        waitingFor: 'Claire activity (données d’activité) et Claire financial (données financières)',
      },
    });
  });

  test('home says what is at the Caf, until it judges', async () => {
    const { id, revision } = await transmitted();
    const read = async (as: string) => (await world.call<Home>('GET', '/home', as)).body;
    for (const as of ['activity', 'financial', 'approver']) {
      const { tasks, waiting, atTheCaf } = await read(as);
      expect([...tasks, ...waiting].filter((task) => task.declarationId === id)).toEqual([]);
      expect(atTheCaf.find((task) => task.declarationId === id)).toMatchObject({
        act: expect.stringMatching(/^Transmise le \d\d\/\d\d\/\d{4}$/),
        waitingFor: 'la Caf',
        dueOn: null,
        overdue: false,
      });
    }
    await world.call('POST', `/declarations/${id}/rejection`, 'agent', {
      revision,
      key: randomUUID(),
      body: { motive: 'Les heures facturées ne sont pas plausibles.' },
    });
    expect((await read('approver')).atTheCaf.filter((task) => task.declarationId === id)).toEqual([]);
    const found = await world.call<Listed<DeclarationRow>>('GET', '/declarations?status=REJECTED', 'approver');
    expect(found.body.items.map(({ id: each, statusLabel }) => [each, statusLabel])).toContainEqual([
      id,
      'Saisie en cours (version 1 rejetée)',
    ]);
  });

  test('the search is cumulative and ignores accents', async () => {
    const { id } = await opened();
    const found = async (query: string, as = 'activity') =>
      (await world.call<Listed<DeclarationRow>>('GET', `/declarations?${query}`, as)).body.items.map((item) => item.id);
    expect(await found(`exercise=${lastExercise()}&search=orleans&status=TO_ENTER&type=ACTUAL`)).toEqual([id]);
    expect(await found(`exercise=${lastExercise()}&search=MOUFLET`, 'agent')).toEqual([id]);
    expect(await found(`exercise=${lastExercise()}&type=FORECAST`)).toEqual([]);
    expect(await found(`exercise=${lastExercise()}&search=lutins`)).toEqual([]);
    expect(await found('search=%25')).toEqual([]);
    expect((await world.call('GET', '/declarations?status=SIGNED', 'activity')).status).toBe(400);
  });

  test('words are found in any order, hyphens and apostrophes apart', async () => {
    const { id } = await opened();
    const found = async (search: string) =>
      (
        await world.call<Listed<DeclarationRow>>(
          'GET',
          `/declarations?exercise=${lastExercise()}&search=${encodeURIComponent(search)}`,
          'activity',
        )
      ).body.items.map((item) => item.id);
    expect(await found('orléans moufle')).toEqual([id]);
    expect(await found('L’Ô')).toEqual([id]);
    expect(await found('moufle paris')).toEqual([]);
  });

  test('a page past the end still says how many there are', async () => {
    await transmitted();
    const list = async (path: string, as: string) => (await world.call<Listed<object>>('GET', path, as)).body;
    for (const [path, as] of [
      ['/declarations?', 'activity'],
      ['/equipments?', 'activity'],
      ['/queue?', 'agent'],
    ] as const) {
      const { items, total } = await list(`${path}page=1`, as);
      expect([path, items.length > 0, total > 0]).toEqual([path, true, true]);
      expect(await list(`${path}page=400`, as)).toMatchObject({ items: [], total });
    }
    expect(await list('/declarations?search=introuvable', 'activity')).toEqual({ items: [], total: 0 });
  });

  describe('the search of equipments', () => {
    const names = ['Éveil et Jeux', 'La Ronde', 'Les Œillets'] as const;
    const ids = new Map(names.map((name) => [name, randomUUID()]));
    const search = async (query: string, as = 'keeper') =>
      (await world.call<Listed<EquipmentRow>>('GET', `/equipments?${query}`, as)).body;
    const found = async (query: string, as?: string) => (await search(query, as)).items.map((item) => item.name);

    beforeAll(async () => {
      for (const [name, id] of ids) await world.equipment(id, { name });
      const habilitations = [...ids.values()].map((equipmentId) => ({
        equipmentId,
        roles: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'] as const,
      }));
      await world.person('keeper', {
        habilitations: [
          ...habilitations.slice(0, 2),
          { ...habilitations[2]!, to: '2015-12-31' },
          { equipmentId: elsewhere, roles: ['APPROVER'] },
        ],
      });
      await world.person('signatory', {
        habilitations: [{ equipmentId: ids.get('La Ronde')!, roles: ['APPROVER'] }],
      });
      for (const exercise of [2014, 2015]) await opened({ equipmentId: ids.get('La Ronde')!, exercise });
    });

    test('by name and commune, accents and case ignored; roles in force on own equipments only', async () => {
      expect(await found('')).toEqual(['Éveil et Jeux', 'La Ronde']);
      expect(await found('name=JEUX%20eveil&commune=orleans')).toEqual(['Éveil et Jeux']);
      expect(await found('name=ronde&commune=paris')).toEqual([]);
      expect(await found('name=orleans')).toEqual([]);
      expect(await found('name=lutins')).toEqual([]);
      expect(await found('name=%25')).toEqual([]);
      expect(await found('', 'agent')).toEqual([]);
      expect((await world.call('GET', `/equipments?name=${'x'.repeat(101)}`, 'keeper')).status).toBe(400);
      expect((await world.call('GET', '/equipments?caf=451', 'keeper')).status).toBe(400);
    });

    test('it counts the declarations that wait for this person', async () => {
      const ronde = { equipmentId: ids.get('La Ronde'), name: 'La Ronde', postalCode: '45000', commune: 'Orléans' };
      expect(await search('name=ronde')).toEqual({ items: [{ ...ronde, toHandle: 2 }], total: 1 });
      expect(await search('name=eveil')).toMatchObject({ items: [{ toHandle: 0 }] });
      expect(await search('', 'signatory')).toEqual({ items: [{ ...ronde, toHandle: 0 }], total: 1 });
    });

    test('home names them all, with or without a declaration', async () => {
      const { body } = await world.call<Home>('GET', '/home', 'keeper');
      expect(body.equipments).toEqual([
        { equipmentId: ids.get('Éveil et Jeux'), name: 'Éveil et Jeux', commune: 'Orléans' },
        { equipmentId: ids.get('La Ronde'), name: 'La Ronde', commune: 'Orléans' },
      ]);
    });
  });

  test('what the Caf rejected comes first on home, before what is late', async () => {
    const rejected = await transmitted({ dueOn: '2099-12-31' });
    await world.call('POST', `/declarations/${rejected.id}/rejection`, 'agent', {
      revision: rejected.revision,
      key: randomUUID(),
      body: { motive: 'Le total des heures est à revoir.' },
    });
    const late = await opened({ dueOn: '2016-02-01' });
    const { body } = await world.call<Home>('GET', '/home', 'approver');
    expect(body.tasks[0]).toMatchObject({ rejected: true });
    expect(body.tasks.find((task) => task.declarationId === rejected.id)).toMatchObject({ overdue: false });
    const activity = (await world.call<Home>('GET', '/home', 'activity')).body;
    expect(activity.waiting[0]).toMatchObject({ rejected: true });
    expect(activity.tasks.find((task) => task.declarationId === late.id)).toMatchObject({ rejected: false });
  });

  test('an actualisée has four steps, also in a list', async () => {
    const { id } = await opened({ type: 'UPDATED', periodEnd: `${lastExercise() + 1}-06-30` });
    const { body } = await world.call<Listed<DeclarationRow>>(
      'GET',
      `/declarations?exercise=${lastExercise()}`,
      'activity',
    );
    expect(body.items).toMatchObject([
      {
        id,
        typeLabel: 'Actualisée de janvier à juin',
        steps: [{}, {}, {}, {}],
        nextAct: 'Saisir les données d’activité',
      },
    ]);
  });

  test('the table of transitions is published', async () => {
    const { body } = await world.call('GET', '/transitions', 'activity');
    expect(body).toContainEqual(
      expect.objectContaining({ number: 'T8', act: 'TRANSMIT', from: ['IN_PROGRESS'], to: 'SUBMITTED' }),
    );
  });
});

/** A live stream of a declaration, as the screen follows it. */
async function follow(id: string | null, as: string, place?: string) {
  const address = world.app.server.listening
    ? `http://127.0.0.1:${(world.app.server.address() as { port: number }).port}`
    : await world.app.listen({ host: '127.0.0.1', port: 0 });
  const aborter = new AbortController();
  const asked = new URLSearchParams({ ...(id === null ? {} : { declaration: id }), ...(place ? { place } : {}) });
  const answer = await fetch(`${address}/api/workflow/live?${asked.toString()}`, {
    headers: { authorization: `Bearer ${as}` },
    signal: aborter.signal,
  });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** What came up to these words. */
  const heard = async (words: string) => {
    while (!text.includes(words)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`stream ended before « ${words} »: ${text}`);
      text += value;
    }
    const end = text.indexOf(words) + words.length;
    const said = text.slice(0, end);
    text = text.slice(end);
    return said;
  };
  const ended = async () => {
    while (!(await reader.read()).done);
  };
  return { answer, heard, ended, leave: () => aborter.abort() };
}

test('the live stream tells that something changed, and closes when the person no longer may know', async () => {
  const { id, revision } = await opened();
  const stream = await follow(id, 'activity');
  const { status, headers } = stream.answer;
  expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  await stream.heard(': open');
  // How it stands, for what changed between the reading of the screen and the opening of the stream.
  expect(await stream.heard('}\n\n')).toContain(`"declarationId":"${id}","revision":1`);
  await world.call('PUT', `/declarations/${id}/sections/activity`, 'activity', {
    revision,
    body: { values: { places: 2_000 } },
  });
  expect(await stream.heard('"PENDING"')).toContain(`"declarationId":"${id}","revision":2,"evaluation":"PENDING"`);
  await world.verdict(id);
  await stream.heard('CURRENT');
  await world.person('activity', { revision: 2, termsVersion: terms });
  await world.verdict(id);
  await stream.ended();
  stream.leave();
});

test('the live stream tells which colleagues have a section on screen, until they leave', async () => {
  const { id } = await opened();
  const mine = await follow(id, 'approver', 'review');
  await mine.heard('"people":[]');
  const agent = await follow(id, 'agent', 'review');
  await agent.heard('"people":[]');
  const colleague = await follow(id, 'financial', 'financial');
  await colleague.heard('"place":"review"}]');
  await mine.heard('"place":"financial"}]');
  colleague.leave();
  await mine.heard('"people":[]');
  mine.leave();
  agent.leave();
});

test('without a declaration the live stream tells a person, and nobody else, that what they may do changed', async () => {
  await Promise.all(['zoe', 'ada'].map((name) => world.person(name, { termsVersion: terms })));
  const [mine, others] = [await follow(null, 'zoe'), await follow(null, 'ada')];
  await Promise.all([mine.heard(': open'), others.heard(': open')]);
  await world.person('zoe', { revision: 2, termsVersion: terms });
  expect(await mine.heard('{}\n\n')).toContain('event: rights');
  await world.person('ada', { revision: 2, termsVersion: terms });
  expect((await others.heard('{}\n\n')).match(/event: rights/g)).toHaveLength(1);
  mine.leave();
  others.leave();
});

test('without a declaration the live stream tells who acts on an equipment, and nobody else, that what is expected changed', async () => {
  await world.person('nina', {
    termsVersion: terms,
    habilitations: [{ equipmentId: moufletterie, roles: ['ACTIVITY_PROVIDER'] }],
  });
  await world.person('lou', { termsVersion: terms });
  const { id, revision } = await opened();
  const [mine, others] = [await follow(null, 'nina'), await follow(null, 'lou')];
  await Promise.all([mine.heard(': open'), others.heard(': open')]);
  // Figures saved as they are typed change nobody’s task.
  const saved = await world.call('PUT', `/declarations/${id}/sections/activity`, 'nina', {
    revision,
    body: { values: { places: 2_000 } },
  });
  expect(saved.status).toBe(202);
  await opened();
  expect((await mine.heard('{}\n\n')).match(/event: \w+/g)).toEqual(['event: work']);
  await world.person('lou', { revision: 2, termsVersion: terms });
  expect((await others.heard('{}\n\n')).match(/event: \w+/g)).toEqual(['event: rights']);
  mine.leave();
  others.leave();
});

test('who may no longer know is not told which colleagues come', async () => {
  const { id } = await opened();
  const mine = await follow(id, 'financial', 'financial');
  await mine.heard('"people":[]');
  await world.person('financial', { revision: 2, termsVersion: terms });
  const colleague = await follow(id, 'approver', 'review');
  await mine.ended();
  colleague.leave();
  mine.leave();
});
