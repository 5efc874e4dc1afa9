import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import { dataHash } from '../data-hash.ts';
import type { Declaration } from '../declaration.ts';
import type { Evaluation } from '../evaluation.ts';
import { advance } from '../evolve.ts';
import { declarationOf, gap, verdictOn, type Situation } from '../testing/declarations.ts';
import { acceptedTerms, partner } from '../testing/persons.ts';
import { transmitDeclaration } from './transmit-declaration.ts';

const ready: Situation = {
  type: 'ACTUAL',
  status: 'IN_PROGRESS',
  activity: 'LOCKED',
  financial: 'LOCKED',
  declarationControlled: true,
};

function transmit(
  situation: Situation = ready,
  verdict: (declaration: Declaration) => Evaluation | null = verdictOn,
  command = { attested: true, termsVersion: acceptedTerms },
) {
  const declaration = declarationOf(situation);
  const outcome = transmitDeclaration(declaration, command, {
    person: partner('APPROVER'),
    evaluation: verdict(declaration),
    exerciseClosed: false,
    changedEquipmentToday: false,
    at: new Date('2016-04-02T21:30:00Z'),
    generalSchemeRate: 9_650,
  });
  return isRefusal(outcome) ? outcome : advance(declaration, outcome);
}

const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : 'DONE');

describe('T8, transmission', () => {
  test('freezes who, when, the terms, the rate and the hash of the data; a passed due date does not block', () => {
    const before = declarationOf(ready);
    expect(before.dueOn).toBe('2016-03-31');
    expect(transmit()).toMatchObject({
      status: 'SUBMITTED',
      revision: before.revision + 1,
      dataRevision: before.dataRevision,
      transmission: {
        at: '2016-04-02T21:30:00.000Z',
        name: partner('APPROVER').name,
        dataHash: dataHash(before),
        termsVersion: acceptedTerms,
        generalSchemeRate: 9_650,
      },
    });
  });

  test.each<[string, Partial<Situation>, string]>([
    ['a section not ended', { financial: 'CONTROLLED' }, 'DEC-07'],
    ['the other one not ended', { activity: 'DRAFT' }, 'DEC-07'],
    ['the whole declaration not controlled', { declarationControlled: false }, 'DECLARATION_CONTROLS_NOT_RUN'],
    ['an actualisée, without any financial lock', { type: 'UPDATED', financial: 'EMPTY' }, 'DONE'],
  ])('%s', (_what, change, code) => {
    expect(codeOf(transmit({ ...ready, ...change }))).toBe(code);
  });

  test.each<[string, (declaration: Declaration) => Evaluation | null, string]>([
    ['no verdict', () => null, 'CONTROLS_PENDING'],
    [
      'a verdict on older data',
      (one) => ({ ...verdictOn(one), dataRevision: one.dataRevision - 1 }),
      'CONTROLS_PENDING',
    ],
    ['a verdict on another version', (one) => ({ ...verdictOn(one), version: one.version + 1 }), 'CONTROLS_PENDING'],
    ['activity controls that changed since the lock', (one) => ({ ...verdictOn(one), activityDigest: 'x' }), 'DEC-06'],
    ['financial controls that changed since', (one) => ({ ...verdictOn(one), financialDigest: 'x' }), 'DEC-06'],
    [
      'an alert not explained',
      (one) => verdictOn(one, [gap('ACT-12'), gap('FIN-04'), gap('DEC-01'), gap('DEC-05')]),
      'EXPLANATIONS_MISSING',
    ],
    [
      'an alert whose figures changed',
      (one) => verdictOn(one, [gap('DEC-01', { fingerprint: 'other' })]),
      'EXPLANATIONS_MISSING',
    ],
    ['a blocking control', (one) => verdictOn(one, [gap('DEC-06', { severity: 'BLOCKING' })]), 'DEC-06'],
    ['information only', (one) => verdictOn(one, [gap('DEC-08', { severity: 'INFO' })]), 'DONE'],
    [
      'DEC-12 by the controls, which the transmission itself decides',
      (one) => verdictOn(one, [gap('DEC-12', { severity: 'BLOCKING' })]),
      'DONE',
    ],
  ])('%s', (_what, verdict, code) => {
    expect(codeOf(transmit(ready, verdict))).toBe(code);
  });

  test.each([
    ['attestation unticked', { attested: false, termsVersion: acceptedTerms }, '/attested'],
    ['terms of another version', { attested: true, termsVersion: '2020-01' }, '/termsVersion'],
  ])('%s: DEC-12 names the box', (_what, command, path) => {
    const outcome = transmit(ready, verdictOn, command);
    expect(isRefusal(outcome) && [outcome.code, outcome.errors[0]?.path]).toEqual(['DEC-12', path]);
  });

  test('a refusal names each gap to explain', () => {
    const outcome = transmit(ready, (one) => verdictOn(one, [gap('DEC-05'), gap('DEC-09')]));
    expect(isRefusal(outcome) && outcome.errors.map((error) => error.code)).toEqual(['DEC-05', 'DEC-09']);
  });
});

describe('hash of the declared data', () => {
  test('does not depend on the order of entry nor on emptied fields', () => {
    const declaration = declarationOf(ready);
    const reordered: Declaration = {
      ...declaration,
      activity: { ...declaration.activity, values: { comment: null, places: 2_000 } },
    };
    expect(dataHash(reordered)).toBe(dataHash(declaration));
  });

  test('changes with any figure and with the version', () => {
    const declaration = declarationOf(ready);
    const other = { ...declaration, activity: { ...declaration.activity, values: { places: 2_001 } } };
    expect(dataHash(other)).not.toBe(dataHash(declaration));
    expect(dataHash({ ...declaration, version: 2 })).not.toBe(dataHash(declaration));
  });
});
