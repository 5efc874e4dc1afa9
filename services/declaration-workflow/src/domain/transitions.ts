import { notFound, type Refusal } from '@portail/platform/pure/refusal.ts';
import { sectionOf, type Declaration } from './declaration.ts';
import { guards, type Circumstances, type GuardName } from './guards.ts';
import { edits, holds, isOfTheCaf, type Person } from './permissions.ts';
import { refuse, type RefusalCode } from './refusals.ts';
import type { Act, SectionKey, SectionState, Status } from './vocabulary.ts';

/** Who may do an act: the Caf of the equipment, the person who edits the section now, or the approver. */
export type Who = 'CAF' | 'EDITOR' | 'APPROVER';

/** One row of the transition table: an act, where it is possible, who may do it, on which conditions, where it leads. */
export interface Transition {
  /** Number in domain.md section 5.2. */
  readonly number: string;
  readonly act: Act;
  readonly section: SectionKey | null;
  readonly from: readonly (Status | 'NONE')[];
  /** Null: the status stays. */
  readonly to: Status | null;
  /** States of the section in which it is possible; null: any. */
  readonly sectionFrom: readonly SectionState[] | null;
  readonly sectionTo: SectionState | null;
  readonly who: Who;
  readonly guards: readonly GuardName[];
  /** What it does, for the documentation. */
  readonly effect: string;
}

type Row = Pick<Transition, 'number' | 'act' | 'from' | 'who' | 'effect'> & Partial<Transition>;

const row = (given: Row): Transition => ({
  section: null,
  to: null,
  sectionFrom: null,
  sectionTo: null,
  guards: [],
  ...given,
});

function sectionRows(section: SectionKey): readonly Transition[] {
  const suffix = section === 'activity' ? 'ACTIVITY' : 'FINANCIAL';
  const run = section === 'activity' ? 'RUN_ACTIVITY_CONTROLS' : 'RUN_FINANCIAL_CONTROLS';
  const open = { section, from: ['IN_PROGRESS'] } as const;
  const unlocked = ['EMPTY', 'DRAFT', 'CONTROLLED'] as const;
  return [
    row({
      number: 'T2',
      act: `SAVE_${suffix}`,
      section,
      from: ['TO_ENTER'],
      to: 'IN_PROGRESS',
      who: 'EDITOR',
      sectionFrom: ['EMPTY'],
      sectionTo: 'DRAFT',
      effect: 'first save',
    }),
    row({
      ...open,
      number: 'T3',
      act: `SAVE_${suffix}`,
      who: 'EDITOR',
      sectionFrom: unlocked,
      sectionTo: 'DRAFT',
      effect: 'figures saved; the approver does it after a rejection (T11)',
    }),
    row({
      ...open,
      number: 'T4',
      act: run,
      who: 'EDITOR',
      sectionFrom: ['DRAFT', 'CONTROLLED'],
      sectionTo: 'CONTROLLED',
      guards: ['verdictKnown', 'sectionHasNothingBlocking'],
      effect:
        'controls shown; CONTROLLED when clean or explained, and LOCKED at once for an editor who is also approver',
    }),
    row({
      ...open,
      number: 'T4',
      act: `EXPLAIN_${suffix}`,
      who: 'EDITOR',
      sectionFrom: ['DRAFT', 'CONTROLLED'],
      sectionTo: 'CONTROLLED',
      guards: ['sectionControlsRun', 'verdictKnown'],
      effect: 'one gap explained; CONTROLLED after the last one',
    }),
    row({
      ...open,
      number: 'T5',
      act: `LOCK_${suffix}`,
      who: 'EDITOR',
      sectionFrom: ['CONTROLLED'],
      sectionTo: 'LOCKED',
      guards: ['verdictKnown', 'sectionHasNothingBlocking', 'sectionIsExplained'],
      effect: '« fin de saisie »',
    }),
    row({
      ...open,
      number: 'T6',
      act: `UNLOCK_${suffix}`,
      who: 'APPROVER',
      sectionFrom: ['LOCKED'],
      sectionTo: 'DRAFT',
      effect: 'section given back; whole-declaration controls discarded',
    }),
    row({
      ...open,
      number: 'T12',
      act: `DELEGATE_${suffix}`,
      who: 'APPROVER',
      sectionFrom: unlocked,
      guards: ['correctionUnderWay', 'notDelegated'],
      effect: 'the provider corrects the section',
    }),
    row({
      ...open,
      number: 'T12',
      act: `REVOKE_DELEGATION_${suffix}`,
      who: 'APPROVER',
      guards: ['correctionUnderWay', 'delegated'],
      effect: 'the approver corrects the section again',
    }),
  ];
}

