import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Declaration, Section } from './declaration.ts';
import type { Person } from './permissions.ts';
import { declarationOf, verdictOn, type Situation, type Stage } from './testing/declarations.ts';
import { after, type ExistingAct } from './testing/decide.ts';
import { agent, partner } from './testing/persons.ts';
import type { Role } from './vocabulary.ts';

// What is expected here is written by hand from domain.md 5.2 and 5.3; the transition table is not consulted.

type Key = 'activity' | 'financial';
const stages = ['EMPTY', 'DRAFT', 'RUN', 'CONTROLLED', 'LOCKED'] as const;
const filled = ['DRAFT', 'RUN', 'CONTROLLED', 'LOCKED'] as const;

const situations: readonly Situation[] = [
  { type: 'ACTUAL', status: 'TO_ENTER', activity: 'EMPTY', financial: 'EMPTY' },
  ...stages.flatMap((activity) =>
    stages.map((financial): Situation => ({ type: 'ACTUAL', status: 'IN_PROGRESS', activity, financial })),
  ),
  {
    type: 'FORECAST',
    status: 'IN_PROGRESS',
    activity: 'LOCKED',
    financial: 'LOCKED',
    declarationControlled: true,
  },
  ...[[], ['activity'], ['financial'], ['activity', 'financial']].flatMap((correction) =>
    filled.flatMap((activity) =>
      filled.map((financial): Situation => ({
        type: 'ACTUAL',
        status: 'IN_PROGRESS',
        activity,
        financial,
        correction: correction as Key[],
      })),
    ),
  ),
  {
    type: 'ACTUAL',
    status: 'IN_PROGRESS',
    activity: 'LOCKED',
    financial: 'LOCKED',
    declarationControlled: true,
    correction: [],
  },
  ...(['SUBMITTED', 'VALIDATED'] as const).flatMap((status) =>
    [null, [] as const, ['activity'] as const].map((correction): Situation => ({
      type: 'ACTUAL',
      status,
      activity: 'LOCKED',
      financial: 'LOCKED',
      declarationControlled: true,
      correction,
    })),
  ),
  ...(['OPEN', 'DECLINED'] as const).flatMap((request) =>
    (['SUBMITTED', 'VALIDATED', 'CANCELLED'] as const).map((status): Situation => ({
      type: 'ACTUAL',
      status,
      activity: 'LOCKED',
      financial: 'LOCKED',
      declarationControlled: true,
      transmitted: true,
      request,
    })),
  ),
  { type: 'ACTUAL', status: 'CANCELLED', activity: 'DRAFT', financial: 'EMPTY' },
  { type: 'ACTUAL', status: 'CANCELLED', activity: 'LOCKED', financial: 'LOCKED', transmitted: true },
  { type: 'UPDATED', status: 'TO_ENTER', activity: 'EMPTY', financial: 'EMPTY' },
  ...stages.map((activity): Situation => ({ type: 'UPDATED', status: 'IN_PROGRESS', activity, financial: 'EMPTY' })),
  { type: 'UPDATED', status: 'IN_PROGRESS', activity: 'LOCKED', financial: 'EMPTY', declarationControlled: true },
  { type: 'UPDATED', status: 'SUBMITTED', activity: 'LOCKED', financial: 'EMPTY', declarationControlled: true },
];

const roles: readonly Role[] = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'];
const roleCombinations = Array.from({ length: 8 }, (_, bits) => roles.filter((_role, index) => bits & (1 << index)));
const persons: readonly Person[] = [
  ...roleCombinations.map((held) => partner(...held)), // the first one, without a role, is also anyone of another partner
  agent('CAF_AGENT'),
  agent('CAF_AGENT', false),
  agent('CAF_ADMIN'),
  agent('CAF_ADMIN', false),
  agent('CNAF_ADMIN'),
  agent('CNAF_ADMIN', false),
];

type Answer = 'NOT_FOUND' | 'FORBIDDEN' | 'REFUSED' | 'DONE';

interface Expected {
  readonly answer: Answer;
  /** When done: what must be true of the state afterwards. */
  readonly then?: (next: Declaration) => boolean;
}

const has = (person: Person, role: Role) => person.roles.includes(role);
const isCaf = (person: Person) => person.population === 'CAF_AGENT' || person.population === 'CAF_ADMIN';
const state = (declaration: Declaration, section: Key): Section['state'] | undefined => declaration[section]?.state;

/** Table 5.3, rows « edit », « explain », « tick »: who works on a section. */
function worksOn(person: Person, section: Key, situation: Situation): boolean {
  const provider = has(person, section === 'activity' ? 'ACTIVITY_PROVIDER' : 'FINANCIAL_PROVIDER');
  if (situation.correction === undefined || situation.correction === null) return provider;
  return situation.correction.includes(section) ? provider : has(person, 'APPROVER');
}

