import { expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import { sha256 } from '@portail/platform/pure/sha256.ts';
import fc from 'fast-check';
import { openDeclaration } from './acts/open-declaration.ts';
import { receiveVerdict } from './acts/receive-verdict.ts';
import { dataHash } from './data-hash.ts';
import { sectionOf, transmissionOf, type Declaration, type Values } from './declaration.ts';
import { needsExplanation, type ControlResult, type Evaluation } from './evaluation.ts';
import type { DeclarationEvent } from './events.ts';
import { advance, evolve } from './evolve.ts';
import { gap } from './testing/declarations.ts';
import { decide, type ExistingAct, type Payload } from './testing/decide.ts';
import { agent, partner } from './testing/persons.ts';
import { acts as tableActs } from './transitions.ts';
import type { DeclarationType, SectionKey } from './vocabulary.ts';

// Any sequence of acts by anyone, with verdicts that come late: the invariants of domain.md 5.1 always hold.

const existingActs = tableActs.filter((act): act is ExistingAct => act !== 'OPEN');
const persons = [
  partner('ACTIVITY_PROVIDER'),
  partner('FINANCIAL_PROVIDER'),
  partner('APPROVER'),
  partner('ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'),
  partner(),
  agent('CAF_AGENT'),
  agent('CAF_AGENT', false),
  agent('CNAF_ADMIN'),
];

/** A small controls service: what it says depends on the data only. */
function controlsOf(declaration: Declaration): Evaluation {
  const attended = Number(declaration.activity.values['attendedHours'] ?? 0);
  const staff = Number(declaration.financial?.values['c64Staff'] ?? 0);
  const results: ControlResult[] = [];
  if (attended > 3) results.push(gap('ACT-12', { fingerprint: `attended ${attended}` }));
  if (declaration.financial !== null && (staff + attended) % 2 === 1) {
    results.push(gap('FIN-01', { fingerprint: `cost ${staff} ${attended}` }));
  }
  if (attended === 5) results.push(gap('ACT-B02', { severity: 'BLOCKING' }));
  if (staff > 2) results.push(gap('DEC-01', { fingerprint: `right ${staff}` }));
  const digest = (step: string) =>
    sha256(
      results
        .filter((result) => result.step === step)
        .map((result) => result.code + result.fingerprint)
        .join(),
    );
  return {
    declarationId: declaration.id,
    version: declaration.version,
    dataRevision: declaration.dataRevision,
    results,
    estimate: null,
    activityDigest: digest('ACTIVITY'),
    financialDigest: digest('FINANCIAL'),
    evaluatedAt: '2016-03-12T09:00:01.000Z',
    indicators: [],
  };
}

interface Step {
  readonly act: ExistingAct | 'VERDICT';
  readonly person: number;
  readonly figure: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 1, arbitrary: fc.constant('VERDICT' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...existingActs) },
  ),
  person: fc.nat({ max: persons.length - 1 }),
  figure: fc.nat({ max: 5 }),
});

/** A walk that mostly does what comes next, so that sequences reach the far states, disturbed by random acts. */
const walk = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ next: fc.constant(true), figure: fc.nat({ max: 5 }), reject: fc.boolean() }) },
    { weight: 1, arbitrary: step.map((given) => ({ next: false as const, ...given })) },
  ),
  { minLength: 5, maxLength: 60 },
);

function openedAs(type: DeclarationType): { state: Declaration; events: readonly DeclarationEvent[] } {
  const outcome = openDeclaration(
    { id: '01890000-0000-7000-8000-000000000001', exercise: 2016, type, periodEnd: null, dueOn: null },
    { activity: {}, financial: type === 'UPDATED' ? null : {} },
    {
      person: agent('CAF_AGENT'),
      at: new Date('2016-01-01T09:00:00Z'),
      equipment: {
        id: '01890000-0000-7000-8000-000000000002',
        name: 'Moufletterie',
        commune: 'Orléans',
        partnerName: 'Les Moufles',
        openedOn: null,
        closedOn: null,
        authorizations: [
          {
            validFrom: '2010-01-01',
            validTo: null,
            capacity: 3_000,
            modulated: false,
            ageFrom: 3,
            ageTo: 72,
            openingHours: '',
          },
        ],
        generalSchemeRates: [],
      },
      allowedPeriods: [{ type, startsOn: '01-01', endsOn: type === 'UPDATED' ? '06-30' : '12-31' }],
    },
  );
  if (isRefusal(outcome)) throw new Error(outcome.code);
  return { state: advance(null, outcome), events: outcome };
}

