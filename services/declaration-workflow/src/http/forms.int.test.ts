import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuditPage } from '@portail/platform/journal/audit.ts';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { SheetChangedSchema } from '@portail/proto/portail/sheet/v1/sheet_pb.ts';
import type { FormProposalFile } from '../queries/form-proposals.ts';
import type { FormFile } from '../queries/forms.ts';
import type { VersionView } from '../queries/views.ts';
import { journeysOn, lastExercise } from '../testing/journeys.ts';
import { cafCode, createWorld, terms, type ProblemBody, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

let world: World;
let journeys: ReturnType<typeof journeysOn>;
const equipment = randomUUID();

beforeAll(async () => {
  world = await createWorld();
  await world.equipment(equipment);
  const on = (role: 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER') => ({
    habilitations: [{ equipmentId: equipment, roles: [role] }],
    termsVersion: terms,
  });
  await Promise.all([
    world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] }),
    world.person('administrator', { population: 'CAF_ADMIN', cafCodes: [cafCode] }),
    world.person('national', { population: 'CNAF_ADMIN' }),
    world.person('activity', on('ACTIVITY_PROVIDER')),
    world.person('financial', on('FINANCIAL_PROVIDER')),
    world.person('approver', on('APPROVER')),
  ]);
  journeys = journeysOn(world, equipment);
});
afterAll(() => world.close());

type Answer = FormFile & ProblemBody;
const read = async (exercise: number, as = 'national') => world.call<Answer>('GET', `/forms/${exercise}`, as);
const save = (exercise: number, content: object, revision: number, as = 'national') =>
  world.call<Answer>('PUT', `/forms/${exercise}/draft`, as, { body: content, revision });
const publish = (exercise: number, revision: number, as = 'national', key: string = randomUUID()) =>
  world.call<Answer>('POST', `/forms/${exercise}/publication`, as, { body: {}, revision, key });

/** What is in force in the exercise, with another label for the number of places. */
async function renamed(exercise: number, label: string) {
  const { lines } = (await read(exercise)).body;
  return {
    lines: lines.map(({ section, field, help, order, ...line }) => ({
      ...{ section, field, help, order },
      label: field === 'places' ? label : line.label,
    })),
    reason: 'Mots de la convention',
  };
}

/** Drafts and publishes another label from the exercise on. */
async function renameFrom(exercise: number, label: string): Promise<void> {
  const { draftRevision } = (await read(exercise)).body;
  const saved = await save(exercise, await renamed(exercise, label), draftRevision);
  const published = await publish(exercise, saved.body.draftRevision);
  expect([published.status, published.body.code]).toEqual([200, undefined]);
}

/** Label of the number of places in the form of a declaration. */
const labelIn = async (id: string, as = 'activity') => {
  const { body } = await world.call('GET', `/declarations/${id}`, as);
  return body.sections.activity.lines.find(({ field }) => field === 'places')?.label;
};