/** Acts of one section. */
function onSection(
  section: Key,
  situation: Situation,
  who: boolean,
  possible: (stage: Stage) => boolean,
  then: (next: Declaration, before: Stage) => boolean,
  status: readonly Declaration['status'][] = ['IN_PROGRESS'],
): Expected {
  if (!who) return { answer: 'FORBIDDEN' };
  if (!status.includes(situation.status)) return { answer: 'REFUSED' };
  if (section === 'financial' && situation.type === 'UPDATED') return { answer: 'REFUSED' };
  const stage = situation[section];
  return possible(stage) ? { answer: 'DONE', then: (next) => then(next, stage) } : { answer: 'REFUSED' };
}

function byCaf(situation: Situation, person: Person, from: readonly Declaration['status'][], to: string): Expected {
  if (!isCaf(person)) return { answer: 'FORBIDDEN' };
  if (!from.includes(situation.status)) return { answer: 'REFUSED' };
  return { answer: 'DONE', then: (next) => next.status === to };
}

function byApprover(situation: Situation, person: Person, possible: boolean, then: Expected['then']): Expected {
  if (!has(person, 'APPROVER')) return { answer: 'FORBIDDEN' };
  return situation.status === 'IN_PROGRESS' && possible ? { answer: 'DONE', then } : { answer: 'REFUSED' };
}

/** Sections that count as ended for the approver: locked, or theirs and controlled (decision 9.3). */
function ended(situation: Situation, person: Person, alsoControlled: boolean): boolean {
  const sections: Key[] = situation.type === 'UPDATED' ? ['activity'] : ['activity', 'financial'];
  return sections.every(
    (section) =>
      situation[section] === 'LOCKED' ||
      (alsoControlled && situation[section] === 'CONTROLLED' && worksOn(person, section, situation)),
  );
}

function expected(act: ExistingAct, situation: Situation, person: Person): Expected {
  if (!person.inScope) return { answer: 'NOT_FOUND' };
  const section: Key = act.endsWith('FINANCIAL') || act === 'RUN_FINANCIAL_CONTROLS' ? 'financial' : 'activity';
  const works = worksOn(person, section, situation);
  const approver = has(person, 'APPROVER');
  switch (act) {
    case 'SAVE_ACTIVITY':
    case 'SAVE_FINANCIAL':
      return onSection(
        section,
        situation,
        works,
        (stage) => stage !== 'LOCKED',
        (next) => next.status === 'IN_PROGRESS' && state(next, section) === 'DRAFT',
        ['TO_ENTER', 'IN_PROGRESS'],
      );
    case 'RUN_ACTIVITY_CONTROLS':
    case 'RUN_FINANCIAL_CONTROLS':
      return onSection(
        section,
        situation,
        works,
        (stage) => ['DRAFT', 'RUN', 'CONTROLLED'].includes(stage),
        (next, before) =>
          before === 'CONTROLLED'
            ? state(next, section) === (approver ? 'LOCKED' : 'CONTROLLED')
            : state(next, section) === 'DRAFT',
      );
    case 'EXPLAIN_ACTIVITY':
    case 'EXPLAIN_FINANCIAL':
      return onSection(
        section,
        situation,
        works,
        (stage) => ['RUN', 'CONTROLLED'].includes(stage),
        (next) => state(next, section) === 'CONTROLLED',
      );
    case 'LOCK_ACTIVITY':
    case 'LOCK_FINANCIAL':
      return onSection(
        section,
        situation,
        works,
        (stage) => stage === 'CONTROLLED',
        (next) => state(next, section) === 'LOCKED',
      );
    case 'UNLOCK_ACTIVITY':
    case 'UNLOCK_FINANCIAL':
      return onSection(
        section,
        situation,
        approver,
        (stage) => stage === 'LOCKED',
        (next) => state(next, section) === 'DRAFT' && next.declarationControls === null,
      );
    case 'DELEGATE_ACTIVITY':
    case 'DELEGATE_FINANCIAL': {
      const delegable = situation.correction?.includes(section) === false;
      return onSection(
        section,
        situation,
        approver,
        (stage) => delegable && stage !== 'LOCKED',
        (next) => next.correction?.delegations[section] !== undefined,
      );
    }
    case 'REVOKE_DELEGATION_ACTIVITY':
    case 'REVOKE_DELEGATION_FINANCIAL':
      return onSection(
        section,
        situation,
        approver,
        () => situation.correction?.includes(section) === true,
        (next) => next.correction?.delegations[section] === undefined,
      );
    case 'RUN_DECLARATION_CONTROLS':
      return byApprover(
        situation,
        person,
        ended(situation, person, true),
        (next) => next.declarationControls !== null && next.activity.state === 'LOCKED',
      );
    case 'EXPLAIN_DECLARATION':
      return byApprover(
        situation,
        person,
        ended(situation, person, false) && situation.declarationControlled === true,
        (next) => next.explanations['DEC-01'] !== undefined,
      );
    case 'COMMENT':
      return byApprover(situation, person, true, (next) => next.comment !== null);
    case 'TRANSMIT':
      return byApprover(
        situation,
        person,
        ended(situation, person, false) && situation.declarationControlled === true,
        (next) => next.status === 'SUBMITTED' && next.transmission.dataHash.length === 64,
      );
    case 'REQUEST_CORRECTION':
      if (!approver) return { answer: 'FORBIDDEN' };
      return situation.status === 'SUBMITTED' && situation.request !== 'OPEN'
        ? { answer: 'DONE', then: (next) => next.correctionRequest?.declined === null && next.status === 'SUBMITTED' }
        : { answer: 'REFUSED' };
    case 'DECLINE_CORRECTION':
      if (!isCaf(person)) return { answer: 'FORBIDDEN' };
      return situation.status === 'SUBMITTED' && situation.request === 'OPEN'
        ? { answer: 'DONE', then: (next) => !!next.correctionRequest?.declined && next.status === 'SUBMITTED' }
        : { answer: 'REFUSED' };
    case 'VALIDATE':
      return byCaf(situation, person, ['SUBMITTED'], 'VALIDATED');
    case 'REJECT':
      return byCaf(situation, person, ['SUBMITTED'], 'IN_PROGRESS');
    case 'REOPEN':
      return byCaf(situation, person, ['VALIDATED'], 'IN_PROGRESS');
    case 'CANCEL':
      return byCaf(situation, person, ['TO_ENTER', 'IN_PROGRESS', 'SUBMITTED'], 'CANCELLED');
  }
}

