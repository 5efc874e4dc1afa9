import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { type FieldRefusal } from '@portail/platform/pure/refusal.ts';
import { openRequestOf, requiredSections, sectionOf, type Declaration } from './declaration.ts';
import { blocking, digestOf, isCurrent, unexplained, type ControlResult, type Evaluation } from './evaluation.ts';
import { edits, holds, type Person } from './permissions.ts';
import { refuse } from './refusals.ts';
import { controlStepOf, type ControlStep, type SectionKey } from './vocabulary.ts';

/** What a guard may look at beside the declaration. */
export interface Circumstances {
  readonly person: Person;
  /** Latest verdict known of this declaration; null when none has arrived. */
  readonly evaluation: Evaluation | null;
  /** True when the Caf has closed the exercise (T13). */
  readonly exerciseClosed: boolean;
  /** True when the Caf asks for four eyes and this person changed the equipment’s data today (domain.md 8). */
  readonly changedEquipmentToday: boolean;
}

type Guard = (declaration: Declaration, circumstances: Circumstances, section?: SectionKey) => Refusal | undefined;

/** Conditions of the transition table, by name. Each returns why not, or undefined. */
export const guards = {
  verdictKnown: (declaration, { evaluation }) =>
    isCurrent(evaluation, declaration) ? undefined : refuse('CONTROLS_PENDING'),

  sectionHasNothingBlocking: (declaration, { evaluation }, section) =>
    withVerdict(declaration, evaluation, (verdict) => {
      const results = blocking(verdict, stepOf(section));
      return results.length > 0 ? refuse('BLOCKING_CONTROLS', results.map(fieldAtFault)) : undefined;
    }),

  sectionIsExplained: (declaration, { evaluation }, section) =>
    withVerdict(declaration, evaluation, (verdict) => missingExplanations(declaration, verdict, stepOf(section))),

  sectionControlsRun: (declaration, _circumstances, key) => {
    const section = sectionOf(declaration, key ?? 'activity');
    return section?.state === 'DRAFT' && section.controlsRun === null ? refuse('CONTROLS_NOT_RUN') : undefined;
  },

  /** T7: sections this person may end by moving on count as locked (decision 9.3). */
  sectionsEnded: (declaration, circumstances) =>
    requiredSections(declaration).every(
      (key) => sectionOf(declaration, key)?.state === 'LOCKED' || locksByMovingOn(declaration, circumstances, key),
    )
      ? undefined
      : refuse('DEC-07'),

  sectionsLocked: (declaration) =>
    requiredSections(declaration).every((key) => sectionOf(declaration, key)?.state === 'LOCKED')
      ? undefined
      : refuse('DEC-07'),

  declarationControlsRun: (declaration) =>
    declaration.declarationControls === null ? refuse('DECLARATION_CONTROLS_NOT_RUN') : undefined,

  locksStillHold: (declaration, { evaluation }) =>
    withVerdict(declaration, evaluation, (verdict) => {
      const stale = requiredSections(declaration).filter((key) => {
        const section = sectionOf(declaration, key);
        return section?.state === 'LOCKED' && section.locked.digest !== digestOf(verdict, key);
      });
      return stale.length > 0
        ? refuse(
            'DEC-06',
            stale.map((key) => ({ ...staleSection[key] })),
          )
        : undefined;
    }),

  declarationHasNothingBlocking: (declaration, { evaluation }) =>
    withVerdict(declaration, evaluation, (verdict) => {
      const [first, ...others] = blocking(verdict, 'DECLARATION');
      if (first === undefined) return undefined;
      const code = first.code === 'DEC-06' || first.code === 'DEC-07' ? first.code : 'BLOCKING_CONTROLS';
      return refuse(code, [first, ...others].map(fieldAtFault));
    }),

  declarationIsExplained: (declaration, { evaluation }) =>
    withVerdict(declaration, evaluation, (verdict) => missingExplanations(declaration, verdict, 'DECLARATION')),

  correctionUnderWay: (declaration) => (declaration.correction === null ? refuse('NO_CORRECTION') : undefined),

  notDelegated: (declaration, _circumstances, section) =>
    section !== undefined && declaration.correction?.delegations[section] !== undefined
      ? refuse('ALREADY_DELEGATED')
      : undefined,

  delegated: (declaration, _circumstances, section) =>
    section !== undefined && declaration.correction?.delegations[section] === undefined
      ? refuse('NOT_DELEGATED')
      : undefined,

  noRequestOpen: (declaration) =>
    openRequestOf(declaration) === null ? undefined : refuse('CORRECTION_ALREADY_REQUESTED'),

  requestOpen: (declaration) => (openRequestOf(declaration) === null ? refuse('NO_CORRECTION_REQUEST') : undefined),

  fourEyes: (_declaration, { changedEquipmentToday }) => (changedEquipmentToday ? refuse('FOUR_EYES') : undefined),

  exerciseOpen: (_declaration, { exerciseClosed }) => (exerciseClosed ? refuse('EXERCISE_CLOSED') : undefined),
} as const satisfies Record<string, Guard>;

/** Name of a guard, as the table and the documentation write it. */
export type GuardName = keyof typeof guards;

/**
 * True when this person’s moving on ends the section: they edit it, are also the approver, and its controls are clean or
 * explained. Such a person does not tick « fin de saisie » (decision 9.3).
 */
export function locksByMovingOn(declaration: Declaration, circumstances: Circumstances, section: SectionKey): boolean {
  const { person, evaluation } = circumstances;
  return (
    holds(person, 'APPROVER') &&
    edits(declaration, person, section) &&
    sectionOf(declaration, section)?.state === 'CONTROLLED' &&
    isCurrent(evaluation, declaration) &&
    blocking(evaluation, controlStepOf(section)).length === 0 &&
    unexplained(evaluation, controlStepOf(section), declaration.explanations).length === 0
  );
}

const staleSection: Readonly<Record<SectionKey, FieldRefusal>> = {
  activity: { path: '/activity', code: 'DEC-06', message: 'Les données d’activité sont à contrôler de nouveau.' },
  financial: { path: '/financial', code: 'DEC-06', message: 'Les données financières sont à contrôler de nouveau.' },
};

function stepOf(section: SectionKey | undefined): ControlStep {
  return section === undefined ? 'DECLARATION' : controlStepOf(section);
}

function withVerdict(
  declaration: Declaration,
  evaluation: Evaluation | null,
  test: (verdict: Evaluation) => Refusal | undefined,
): Refusal | undefined {
  return isCurrent(evaluation, declaration) ? test(evaluation) : refuse('CONTROLS_PENDING');
}

function missingExplanations(declaration: Declaration, verdict: Evaluation, step: ControlStep): Refusal | undefined {
  const results = unexplained(verdict, step, declaration.explanations);
  return results.length > 0 ? refuse('EXPLANATIONS_MISSING', results.map(gapToExplain)) : undefined;
}

function fieldAtFault(result: ControlResult): FieldRefusal {
  return { path: result.field === null ? '' : `/values/${result.field}`, code: result.code, message: result.message };
}

function gapToExplain(result: ControlResult): FieldRefusal {
  return { path: `/explanations/${result.code}`, code: result.code, message: result.message };
}
