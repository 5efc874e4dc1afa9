import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { ControlResult } from '../evaluation.ts';
import { advance } from '../evolve.ts';
import type { Person } from '../permissions.ts';
import { declarationOf, gap, stamp, verdictOn, type Situation } from '../testing/declarations.ts';
import { after, decide } from '../testing/decide.ts';
import { partner } from '../testing/persons.ts';

const draft: Situation = { type: 'ACTUAL', status: 'IN_PROGRESS', activity: 'DRAFT', financial: 'EMPTY' };
const provider = partner('ACTIVITY_PROVIDER');
const approving = partner('ACTIVITY_PROVIDER', 'APPROVER');

function contextOf(declaration: Declaration, results?: readonly ControlResult[], person: Person = provider) {
  return {
    person,
    evaluation: verdictOn(declaration, results),
    exerciseClosed: false,
    changedEquipmentToday: false,
    at: new Date('2016-03-20T10:00:00Z'),
  };
}

describe('T2 and T3, a save', () => {
  test('keeps who changed which value, from what to what', () => {
    const declaration = declarationOf(draft);
    const values = { places: 2_500, attendedHours: 100_000 };
    expect(decide('SAVE_ACTIVITY', declaration, contextOf(declaration), { values })).toMatchObject([
      {
        type: 'SectionSaved',
        section: 'activity',
        changes: [
          { field: 'places', from: 2_000, to: 2_500 },
          { field: 'attendedHours', from: null, to: 100_000 },
        ],
        by: { userId: provider.userId },
      },
    ]);
  });

  test('keeps the fields not given, and empties those given as null', () => {
    const declaration = declarationOf(draft);
    const next = after('SAVE_ACTIVITY', declaration, contextOf(declaration), { values: { attendedHours: 5 } });
    expect(next).toMatchObject({ activity: { values: { places: 2_000, attendedHours: 5 } } });
    const emptied = after('SAVE_ACTIVITY', next as Declaration, contextOf(next as Declaration), {
      values: { places: null },
    });
    expect(emptied).toMatchObject({ activity: { values: { places: null, attendedHours: 5 } } });
  });

  test('that changes nothing is no act: a controlled section stays controlled', () => {
    const declaration = declarationOf({ ...draft, activity: 'CONTROLLED' });
    expect(decide('SAVE_ACTIVITY', declaration, contextOf(declaration), { values: { places: 2_000 } })).toEqual([]);
  });

  test('that changes a figure gives the section back to controls, and the verdict is awaited again', () => {
    const declaration = declarationOf({ ...draft, activity: 'CONTROLLED' });
    const next = after('SAVE_ACTIVITY', declaration, contextOf(declaration)) as Declaration;
    expect(next.activity.state).toBe('DRAFT');
    expect(next.dataRevision).toBe(declaration.dataRevision + 1);
    expect(next.revision).toBe(declaration.revision + 1);
  });

  test('of values that cannot be kept changes nothing and names each field', () => {
    const declaration = declarationOf(draft);
    const values = { places: -1, unheardOf: 3 };
    const outcome = decide('SAVE_ACTIVITY', declaration, contextOf(declaration), { values });
    expect(isRefusal(outcome) && [outcome.code, outcome.errors.map(({ path, code }) => `${path} ${code}`)]).toEqual([
      'VALUES_REFUSED',
      ['/values/places ACT-B10', '/values/unheardOf UNKNOWN_FIELD'],
    ]);
  });
});

describe('T4, controls of a section', () => {
  test('are refused while something blocks, with the fields to correct', () => {
    const declaration = declarationOf(draft);
    const blocking = gap('ACT-B01', { severity: 'BLOCKING', field: 'openingDays' });
    const outcome = after('RUN_ACTIVITY_CONTROLS', declaration, contextOf(declaration, [blocking]));
    expect(isRefusal(outcome) && outcome).toMatchObject({
      code: 'BLOCKING_CONTROLS',
      errors: [{ path: '/values/openingDays', code: 'ACT-B01' }],
    });
  });

  test('do not look at what blocks the other section', () => {
    const declaration = declarationOf(draft);
    const other = gap('FIN-B01', { severity: 'BLOCKING' });
    expect(after('RUN_ACTIVITY_CONTROLS', declaration, contextOf(declaration, [other]))).toMatchObject({
      activity: { state: 'CONTROLLED' },
    });
  });

  test('without anything raised are done at once', () => {
    const declaration = declarationOf(draft);
    expect(after('RUN_ACTIVITY_CONTROLS', declaration, contextOf(declaration, []))).toMatchObject({
      activity: { state: 'CONTROLLED', controlled: { name: provider.name } },
    });
  });

  test('with gaps wait for explanations', () => {
    const declaration = declarationOf(draft);
    expect(after('RUN_ACTIVITY_CONTROLS', declaration, contextOf(declaration))).toMatchObject({
      activity: { state: 'DRAFT', controlsRun: { name: provider.name } },
    });
  });
});

