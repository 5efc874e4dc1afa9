import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import { isExplained, type ControlResult, type Evaluation } from '../evaluation.ts';
import { declarationOf, explained, gap, stamp, verdictOn, type Situation } from '../testing/declarations.ts';
import { after, decide, type Payload } from '../testing/decide.ts';
import { partner } from '../testing/persons.ts';

const inControl: Situation = { type: 'ACTUAL', status: 'IN_PROGRESS', activity: 'RUN', financial: 'EMPTY' };
const text = 'Dix places ouvertes en septembre.';

function explain(
  payload: Payload,
  results: readonly ControlResult[],
  declaration: Declaration = declarationOf(inControl),
) {
  const evaluation = verdictOn(declaration, results);
  return after('EXPLAIN_ACTIVITY', declaration, contextOf(evaluation), { text, ...payload });
}

function contextOf(evaluation: Evaluation | null) {
  return {
    person: partner('ACTIVITY_PROVIDER'),
    evaluation,
    exerciseClosed: false,
    changedEquipmentToday: false,
    at: new Date('2016-03-20T10:00:00Z'),
  };
}

const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : outcome);

describe('explanations', () => {
  test('the last one makes the section « contrôlée »', () => {
    expect(explain({}, [gap('ACT-12')])).toMatchObject({
      activity: { state: 'CONTROLLED' },
      explanations: { 'ACT-12': { text, fingerprint: 'print-ACT-12' } },
    });
  });

  test('others left to explain keep it « en cours »', () => {
    expect(explain({}, [gap('ACT-12'), gap('ACT-13')])).toMatchObject({ activity: { state: 'DRAFT' } });
  });

  test('information asks for nothing, what blocks is not explained away', () => {
    expect(explain({}, [gap('ACT-12'), gap('ACT-03', { severity: 'INFO' })])).toMatchObject({
      activity: { state: 'CONTROLLED' },
    });
    expect(explain({}, [gap('ACT-12'), gap('ACT-B02', { severity: 'BLOCKING' })])).toMatchObject({
      activity: { state: 'DRAFT' },
    });
    expect(codeOf(explain({ code: 'ACT-B02' }, [gap('ACT-B02', { severity: 'BLOCKING' })]))).toBe('CONTROL_NOT_RAISED');
  });

  test.each([
    ['9 characters', '123456789', 'EXPLANATION_LENGTH'],
    ['10 characters once trimmed', '  1234567890  ', undefined],
    ['2 000 characters', 'x'.repeat(2_000), undefined],
    ['2 001 characters', 'x'.repeat(2_001), 'EXPLANATION_LENGTH'],
    ['spaces', ' '.repeat(30), 'EXPLANATION_LENGTH'],
  ])('%s', (_what, given, code) => {
    const outcome = explain({ text: given }, [gap('ACT-12')]);
    expect(isRefusal(outcome) ? outcome.code : undefined).toBe(code);
    if (isRefusal(outcome)) expect(outcome.errors[0]?.path).toBe('/text');
  });

  test('an explanation answers one fingerprint: another result reopens it, the text stays as a draft', () => {
    const declaration = {
      ...declarationOf({ ...inControl, activity: 'RUN' }),
      explanations: { 'ACT-12': { ...explained('ACT-12'), fingerprint: 'print-before' } },
    };
    const result = gap('ACT-12');
    expect(isExplained(result, declaration.explanations)).toBe(false);
    expect(declaration.explanations['ACT-12'].text).not.toBe('');
    const confirmed = explain({}, [result], declaration) as Declaration;
    expect(isExplained(result, confirmed.explanations)).toBe(true);
  });

  test('a figure changed since the screen was shown is refused', () => {
    expect(codeOf(explain({ fingerprint: 'print-of-yesterday' }, [gap('ACT-12')]))).toBe('RESULT_CHANGED');
  });

  test('a control that looks at several lines is explained line by line', () => {
    const lines = [
      gap('ACT-12', { field: 'attendedHours', fingerprint: 'a' }),
      gap('ACT-12', { field: 'invoicedHours', fingerprint: 'b' }),
    ];
    const first = explain({ code: 'ACT-12', fingerprint: 'a' }, lines) as Declaration;
    expect(first.activity.state).toBe('DRAFT');
    const second = explain({ code: 'ACT-12', fingerprint: 'b' }, lines, first);
    expect(second).toMatchObject({ activity: { state: 'CONTROLLED' } });
  });

  test('the same text again is no act', () => {
    const declaration = declarationOf({ ...inControl, activity: 'CONTROLLED' });
    const context = contextOf(verdictOn(declaration, [gap('ACT-12')]));
    const given = declaration.explanations['ACT-12']?.text;
    expect(decide('EXPLAIN_ACTIVITY', declaration, context, given === undefined ? {} : { text: given })).toEqual([]);
  });

  test('controls must have run, and their verdict be known', () => {
    const notRun = declarationOf({ ...inControl, activity: 'DRAFT' });
    expect(codeOf(explain({}, [gap('ACT-12')], notRun))).toBe('CONTROLS_NOT_RUN');
    expect(codeOf(after('EXPLAIN_ACTIVITY', declarationOf(inControl), contextOf(null)))).toBe('CONTROLS_PENDING');
    const older = { ...verdictOn(declarationOf(inControl)), dataRevision: 4 };
    expect(codeOf(after('EXPLAIN_ACTIVITY', declarationOf(inControl), contextOf(older)))).toBe('CONTROLS_PENDING');
  });

  test('who explained what, and what was said before, is in the event', () => {
    const declaration = declarationOf({ ...inControl, activity: 'CONTROLLED' });
    const context = contextOf(verdictOn(declaration, [gap('ACT-12')]));
    expect(decide('EXPLAIN_ACTIVITY', declaration, context, { text })).toEqual([
      {
        type: 'ControlExplained',
        step: 'ACTIVITY',
        code: 'ACT-12',
        field: null,
        fingerprint: 'print-ACT-12',
        text,
        previousText: 'Ouverture de dix places.',
        by: { at: '2016-03-20T10:00:00.000Z', userId: context.person.userId, name: context.person.name },
      },
    ]);
    expect(stamp.name).toBe('Claire Roux');
  });
});