describe('the words of the national forms', () => {
  test('are read by who works for a Caf or the Cnaf, and published by the Cnaf alone', async () => {
    const agent = await read(2016, 'agent');
    expect([agent.status, agent.body.inForce.fromExercise, agent.body.inForce.revision]).toEqual([200, 2010, 1]);
    expect(agent.body.lines[2]).toMatchObject({ code: 'A02', group: 'Ouverture de l’établissement', order: 3 });
    expect((await read(2016, 'activity')).status).toBe(404);
    expect((await world.call<ProblemBody>('GET', '/forms', 'activity')).status).toBe(404);
    expect((await read(2009)).status).toBe(400);
    const content = await renamed(2016, 'Places');
    for (const as of ['agent', 'administrator']) {
      expect([as, (await save(2016, content, 0, as)).body.code]).toEqual([as, 'FORM_NOT_YOURS']);
      expect([as, (await publish(2016, 1, as)).status]).toEqual([as, 403]);
    }
    expect((await save(2016, content, 0, 'approver')).status).toBe(404);
    expect((await publish(2016, 1, 'approver')).status).toBe(404);
  });

  test('are drafted apart, seen by the Cnaf only, and given up', async () => {
    const saved = await save(2030, await renamed(2030, 'Places ouvertes'), 0);
    expect(saved.body.draft).toMatchObject({
      savedByName: 'Claire national',
      faults: [],
      changes: [{ field: 'A02 Nombre de places\u202f: libellé', before: 'Nombre de places', after: 'Places ouvertes' }],
    });
    expect((await read(2030, 'agent')).body).toMatchObject({ draft: null, draftRevision: 0 });
    const listed = async (as: string) => (await world.call<{ drafts: number[] }>('GET', '/forms', as)).body.drafts;
    expect([await listed('national'), await listed('agent')]).toEqual([[2030], []]);
    expect((await save(2030, await renamed(2030, 'Autre'), 0)).body.code).toBe('STALE_VERSION');
    const given = await world.call<Answer>('DELETE', '/forms/2030/draft', 'national', { revision: 1 });
    expect([given.status, given.body.draft]).toEqual([200, null]);
    expect((await publish(2030, 2)).status).toBe(409);
  });

  test('are taken by open declarations at once, never by transmitted ones', async () => {
    const transmitted = await journeys.transmitted();
    const exercise = lastExercise();
    await world.call('POST', '/declarations', 'agent', {
      body: { equipmentId: equipment, exercise, type: 'FORECAST' },
      key: randomUUID(),
    });
    const next = await journeys.opened();
    await renameFrom(exercise, 'Places autorisées');
    expect(await labelIn(next.id)).toBe('Places autorisées');
    expect(await labelIn(transmitted.id)).toBe('Nombre de places');

    // Sent back, it is open again: the new version takes the words in force, the one transmitted keeps its own.
    const rejected = await world.call('POST', `/declarations/${transmitted.id}/rejection`, 'agent', {
      revision: transmitted.revision,
      body: { motive: 'Le nombre de places est à revoir.' },
      key: randomUUID(),
    });
    expect([rejected.status, rejected.body.code]).toEqual([202, undefined]);
    expect(await labelIn(transmitted.id, 'approver')).toBe('Places autorisées');
    const first = await world.call<VersionView>('GET', `/declarations/${transmitted.id}/versions/1`, 'approver');
    expect(first.body.sections.activity.lines.find(({ field }) => field === 'places')?.label).toBe('Nombre de places');
  });

  test('hold from their exercise until the next that has its own', async () => {
    await renameFrom(2050, 'Places de 2050');
    await renameFrom(2045, 'Places de 2045');
    const label = async (exercise: number) =>
      (await read(exercise)).body.lines.find(({ field }) => field === 'places')?.label;
    expect(await Promise.all([2044, 2045, 2049, 2050, 2060].map(label))).toEqual([
      'Places autorisées',
      'Places de 2045',
      'Places de 2045',
      'Places de 2050',
      'Places de 2050',
    ]);
    expect((await read(2047)).body.inForce).toMatchObject({ fromExercise: 2045, toExercise: 2049, revision: 1 });
    await renameFrom(2045, 'Places de 2045, deuxième fois');
    expect((await read(2045)).body.versions.map(({ revision }) => revision)).toEqual([2, 1]);
  });

  test('are refused with the cell named, and published once', async () => {
    const content = await renamed(2070, '');
    const saved = await save(2070, content, 0);
    const refused = await publish(2070, saved.body.draftRevision);
    const index = content.lines.findIndex(({ field }) => field === 'places');
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
      422,
      'FORM_INCONSISTENT',
      [
        {
          path: `/lines/${index}/label`,
          code: 'MISSING',
          message: `A02 ${(await read(2070)).body.lines[index]?.label ?? ''}\u202f: libellé manquant.`,
        },
      ],
    ]);
    const again = await save(2070, await renamed(2070, 'Places de 2070'), saved.body.draftRevision);
    const key = randomUUID();
    const two = await Promise.all([0, 1].map(() => publish(2070, again.body.draftRevision, 'national', key)));
    expect(two.map(({ status }) => status)).toEqual([200, 200]);
    expect((await read(2070)).body.versions).toHaveLength(1);
    expect((await publish(2070, again.body.draftRevision)).body.code).toBe('STALE_VERSION');
  });

  test('are proposed by a Caf, read and taken into the draft by the Cnaf, or refused with a reason', async () => {
    await world.person('elsewhere', { population: 'CAF_ADMIN', cafCodes: ['371'] });
    const reason = 'Les directrices confondent places et enfants inscrits.';
    const content = await renamed(2075, 'Places agréées');
    const propose = (body: object, as = 'administrator', key: string = randomUUID()) =>
      world.call<FormProposalFile & ProblemBody>('POST', '/forms/2075/proposals', as, { body, key });
    const on = (id: string, act = '', as = 'national') =>
      world.call<FormProposalFile & ProblemBody>('GET', `/form-proposals/${id}${act}`, as);
    const answer = (id: string, act: string, revision: number, body: object, as = 'national') =>
      world.call<FormProposalFile & ProblemBody>('POST', `/form-proposals/${id}/${act}`, as, { body, revision });

    for (const as of ['agent', 'national']) {
      expect((await propose({ content, reason }, as)).body.code).toBe('FORM_PROPOSER');
    }
    expect((await propose({ content, reason }, 'approver')).status).toBe(404);
    expect((await propose({ content, reason: 'Trop court' })).body.errors).toMatchObject([{ path: '/reason' }]);
    const unchanged = { ...content, lines: (await renamed(2075, '')).lines };
    expect((await propose({ content: unchanged, reason })).body.code).toBe('FORM_INCONSISTENT');

    const key = randomUUID();
    const [sent, twice] = await Promise.all([0, 1].map(() => propose({ content, reason }, 'administrator', key)));
    const { id } = sent!.body;
    expect(twice!.body.id).toBe(id);
    expect(sent!.body).toMatchObject({ state: 'SENT', cafCodes: [cafCode], subject: '2075' });
    expect(sent!.body.changes).toMatchObject([{ changes: [{ after: 'Places agréées' }] }]);
    expect((await read(2075)).body.draft).toBeNull();
    for (const as of ['elsewhere', 'approver']) expect((await on(id, '', as)).status).toBe(404);
    const list = async (as: string) =>
      (await world.call<{ items: { id: string }[] }>('GET', '/form-proposals?state=SENT', as)).body.items;
    expect((await list('elsewhere')).length).toBe(0);
    expect((await list('agent')).map((line) => line.id)).toEqual([id]);

    expect((await answer(id, 'reading', 1, {}, 'administrator')).body.code).toBe('FORM_NOT_YOURS');
    expect((await answer(id, 'reading', 1, {})).body.state).toBe('SEEN');
    expect((await answer(id, 'refusal', 1, { reason: 'non' })).body.code).toBe('REASON_TOO_SHORT');
    expect((await answer(id, 'taking', 1, { draftRevision: 7 })).body.code).toBe('STALE_VERSION');
    const taken = await answer(id, 'taking', 1, { draftRevision: 0 });
    expect(taken.body).toMatchObject({ state: 'TAKEN', answeredByName: 'Claire national', draftUnderWay: true });
    expect((await read(2075)).body.draft?.changes).toMatchObject([{ after: 'Places agréées' }]);
    expect((await answer(id, 'taking', 2, { draftRevision: 1 })).body.code).toBe('PROPOSAL_ANSWERED');

    const other = (await propose({ content, reason })).body;
    const why = 'Le libellé vient de la convention, il reste.';
    expect((await answer(other.id, 'refusal', 1, { reason: why })).body.answer).toBe(why);
    expect((await on(other.id, '', 'administrator')).body).toMatchObject({ state: 'REFUSED', answer: why });
  });

  test('are refused where every declaration is transmitted', async () => {
    await journeys.transmitted();
    const exercise = lastExercise();
    const saved = await save(exercise, await renamed(exercise, 'Trop tard'), (await read(exercise)).body.draftRevision);
    const refused = await publish(exercise, saved.body.draftRevision);
    expect(refused.body.errors?.map(({ path, code }) => [path, code])).toEqual([['/fromExercise', 'EXERCISE_OVER']]);
  });

  test('leave their line in the journal, drafts for the Cnaf only', async () => {
    expect(await verifyJournal(world.server.database)).toEqual([]);
    const audit = async (as: string, act: string) =>
      (await world.call<AuditPage>('GET', `/audit?act=${act}`, as)).body.items;
    const published = await audit('agent', 'FormPublished');
    expect(published.find(({ detail }) => detail.endsWith('2070'))).toMatchObject({
      object: 'Formulaires nationaux',
      detail: 'À partir de l’exercice 2070',
      by: 'Claire national',
      act: 'Formulaires publiés',
      note: 'Mots de la convention',
      changes: [{ after: 'Places de 2070' }],
    });
    expect(await audit('agent', 'FormDraftSaved')).toEqual([]);
    expect((await audit('national', 'FormDraftSaved')).length).toBeGreaterThan(3);
  });

  test('of a transmitted version are printed as they were, also when it is validated later', async () => {
    const { id, revision } = await journeys.transmitted();
    const exercise = lastExercise();
    const words = await labelIn(id);
    await world.call('POST', '/declarations', 'agent', {
      body: { equipmentId: equipment, exercise, type: 'FORECAST' },
      key: randomUUID(),
    });
    await renameFrom(exercise, 'Places offertes');
    const validated = await world.call('POST', `/declarations/${id}/validation`, 'agent', {
      revision,
      body: {},
      key: randomUUID(),
    });
    expect([validated.status, validated.body.status]).toEqual([200, 'VALIDATED']);
    const [last] = await world.server.database.rows<{ payload: Buffer }>(
      {
        name: 'test-sheet',
        text: 'select payload from outbox where aggregate = $1 order by sequence desc limit 1',
      },
      [`sheet/${id}`],
    );
    const { sheet } = fromBinary(SheetChangedSchema, last!.payload);
    expect([sheet?.status, sheet?.lines.find(({ field }) => field === 'places')?.label]).toEqual(['VALIDATED', words]);
  });
});