describe('decision 9.3, a provider who is also approver does not tick', () => {
  test('moving on ends the section', () => {
    const declaration = declarationOf(draft);
    expect(after('RUN_ACTIVITY_CONTROLS', declaration, contextOf(declaration, [], approving))).toMatchObject({
      activity: { state: 'LOCKED', locked: { automatic: true, digest: 'digest-activity' } },
    });
  });

  test('so does looking at the whole declaration', () => {
    const declaration = declarationOf({ ...draft, activity: 'CONTROLLED', financial: 'LOCKED' });
    expect(after('RUN_DECLARATION_CONTROLS', declaration, contextOf(declaration, undefined, approving))).toMatchObject({
      activity: { state: 'LOCKED', locked: { automatic: true } },
      declarationControls: { name: approving.name },
    });
  });

  test('a section of someone else is not ended that way', () => {
    const declaration = declarationOf({ ...draft, activity: 'LOCKED', financial: 'CONTROLLED' });
    const outcome = after('RUN_DECLARATION_CONTROLS', declaration, contextOf(declaration, undefined, approving));
    expect(isRefusal(outcome) && outcome.code).toBe('DEC-07');
  });

  test('nor does a provider of both sections without the approver’s role', () => {
    const both = partner('ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER');
    const declaration = declarationOf(draft);
    expect(after('RUN_ACTIVITY_CONTROLS', declaration, contextOf(declaration, [], both))).toMatchObject({
      activity: { state: 'CONTROLLED' },
    });
  });

  test('the approver may reopen it', () => {
    const declaration = declarationOf({ ...draft, activity: 'LOCKED' });
    expect(after('UNLOCK_ACTIVITY', declaration, contextOf(declaration, undefined, approving))).toMatchObject({
      activity: { state: 'DRAFT' },
    });
  });
});

test('T6 discards the controls of the whole declaration', () => {
  const declaration = declarationOf({
    ...draft,
    activity: 'LOCKED',
    financial: 'LOCKED',
    declarationControlled: true,
  });
  const next = after('UNLOCK_FINANCIAL', declaration, contextOf(declaration, undefined, partner('APPROVER')));
  expect(next).toMatchObject({
    declarationControls: null,
    activity: { state: 'LOCKED' },
    financial: { state: 'DRAFT' },
  });
});

describe('a section given back (T6)', () => {
  const ended = declarationOf({ ...draft, activity: 'LOCKED' });
  const giveBack = (text?: string) =>
    after('UNLOCK_ACTIVITY', ended, contextOf(ended, [], partner('APPROVER')), text === undefined ? {} : { text });

  test('carries the message of the approver until it is ended again', () => {
    const given = giveBack('  Revoyez les heures facturées. ') as Declaration;
    expect(given.handBacks).toEqual({
      activity: expect.objectContaining({ name: 'Claire APPROVER', message: 'Revoyez les heures facturées.' }),
    });
    const controlled = after('RUN_ACTIVITY_CONTROLS', given, contextOf(given, [])) as Declaration;
    expect(controlled.handBacks.activity).toBeDefined();
    expect(after('LOCK_ACTIVITY', controlled, contextOf(controlled, []))).toMatchObject({
      activity: { state: 'LOCKED' },
      handBacks: {},
    });
  });

  test('needs no message, and takes 2 000 characters at most', () => {
    expect(giveBack()).toMatchObject({ handBacks: { activity: { message: null } } });
    expect(giveBack(' ')).toMatchObject({ handBacks: { activity: { message: null } } });
    const outcome = giveBack('x'.repeat(2_001));
    expect(isRefusal(outcome) && [outcome.code, outcome.errors[0]?.path]).toEqual(['TEXT_LENGTH', '/message']);
  });
});

test('an event that does not fit its state is a broken history', () => {
  const declaration = declarationOf(draft);
  expect(() => advance(declaration, [{ type: 'DeclarationValidated', note: null, by: stamp }])).toThrow(
    'DeclarationValidated while IN_PROGRESS',
  );
  expect(() => advance(null, [{ type: 'DeclarationControlsRun', by: stamp }])).toThrow('before DeclarationOpened');
});