const acts: readonly ExistingAct[] = [
  'SAVE_ACTIVITY',
  'SAVE_FINANCIAL',
  'RUN_ACTIVITY_CONTROLS',
  'RUN_FINANCIAL_CONTROLS',
  'EXPLAIN_ACTIVITY',
  'EXPLAIN_FINANCIAL',
  'EXPLAIN_DECLARATION',
  'LOCK_ACTIVITY',
  'LOCK_FINANCIAL',
  'UNLOCK_ACTIVITY',
  'UNLOCK_FINANCIAL',
  'RUN_DECLARATION_CONTROLS',
  'COMMENT',
  'TRANSMIT',
  'DELEGATE_ACTIVITY',
  'DELEGATE_FINANCIAL',
  'REVOKE_DELEGATION_ACTIVITY',
  'REVOKE_DELEGATION_FINANCIAL',
  'REQUEST_CORRECTION',
  'DECLINE_CORRECTION',
  'VALIDATE',
  'REJECT',
  'REOPEN',
  'CANCEL',
];

function title(situation: Situation): string {
  const correction = situation.correction ? ` correction, delegated [${situation.correction.join()}]` : '';
  const controlled = situation.declarationControlled ? ' controlled' : '';
  const request = situation.request ? ` request ${situation.request}` : '';
  return `${situation.type} ${situation.status} ${situation.activity}/${situation.financial}${controlled}${correction}${request}`;
}

function answerOf(outcome: ReturnType<typeof after>): Answer {
  if (!isRefusal(outcome)) return 'DONE';
  if (outcome.kind === 'not-found') return 'NOT_FOUND';
  return outcome.kind === 'forbidden' ? 'FORBIDDEN' : 'REFUSED';
}

describe.each(acts)('%s', (act) => {
  test.each(situations.map((situation) => [title(situation), situation] as const))('%s', (_title, situation) => {
    const declaration = declarationOf(situation);
    const evaluation = verdictOn(declaration);
    const surprises = persons.flatMap((person) => {
      const context = {
        person,
        evaluation,
        exerciseClosed: false,
        changedEquipmentToday: false,
        at: new Date('2016-03-20T10:00:00Z'),
      };
      const outcome = after(act, declaration, context);
      const { answer, then } = expected(act, situation, person);
      const who = `${person.name}, in scope ${person.inScope}`;
      if (answerOf(outcome) !== answer) return [`${who}: ${answerOf(outcome)} instead of ${answer}`];
      if (!isRefusal(outcome) && then && !then(outcome)) return [`${who}: wrong state afterwards`];
      return [];
    });
    expect(surprises).toEqual([]);
  });
});

test('the matrix holds every act, state and role combination', () => {
  expect(acts).toHaveLength(24);
  expect(persons).toHaveLength(14);
  expect(situations.length).toBeGreaterThan(100);
});
