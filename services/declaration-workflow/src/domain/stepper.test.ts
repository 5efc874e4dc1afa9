import { describe, expect, test } from '@jest/globals';
import type { Declaration } from './declaration.ts';
import type { ControlResult } from './evaluation.ts';
import type { Person } from './permissions.ts';
import { progressOf } from './progress.ts';
import { stepsOf } from './stepper.ts';
import { expectedAct, waitingFor } from './tasks.ts';
import { declarationOf, gap, stamp, verdictOn, type Situation } from './testing/declarations.ts';
import { agent, partner } from './testing/persons.ts';

const base: Situation = { type: 'ACTUAL', status: 'IN_PROGRESS', activity: 'DRAFT', financial: 'EMPTY' };
const activity = partner('ACTIVITY_PROVIDER');
const financial = partner('FINANCIAL_PROVIDER');
const approver = partner('APPROVER');
const everyRole = partner('ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER');

function progress(change: Partial<Situation>, results?: readonly ControlResult[]) {
  const declaration: Declaration = declarationOf({ ...base, ...change });
  return progressOf(declaration, verdictOn(declaration, results));
}

function states(change: Partial<Situation>, person: Person, results?: readonly ControlResult[]) {
  return stepsOf(progress(change, results), person).map((step) => step.state);
}

function current(change: Partial<Situation>, person: Person) {
  return stepsOf(progress(change), person).find((step) => step.current)?.key;
}

