import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../declaration.ts';
import type { Person } from '../permissions.ts';
import { progressOf } from '../progress.ts';
import { stepsOf } from '../stepper.ts';
import { expectedAct } from '../tasks.ts';
import { declarationOf, verdictOn, type Situation } from '../testing/declarations.ts';
import { after, type ExistingAct } from '../testing/decide.ts';
import { agent, partner } from '../testing/persons.ts';
import { declineCorrection, requestCorrection } from './request-correction.ts';

const approver = partner('APPROVER');
const ofTheCaf = agent('CAF_AGENT');
const submitted: Situation = {
  type: 'ACTUAL',
  status: 'SUBMITTED',
  activity: 'LOCKED',
  financial: 'LOCKED',
  declarationControlled: true,
};

function contextOf(declaration: Declaration, person: Person) {
  return {
    person,
    evaluation: verdictOn(declaration),
    exerciseClosed: false,
    changedEquipmentToday: false,
    at: new Date('2016-05-02T08:00:00Z'),
  };
}

function outcome(act: ExistingAct, declaration: Declaration, person: Person): Declaration | string {
  const next = after(act, declaration, contextOf(declaration, person));
  return isRefusal(next) ? next.code : next;
}

function play(start: Declaration, ...acts: readonly [ExistingAct, Person][]): Declaration {
  return acts.reduce((declaration, [act, person]) => {
    const next = outcome(act, declaration, person);
    if (typeof next === 'string') throw new Error(`${act}: ${next}`);
    return next;
  }, start);
}

describe('a request for correction', () => {
  const sent = declarationOf(submitted);
  const asked = play(sent, ['REQUEST_CORRECTION', approver]);

  test('keeps who asked and when, and changes nothing of what was transmitted', () => {
    expect(asked).toMatchObject({
      status: 'SUBMITTED',
      dataRevision: sent.dataRevision,
      correctionRequest: { name: approver.name, at: '2016-05-02T08:00:00.000Z', declined: null },
    });
  });

  test('is one at a time; once declined another may follow', () => {
    expect(outcome('REQUEST_CORRECTION', asked, approver)).toBe('CORRECTION_ALREADY_REQUESTED');
    const declined = play(asked, ['DECLINE_CORRECTION', ofTheCaf]);
    expect(declined.correctionRequest?.declined).toMatchObject({ name: ofTheCaf.name });
    expect(outcome('DECLINE_CORRECTION', declined, ofTheCaf)).toBe('NO_CORRECTION_REQUEST');
    expect(play(declined, ['REQUEST_CORRECTION', approver]).correctionRequest?.declined).toBeNull();
  });

  test('is closed by a rejection and by a validation', () => {
    expect(play(asked, ['REJECT', ofTheCaf])).toMatchObject({ version: 2, correctionRequest: null });
    const validated = play(asked, ['VALIDATE', ofTheCaf]);
    expect(outcome('DECLINE_CORRECTION', validated, ofTheCaf)).toBe('ALREADY_VALIDATED');
    expect(progressOf(validated, null).correctionRequested).toBeNull();
  });

  test('is not for what may still be changed', () => {
    const draft = declarationOf({ ...submitted, status: 'IN_PROGRESS' });
    expect(outcome('REQUEST_CORRECTION', draft, approver)).toBe('STILL_EDITABLE');
    expect(outcome('DECLINE_CORRECTION', draft, ofTheCaf)).toBe('NOT_TRANSMITTED');
  });

  test('is what the agent has to answer, and stands on the step of the transmission', () => {
    const progress = progressOf(asked, verdictOn(asked));
    expect(expectedAct(progress, ofTheCaf)).toEqual({
      act: 'Répondre à la demande de correction',
      step: 'TRANSMISSION',
      since: '2016-05-02T08:00:00.000Z',
    });
    expect(stepsOf(progress, partner('ACTIVITY_PROVIDER')).at(-1)?.stateLabel).toMatch(
      /, correction demandée à la Caf$/,
    );
  });

  test.each([
    [19, false],
    [20, true],
    [2_000, true],
    [2_001, false],
  ])('of %i characters', (length, accepted) => {
    const text = ` ${'x'.repeat(length)} `;
    const request = requestCorrection(sent, { text }, contextOf(sent, approver));
    const answer = declineCorrection(asked, { text }, contextOf(asked, ofTheCaf));
    expect([request, answer].map((each) => (isRefusal(each) ? each.code : 'DONE'))).toEqual(
      accepted ? ['DONE', 'DONE'] : ['REQUEST_LENGTH', 'DECLINE_LENGTH'],
    );
  });
});