/**
 * The one table of the workflow (domain.md 5.2): permissions, the acts a person may do, the documentation and
 * `GET /transitions` derive from it. The conditions of T1 look at an equipment, not at a declaration: `acts/open-declaration.ts`.
 */
export const transitions: readonly Transition[] = [
  row({ number: 'T1', act: 'OPEN', from: ['NONE'], to: 'TO_ENTER', who: 'CAF', effect: 'declaration opened' }),
  ...sectionRows('activity'),
  ...sectionRows('financial'),
  row({
    number: 'T7',
    act: 'RUN_DECLARATION_CONTROLS',
    from: ['IN_PROGRESS'],
    who: 'APPROVER',
    guards: ['sectionsEnded'],
    effect: 'whole-declaration controls and estimate shown',
  }),
  row({
    number: 'T7',
    act: 'EXPLAIN_DECLARATION',
    from: ['IN_PROGRESS'],
    who: 'APPROVER',
    guards: ['sectionsLocked', 'declarationControlsRun', 'verdictKnown'],
    effect: 'one gap of the whole declaration explained',
  }),
  row({
    number: 'T8',
    act: 'COMMENT',
    from: ['IN_PROGRESS'],
    who: 'APPROVER',
    effect: 'approver’s comment for the Caf',
  }),
  row({
    number: 'T8',
    act: 'TRANSMIT',
    from: ['IN_PROGRESS'],
    to: 'SUBMITTED',
    who: 'APPROVER',
    guards: [
      'sectionsLocked',
      'declarationControlsRun',
      'verdictKnown',
      'locksStillHold',
      'declarationHasNothingBlocking',
      'declarationIsExplained',
    ],
    effect: 'transmitted to the Caf, for good; attestation and terms accepted (DEC-12)',
  }),
  row({
    number: 'T15',
    act: 'REQUEST_CORRECTION',
    from: ['SUBMITTED'],
    who: 'APPROVER',
    guards: ['noRequestOpen'],
    effect: 'correction asked of the Caf, which rejects (T10) or declines (T16); decision 9.9',
  }),
  row({
    number: 'T16',
    act: 'DECLINE_CORRECTION',
    from: ['SUBMITTED'],
    who: 'CAF',
    guards: ['requestOpen'],
    effect: 'request declined with a sentence; the version stays transmitted',
  }),
  row({
    number: 'T9',
    act: 'VALIDATE',
    from: ['SUBMITTED'],
    to: 'VALIDATED',
    who: 'CAF',
    guards: ['fourEyes'],
    effect: 'validated',
  }),
  row({
    number: 'T10',
    act: 'REJECT',
    from: ['SUBMITTED'],
    to: 'IN_PROGRESS',
    who: 'CAF',
    guards: ['fourEyes'],
    effect: 'version closed with a motive; version n + 1 copies its data',
  }),
  row({
    number: 'T13',
    act: 'REOPEN',
    from: ['VALIDATED'],
    to: 'IN_PROGRESS',
    who: 'CAF',
    guards: ['exerciseOpen'],
    effect: 'version n + 1 copies the data; version n stays validated',
  }),
  row({
    number: 'T14',
    act: 'CANCEL',
    from: ['TO_ENTER', 'IN_PROGRESS', 'SUBMITTED'],
    to: 'CANCELLED',
    who: 'CAF',
    effect: 'cancelled with a motive',
  }),
];