describe('the « chemin de fer »', () => {
  test('has six steps, four for an actualisée', () => {
    expect(stepsOf(progress({}), everyRole).map((step) => `${step.number} ${step.key}`)).toEqual([
      '1 ACTIVITY_ENTRY',
      '2 ACTIVITY_CONTROLS',
      '3 FINANCIAL_ENTRY',
      '4 FINANCIAL_CONTROLS',
      '5 DECLARATION_CONTROLS',
      '6 TRANSMISSION',
    ]);
    expect(stepsOf(progress({ type: 'UPDATED' }), everyRole).map((step) => step.key)).toEqual([
      'ACTIVITY_ENTRY',
      'ACTIVITY_CONTROLS',
      'DECLARATION_CONTROLS',
      'TRANSMISSION',
    ]);
  });

  test.each<[string, Partial<Situation>, Person, string[]]>([
    [
      'activity provider, nothing saved',
      { status: 'TO_ENTER', activity: 'EMPTY' },
      activity,
      ['TO_DO', 'NOT_YET', 'NOT_YOURS', 'NOT_YOURS', 'NOT_YOURS', 'NOT_YOURS'],
    ],
    [
      'activity provider, controls run',
      { activity: 'RUN' },
      activity,
      ['DONE', 'TO_EXPLAIN', 'NOT_YOURS', 'NOT_YOURS', 'NOT_YOURS', 'NOT_YOURS'],
    ],
    [
      'financial provider only',
      { activity: 'LOCKED', financial: 'DRAFT' },
      financial,
      ['NOT_YOURS', 'NOT_YOURS', 'IN_PROGRESS', 'TO_DO', 'NOT_YOURS', 'NOT_YOURS'],
    ],
    [
      'approver, sections under way',
      { activity: 'LOCKED', financial: 'CONTROLLED' },
      approver,
      ['LOCKED', 'LOCKED', 'DONE', 'IN_PROGRESS', 'NOT_YET', 'NOT_YET'],
    ],
    [
      'approver, sections ended',
      { activity: 'LOCKED', financial: 'LOCKED' },
      approver,
      ['LOCKED', 'LOCKED', 'LOCKED', 'LOCKED', 'TO_DO', 'NOT_YET'],
    ],
    [
      'approver, everything explained',
      { activity: 'LOCKED', financial: 'LOCKED', declarationControlled: true },
      approver,
      ['LOCKED', 'LOCKED', 'LOCKED', 'LOCKED', 'DONE', 'TO_DO'],
    ],
    [
      'approver with both other roles need not tick',
      { activity: 'CONTROLLED', financial: 'CONTROLLED' },
      everyRole,
      ['DONE', 'DONE', 'DONE', 'DONE', 'TO_DO', 'NOT_YET'],
    ],
    [
      'provider once transmitted',
      { status: 'SUBMITTED', activity: 'LOCKED', financial: 'LOCKED', declarationControlled: true },
      activity,
      ['LOCKED', 'LOCKED', 'NOT_YOURS', 'NOT_YOURS', 'NOT_YOURS', 'DONE'],
    ],
    [
      'agent before transmission follows from afar',
      { activity: 'RUN', financial: 'EMPTY' },
      agent('CAF_AGENT'),
      ['DONE', 'TO_EXPLAIN', 'TO_DO', 'NOT_YET', 'NOT_YET', 'NOT_YET'],
    ],
  ])('%s', (_who, change, person, expected) => {
    expect(states(change, person)).toEqual(expected);
  });

  test('says who ended what and when, in Paris time', () => {
    const [entry, controls] = stepsOf(progress({ activity: 'LOCKED' }), approver);
    expect(entry?.stateLabel).toBe('verrouillée le 12/03/2016 par Claire Roux');
    expect(controls?.stateLabel).toBe('verrouillé le 12/03/2016 par Claire Roux');
  });

  test('a control without a gap is not the end: the section is still to be ended', () => {
    const label = (person: Person) => stepsOf(progress({ activity: 'CONTROLLED' }), person)[1]?.stateLabel;
    expect(label(activity)).toBe('contrôlé le 12/03/2016 par Claire Roux, saisie à terminer');
    expect(label(everyRole)).toBe('contrôlé le 12/03/2016 par Claire Roux');
  });

  test('counts what is left to explain or correct', () => {
    const label = (results: readonly ControlResult[]) =>
      stepsOf(progress({ activity: 'RUN' }, results), activity)[1]?.stateLabel;
    expect(label([gap('ACT-12')])).toBe('1 point à expliquer');
    expect(label([gap('ACT-12'), gap('ACT-13'), gap('ACT-14')])).toBe('3 points à expliquer');
    expect(label([gap('ACT-12'), gap('ACT-B02', { severity: 'BLOCKING' })])).toBe('1 point à corriger');
  });

  test('an agent opens nothing before transmission, everything after', () => {
    const opened = (change: Partial<Situation>) =>
      stepsOf(progress(change), agent('CAF_AGENT')).filter((step) => step.open).length;
    expect(opened({ activity: 'LOCKED', financial: 'LOCKED', declarationControlled: true })).toBe(0);
    const submitted = { activity: 'LOCKED', financial: 'LOCKED', declarationControlled: true } as const;
    expect(opened({ ...submitted, status: 'SUBMITTED' })).toBe(6);
    expect(
      stepsOf(progress({ ...submitted, status: 'SUBMITTED' }), agent('CNAF_ADMIN')).some((step) => step.open),
    ).toBe(false);
  });

  test.each<[string, Partial<Situation>, Person, string]>([
    ['a financial provider goes straight to the financial form', { activity: 'EMPTY' }, financial, 'FINANCIAL_ENTRY'],
    ['someone with both goes on to the financial form', { activity: 'LOCKED' }, everyRole, 'FINANCIAL_ENTRY'],
    ['an approver who waits lands on what there is to read', { activity: 'DRAFT' }, approver, 'ACTIVITY_ENTRY'],
    [
      'once everything is ready, the transmission',
      { activity: 'LOCKED', financial: 'LOCKED', declarationControlled: true },
      approver,
      'TRANSMISSION',
    ],
  ])('%s', (_what, change, person, step) => {
    expect(current(change, person)).toBe(step);
  });
});