/** What the person with every role, or the Caf, would do next. */
function likely(declaration: Declaration, reject: boolean): { act: ExistingAct; person: number } {
  const everyRole = 3;
  const caf = 5;
  if (declaration.status === 'SUBMITTED') return { act: reject ? 'REJECT' : 'VALIDATE', person: caf };
  if (declaration.status === 'VALIDATED' || declaration.status === 'CANCELLED') return { act: 'REOPEN', person: caf };
  for (const section of ['activity', 'financial'] as const) {
    const name = section === 'activity' ? 'ACTIVITY' : 'FINANCIAL';
    const found = sectionOf(declaration, section);
    if (found === null || found.state === 'LOCKED') continue;
    if (found.state === 'EMPTY') return { act: `SAVE_${name}`, person: everyRole };
    if (found.state === 'CONTROLLED') return { act: `LOCK_${name}`, person: everyRole };
    return { act: found.controlsRun === null ? `RUN_${name}_CONTROLS` : `EXPLAIN_${name}`, person: everyRole };
  }
  if (declaration.declarationControls === null) return { act: 'RUN_DECLARATION_CONTROLS', person: everyRole };
  return { act: reject ? 'EXPLAIN_DECLARATION' : 'TRANSMIT', person: everyRole };
}

/** Answers the first gap of the step as it is now, and saves the figure given. */
function payloadOf(act: ExistingAct, figure: number, verdict: Evaluation | null): Payload {
  const of: Partial<Record<ExistingAct, string>> = {
    EXPLAIN_ACTIVITY: 'ACTIVITY',
    EXPLAIN_FINANCIAL: 'FINANCIAL',
    EXPLAIN_DECLARATION: 'DECLARATION',
  };
  const result = verdict?.results.find((candidate) => candidate.step === of[act] && needsExplanation(candidate));
  const values: Values = act === 'SAVE_ACTIVITY' ? { attendedHours: figure } : { c64Staff: figure };
  return result ? { code: result.code, fingerprint: result.fingerprint, values } : { values };
}

function check(before: Declaration, events: readonly DeclarationEvent[], after: Declaration): void {
  expect(after.revision).toBe(before.revision + 1);
  expect(after.dataRevision).toBeGreaterThanOrEqual(before.dataRevision);
  expect(after.past.map((version) => version.number)).toEqual(after.past.map((_version, index) => index + 1));
  expect(after.version).toBe(after.past.length + 1);
  expect(after.financial === null).toBe(after.type === 'UPDATED');
  expect(after.past.slice(0, before.past.length)).toEqual(before.past);
  if (after.status === 'TO_ENTER') expect([after.activity.state, after.version]).toEqual(['EMPTY', 1]);
  if (after.status === 'SUBMITTED' || after.status === 'VALIDATED') {
    expect(dataHash(after)).toBe(after.transmission.dataHash);
    for (const key of sections(after)) expect(sectionOf(after, key)?.state).toBe('LOCKED');
  }
  const frozen = transmissionOf(before);
  if (frozen !== null && after.version === before.version) {
    expect(transmissionOf(after)).toEqual(frozen);
    for (const key of ['activity', 'financial'] as const) expect(sectionOf(after, key)).toEqual(sectionOf(before, key));
    expect(after.explanations).toEqual(before.explanations);
  }
  for (const event of events) {
    if (event.type === 'SectionSaved') expect(sectionOf(before, event.section)?.state).not.toBe('LOCKED');
    if (event.type === 'DeclarationTransmitted') expect(before.declarationControls).not.toBeNull();
  }
}

function sections(declaration: Declaration): SectionKey[] {
  return declaration.financial === null ? ['activity'] : ['activity', 'financial'];
}

test.each<DeclarationType>(['FORECAST', 'UPDATED', 'ACTUAL'])('no sequence breaks a %s declaration', (type) => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(walk, (steps) => {
      const start = openedAs(type);
      let declaration = start.state;
      let verdict: Evaluation | null = null;
      const history: DeclarationEvent[] = [...start.events];
      for (const given of steps) {
        if (given.next) verdict = controlsOf(declaration);
        const { act, person } = given.next ? likely(declaration, given.reject) : given;
        const at = new Date(Date.parse('2016-02-01T09:00:00Z') + history.length * 60_000);
        let events: readonly DeclarationEvent[];
        if (act === 'VERDICT') {
          verdict = controlsOf(declaration);
          events = receiveVerdict(declaration, verdict, at);
        } else {
          const context = {
            person: persons[person]!,
            evaluation: verdict,
            exerciseClosed: false,
            changedEquipmentToday: false,
            at,
          };
          const outcome = decide(act, declaration, context, payloadOf(act, given.figure, verdict));
          events = isRefusal(outcome) ? [] : outcome;
        }
        if (events.length === 0) continue;
        const next = advance(declaration, events);
        check(declaration, events, next);
        history.push(...events);
        declaration = next;
        reached.add(`${next.status} ${next.version > 1 ? 'again' : 'first'}`);
      }
      const replayed = history.reduce<Declaration | null>(evolve, null);
      expect({ ...replayed, revision: declaration.revision }).toEqual(declaration);
    }),
    { numRuns: 300, seed: 2016 },
  );
  // The walk goes far enough to mean something.
  expect([...reached]).toEqual(
    expect.arrayContaining([
      'CANCELLED first',
      'IN_PROGRESS again',
      'IN_PROGRESS first',
      'SUBMITTED again',
      'SUBMITTED first',
      'VALIDATED again',
      'VALIDATED first',
    ]),
  );
});
