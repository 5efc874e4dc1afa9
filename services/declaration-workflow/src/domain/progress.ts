import {
  openRequestOf,
  requiredSections,
  sectionOf,
  transmissionOf,
  type Correction,
  type Declaration,
  type HandBack,
  type Stamp,
} from './declaration.ts';
import { blocking, isCurrent, unexplained, type AskedVerdict } from './evaluation.ts';
import { edits, holds, type PermissionState, type Person } from './permissions.ts';
import { controlStepOf, type ControlStep, type SectionKey, type SectionState, type Status } from './vocabulary.ts';

/** What controls still ask for; null while the verdict on the current data has not arrived. */
export interface Pending {
  readonly toExplain: number | null;
  readonly blocking: number | null;
}

/** How far a section is. */
export interface SectionProgress extends Pending {
  readonly state: SectionState;
  readonly controlsRun: boolean;
  readonly saved: Stamp | null;
  readonly controlled: Stamp | null;
  readonly locked: Stamp | null;
  /** The approver gave the section back and it is not ended again (T6). */
  readonly handedBack: HandBack | null;
}

/** How far a declaration is, without its figures: what the « chemin de fer » and the tasks are made of. */
export interface Progress extends PermissionState {
  readonly status: Status;
  readonly version: number;
  readonly opened: Stamp;
  readonly activity: SectionProgress;
  readonly financial: SectionProgress | null;
  readonly declaration: Pending & { readonly ran: Stamp | null };
  readonly correction: Pick<Correction, 'ofVersion' | 'cause' | 'decided' | 'delegations'> | null;
  readonly transmission: Stamp | null;
  /** Set while a request for correction waits for the Caf. */
  readonly correctionRequested: Stamp | null;
}

/** The progress of a declaration, given the latest verdict known. */
export function progressOf(declaration: Declaration, evaluation: AskedVerdict | null): Progress {
  const { status, version, opened, correction, declarationControls } = declaration;
  const transmission = transmissionOf(declaration);
  return {
    status,
    version,
    opened,
    activity: sectionProgress(declaration, 'activity', evaluation) ?? emptySection,
    financial: sectionProgress(declaration, 'financial', evaluation),
    declaration: { ran: declarationControls, ...pending(declaration, 'DECLARATION', evaluation) },
    correction:
      correction === null
        ? null
        : {
            ofVersion: correction.ofVersion,
            cause: correction.cause,
            decided: correction.decided,
            delegations: correction.delegations,
          },
    transmission:
      transmission === null ? null : { at: transmission.at, userId: transmission.userId, name: transmission.name },
    correctionRequested: openRequestOf(declaration),
  };
}

/** The progress of a section; a required one always has some. */
export function progressOfSection(progress: Progress, section: SectionKey): SectionProgress | null {
  return section === 'activity' ? progress.activity : progress.financial;
}

/**
 * True when every required section is ended, or would be by this person’s moving on: a person who fills a section and is
 * also the approver does not tick (decision 9.3).
 */
export function isReadyForApproval(progress: Progress, person: Person | null): boolean {
  return requiredSections(progress).every((key) => {
    const section = progressOfSection(progress, key);
    if (section?.state === 'LOCKED') return true;
    return (
      section?.state === 'CONTROLLED' && person !== null && holds(person, 'APPROVER') && edits(progress, person, key)
    );
  });
}

const emptySection: SectionProgress = {
  state: 'EMPTY',
  controlsRun: false,
  saved: null,
  controlled: null,
  locked: null,
  handedBack: null,
  toExplain: null,
  blocking: null,
};

function sectionProgress(
  declaration: Declaration,
  key: SectionKey,
  evaluation: AskedVerdict | null,
): SectionProgress | null {
  const section = sectionOf(declaration, key);
  if (section === null) return null;
  return {
    state: section.state,
    controlsRun: section.state !== 'EMPTY' && section.controlsRun !== null,
    saved: section.state === 'EMPTY' ? null : section.saved,
    controlled: section.state === 'CONTROLLED' || section.state === 'LOCKED' ? section.controlled : null,
    locked:
      section.state === 'LOCKED'
        ? { at: section.locked.at, userId: section.locked.userId, name: section.locked.name }
        : null,
    handedBack: declaration.handBacks[key] ?? null,
    ...pending(declaration, controlStepOf(key), evaluation),
  };
}

function pending(declaration: Declaration, step: ControlStep, evaluation: AskedVerdict | null): Pending {
  if (!isCurrent(evaluation, declaration)) return { toExplain: null, blocking: null };
  return {
    toExplain: unexplained(evaluation, step, declaration.explanations).length,
    blocking: blocking(evaluation, step).length,
  };
}
