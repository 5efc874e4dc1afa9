import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import { declarationOf, verdictOn, type Situation } from '../testing/declarations.ts';
import { after, type ExistingAct } from '../testing/decide.ts';
import { agent, partner } from '../testing/persons.ts';
import { changedOn } from '../equipment-change.ts';
import type { Person } from '../permissions.ts';
import { cancelDeclaration, rejectDeclaration, validateDeclaration } from './review-declaration.ts';

const submitted: Situation = {
  type: 'ACTUAL',
  status: 'SUBMITTED',
  activity: 'LOCKED',
  financial: 'LOCKED',
  declarationControlled: true,
};

function contextOf(declaration: Declaration, person: Person = agent('CAF_AGENT'), exerciseClosed = false) {
  return {
    person,
    evaluation: verdictOn(declaration),
    exerciseClosed,
    changedEquipmentToday: false,
    at: new Date('2016-05-02T08:00:00Z'),
  };
}

function play(start: Declaration, ...acts: readonly [ExistingAct, Person][]): Declaration {
  return acts.reduce((declaration, [act, person]) => {
    const outcome = after(act, declaration, contextOf(declaration, person));
    if (isRefusal(outcome)) throw new Error(`${act}: ${outcome.code}`);
    return outcome;
  }, start);
}

describe('four eyes', () => {
  test.each(['VALIDATE', 'REJECT'] as const)('who changed the equipment today leaves %s to someone else', (act) => {
    const declaration = declarationOf(submitted);
    const context = contextOf(declaration);
    const outcome = after(act, declaration, { ...context, changedEquipmentToday: true });
    expect(isRefusal(outcome) && outcome.code).toBe('FOUR_EYES');
    expect(isRefusal(after(act, declaration, context))).toBe(false);
  });

  test('it is about that person and that day', () => {
    const changes = [{ personId: 'paul', lastDay: '2016-05-02' }];
    expect(changedOn(changes, 'paul', '2016-05-02')).toBe(true);
    expect(changedOn(changes, 'paul', '2016-05-03')).toBe(false);
    expect(changedOn(changes, 'anne', '2016-05-02')).toBe(false);
  });
});

describe('T10, rejection', () => {
  const before = declarationOf(submitted);
  const next = play(before, ['REJECT', agent('CAF_AGENT')]);

  test('closes the version with its motive and starts version 2 with the same data', () => {
    expect(next).toMatchObject({
      status: 'IN_PROGRESS',
      version: 2,
      activity: { state: 'DRAFT', values: before.activity.values },
      financial: { state: 'DRAFT', values: before.financial?.values },
      explanations: before.explanations,
      declarationControls: null,
      correction: { ofVersion: 1, cause: 'REJECTION', delegations: {} },
      past: [{ number: 1, status: 'REJECTED', transmission: { dataHash: 'hash' } }],
    });
    expect(next.dataRevision).toBeGreaterThan(before.dataRevision);
    expect('transmission' in next).toBe(false);
  });

  test('the provider is out until the approver delegates, and again once the delegation is taken back', () => {
    const provider = partner('ACTIVITY_PROVIDER');
    const approver = partner('APPROVER');
    const save = (declaration: Declaration) => {
      const outcome = after('SAVE_ACTIVITY', declaration, contextOf(declaration, provider));
      return isRefusal(outcome) ? outcome.code : 'DONE';
    };
    expect(save(next)).toBe('CORRECTION_BY_APPROVER');
    const delegated = play(next, ['DELEGATE_ACTIVITY', approver]);
    expect(save(delegated)).toBe('DONE');
    const approverSaves = after('SAVE_ACTIVITY', delegated, contextOf(delegated, approver));
    expect(isRefusal(approverSaves) && approverSaves.code).toBe('CORRECTION_DELEGATED');
    expect(save(play(delegated, ['REVOKE_DELEGATION_ACTIVITY', approver]))).toBe('CORRECTION_BY_APPROVER');
  });

  test('the approver corrects, controls, locks and transmits alone (T11)', () => {
    const approver = partner('APPROVER');
    const transmitted = play(
      next,
      ['SAVE_ACTIVITY', approver],
      ['RUN_ACTIVITY_CONTROLS', approver],
      ['RUN_FINANCIAL_CONTROLS', approver],
      ['RUN_DECLARATION_CONTROLS', approver],
      ['TRANSMIT', approver],
    );
    expect(transmitted).toMatchObject({ status: 'SUBMITTED', version: 2, activity: { values: { places: 3_000 } } });
  });
});

describe('T13, reopening', () => {
  test('keeps version 1 validated and starts version 2', () => {
    const validated = play(declarationOf(submitted), ['VALIDATE', agent('CAF_AGENT')]);
    expect(play(validated, ['REOPEN', agent('CAF_ADMIN')])).toMatchObject({
      status: 'IN_PROGRESS',
      version: 2,
      correction: { cause: 'REOPENING' },
      past: [{ number: 1, status: 'VALIDATED' }],
    });
  });

  test('is refused once the exercise is closed', () => {
    const validated = declarationOf({ ...submitted, status: 'VALIDATED' });
    const outcome = after('REOPEN', validated, contextOf(validated, agent('CAF_AGENT'), true));
    expect(isRefusal(outcome) && outcome.code).toBe('EXERCISE_CLOSED');
  });
});

describe('texts of the Caf', () => {
  const declaration = declarationOf(submitted);
  const context = contextOf(declaration);

  test.each([
    [19, 'MOTIVE_LENGTH'],
    [20, undefined],
    [2_000, undefined],
    [2_001, 'MOTIVE_LENGTH'],
  ])('a motive of %i characters', (length, code) => {
    const motive = ` ${'x'.repeat(length)} `;
    for (const outcome of [
      rejectDeclaration(declaration, { motive, remarks: [], limited: false }, { ...context, forms: [] }),
      cancelDeclaration(declaration, { motive }, context),
    ]) {
      expect(isRefusal(outcome) ? outcome.code : undefined).toBe(code);
    }
  });

  test('a note is optional, 2 000 characters at most', () => {
    expect(isRefusal(validateDeclaration(declaration, { note: '  ' }, context))).toBe(false);
    const outcome = validateDeclaration(declaration, { note: 'x'.repeat(2_001) }, context);
    expect(isRefusal(outcome) && outcome.errors[0]?.path).toBe('/note');
  });
});