const rowsOf = Map.groupBy(transitions, (transition) => transition.act);

/** The acts of the table, each once. */
export const acts: readonly Act[] = [...rowsOf.keys()];

/** Why this person may not do this act now, or undefined: existence, then role, then state, then conditions. */
export function refusalOf(act: Act, declaration: Declaration, circumstances: Circumstances): Refusal | undefined {
  const { person } = circumstances;
  const rows = rowsOf.get(act) ?? [];
  const [first] = rows;
  if (!person.inScope || first === undefined) return notFound();
  const byRole = refusalOfRole(first, declaration, person);
  if (byRole) return byRole;
  const here = rows.find((candidate) => candidate.from.includes(declaration.status));
  if (here === undefined) return refuse(statusRefusal(act, declaration.status));
  if (here.section !== null) {
    const section = sectionOf(declaration, here.section);
    if (section === null) return refuse('SECTION_NOT_REQUIRED');
    if (here.sectionFrom !== null && !here.sectionFrom.includes(section.state)) {
      return refuse(sectionRefusal(here, section.state));
    }
  }
  for (const name of here.guards) {
    const refusal = guards[name](declaration, circumstances, here.section ?? undefined);
    if (refusal) return refusal;
  }
  return undefined;
}

/** What this person may do to the declaration now. */
export function allowedActs(declaration: Declaration, circumstances: Circumstances): readonly Act[] {
  return acts.filter((act) => act !== 'OPEN' && refusalOf(act, declaration, circumstances) === undefined);
}

function refusalOfRole(transition: Transition, declaration: Declaration, person: Person): Refusal | undefined {
  switch (transition.who) {
    case 'CAF':
      return isOfTheCaf(person) ? undefined : refuse('CAF_ONLY');
    case 'APPROVER':
      return holds(person, 'APPROVER') ? undefined : refuse('ROLE_REQUIRED');
    case 'EDITOR':
      return refusalOfEditor(declaration, person, transition.section ?? 'activity');
  }
}

function refusalOfEditor(declaration: Declaration, person: Person, section: SectionKey): Refusal | undefined {
  if (edits(declaration, person, section)) return undefined;
  if (person.population !== 'PARTNER') return refuse('ROLE_REQUIRED');
  const correcting = declaration.correction !== null;
  if (holds(person, 'APPROVER')) return refuse(correcting ? 'CORRECTION_DELEGATED' : 'APPROVER_DOES_NOT_EDIT');
  const withoutCorrection = { ...declaration, correction: null };
  return refuse(correcting && edits(withoutCorrection, person, section) ? 'CORRECTION_BY_APPROVER' : 'ROLE_REQUIRED');
}

function statusRefusal(act: Act, status: Status): RefusalCode {
  if (status === 'CANCELLED') return 'CANCELLED';
  if (act === 'REOPEN') return 'NOT_VALIDATED';
  if (status === 'VALIDATED') return 'ALREADY_VALIDATED';
  if (act === 'VALIDATE' || act === 'REJECT' || act === 'DECLINE_CORRECTION') return 'NOT_TRANSMITTED';
  if (act === 'REQUEST_CORRECTION') return 'STILL_EDITABLE';
  return status === 'TO_ENTER' ? 'NOTHING_SAVED' : 'ALREADY_TRANSMITTED';
}

function sectionRefusal(transition: Transition, state: SectionState): RefusalCode {
  if (transition.sectionTo === 'DRAFT' && transition.sectionFrom?.includes('LOCKED')) return 'SECTION_NOT_LOCKED';
  switch (state) {
    case 'LOCKED':
      return 'SECTION_LOCKED';
    case 'EMPTY':
      return 'SECTION_EMPTY';
    case 'DRAFT':
    case 'CONTROLLED':
      return 'SECTION_NOT_CONTROLLED';
  }
}