describe('what is expected', () => {
  test.each<[Partial<Situation>, Person, string | undefined]>([
    [{ status: 'TO_ENTER', activity: 'EMPTY' }, activity, 'Saisir les données d’activité'],
    [{ activity: 'DRAFT' }, activity, 'Compléter et contrôler les données d’activité'],
    [{ activity: 'RUN' }, activity, 'Expliquer 1 point des données d’activité'],
    [{ activity: 'CONTROLLED' }, activity, 'Terminer la saisie des données d’activité'],
    [{ activity: 'LOCKED' }, activity, undefined],
    [{ activity: 'EMPTY', financial: 'CONTROLLED' }, financial, 'Terminer la saisie des données financières'],
    [{ activity: 'LOCKED', financial: 'LOCKED' }, approver, 'Contrôler la déclaration'],
    [
      { activity: 'LOCKED', financial: 'LOCKED', declarationControlled: true },
      approver,
      'Transmettre la déclaration à la Caf',
    ],
    [{ activity: 'CONTROLLED', financial: 'CONTROLLED' }, everyRole, 'Contrôler la déclaration'],
    [
      { activity: 'DRAFT', financial: 'DRAFT', correction: [] },
      approver,
      'Corriger et contrôler les données d’activité',
    ],
    [{ activity: 'DRAFT', financial: 'DRAFT', correction: [] }, activity, undefined],
    [
      { activity: 'DRAFT', financial: 'DRAFT', correction: ['activity'] },
      activity,
      'Corriger et contrôler les données d’activité',
    ],
    [{ activity: 'DRAFT', correction: ['activity'] }, partner('APPROVER'), 'Saisir les données financières'],
    [{ status: 'SUBMITTED', activity: 'LOCKED', financial: 'LOCKED' }, agent('CAF_AGENT'), 'Instruire la déclaration'],
    [{ status: 'SUBMITTED', activity: 'LOCKED', financial: 'LOCKED' }, approver, undefined],
    [{ status: 'CANCELLED', activity: 'DRAFT' }, activity, undefined],
  ])('%j', (change, person, act) => {
    expect(expectedAct(progress(change), person)?.act).toBe(act);
  });

  test('says who else is awaited, by name when known', () => {
    expect(waitingFor(progress({ activity: 'LOCKED' }), { FINANCIAL_PROVIDER: ['Paul Morel'] })).toBe(
      'Paul Morel (données financières)',
    );
    expect(waitingFor(progress({}), {})).toBe(
      'le fournisseur de données d’activité et le fournisseur de données financières',
    );
    expect(waitingFor(progress({ correction: [], activity: 'DRAFT', financial: 'DRAFT' }), {})).toBe('l’approbateur');
    expect(waitingFor(progress({ status: 'SUBMITTED', activity: 'LOCKED', financial: 'LOCKED' }), {})).toBe('la Caf');
    expect(waitingFor(progress({ status: 'VALIDATED', activity: 'LOCKED', financial: 'LOCKED' }), {})).toBeNull();
  });

  test('a section given back is to be looked at again, since it was', () => {
    const given = { at: '2016-03-20T09:00:00.000Z', userId: 'approver', name: 'Hélène Marchand', message: 'À revoir.' };
    const declaration = { ...declarationOf(base), handBacks: { activity: given } };
    expect(expectedAct(progressOf(declaration, verdictOn(declaration)), activity)).toEqual({
      act: 'Revoir et contrôler les données d’activité',
      step: 'ACTIVITY_ENTRY',
      since: given.at,
      handedBack: given,
    });
  });

  test('a correction is awaited since the Caf decided, not since the figures were saved', () => {
    const declaration = declarationOf({ ...base, correction: [] });
    const decided = { ...stamp, at: '2016-04-02T09:00:00.000Z' };
    const corrected = { ...declaration, correction: declaration.correction && { ...declaration.correction, decided } };
    expect(expectedAct(progressOf(corrected, verdictOn(corrected)), approver)?.since).toBe(decided.at);
  });

  test('while the verdict is awaited nothing is counted', () => {
    const declaration = declarationOf({ ...base, activity: 'RUN' });
    const steps = stepsOf(progressOf(declaration, null), activity);
    expect(steps[1]).toMatchObject({ state: 'IN_PROGRESS', stateLabel: 'contrôle en cours' });
    expect(expectedAct(progressOf(declaration, null), activity)?.act).toBe('Contrôler les données d’activité');
  });
});
