import type { Explanation } from './evaluation.ts';
import type { DeclarationType, SectionKey, VersionStatus } from './vocabulary.ts';

/** Values of a form by field identifier; hundredths for decimals, ISO text for dates, null when emptied. */
export type Values = Readonly<Record<string, number | boolean | string | null>>;

/** Who did something and when (ISO 8601, UTC). `name` is kept as it was that day. */
export interface Stamp {
  readonly at: string;
  readonly userId: string;
  readonly name: string;
}

/** « Fin de saisie »: the verdict it was ticked on, and whether it came from moving on (decision 9.3). */
export interface Lock extends Stamp {
  /** Digest of the section’s results at that moment; DEC-06 fires when it changes. */
  readonly digest: string;
  readonly automatic: boolean;
}

/** A section; each state carries exactly what is true in it. */
export type Section =
  | { readonly state: 'EMPTY'; readonly values: Values }
  | {
      readonly state: 'DRAFT';
      readonly values: Values;
      readonly saved: Stamp;
      /** Set once controls ran on these values and left something to explain. */
      readonly controlsRun: Stamp | null;
    }
  | {
      readonly state: 'CONTROLLED';
      readonly values: Values;
      readonly saved: Stamp;
      readonly controlsRun: Stamp;
      readonly controlled: Stamp;
    }
  | {
      readonly state: 'LOCKED';
      readonly values: Values;
      readonly saved: Stamp;
      readonly controlsRun: Stamp;
      readonly controlled: Stamp;
      readonly locked: Lock;
    };

/** Section rendue: the approver opened an ended section again (T6), with a word for who fills it. */
export interface HandBack extends Stamp {
  readonly message: string | null;
}

/** Délégation de la correction of one section to its provider (T12). */
export interface Delegation extends Stamp {
  readonly message: string | null;
}

/** Remarque: what the Caf says of one line of a form when it rejects (B5). */
export interface Remark {
  readonly section: SectionKey;
  readonly field: string;
  readonly text: string;
}

/** A version that follows a rejection (T10) or a reopening (T13): the approver corrects, unless delegated. */
export interface Correction {
  readonly ofVersion: number;
  readonly cause: 'REJECTION' | 'REOPENING';
  /** Motif given by the Caf, and by whom. */
  readonly motive: string;
  readonly decided: Stamp;
  /** Of a rejection, in the order of the forms. */
  readonly remarks: readonly Remark[];
  /** True when only the lines with a remark may change. */
  readonly limited: boolean;
  readonly delegations: { readonly [section in SectionKey]?: Delegation };
}

/** Demande de correction (decision 9.9): what the approver asks of the Caf about a transmitted version. */
export interface CorrectionRequest extends Stamp {
  readonly text: string;
  /** The Caf’s answer when it declines; a rejection answers by starting the next version. */
  readonly declined: (Stamp & { readonly text: string }) | null;
}

/** What the approver signed. */
export interface Transmission extends Stamp {
  /** SHA-256, hexadecimal, of the declared data. */
  readonly dataHash: string;
  readonly termsVersion: string;
  /** Hundredths of a percent; null when the Caf has not given the rate of the exercise. */
  readonly generalSchemeRate: number | null;
}

/** A decision of the Caf. */
export interface Decision extends Stamp {
  readonly note: string | null;
}

/** A closed version; its data stay as they were transmitted. */
export interface PastVersion {
  readonly number: number;
  readonly status: Extract<VersionStatus, 'REJECTED' | 'VALIDATED'>;
  readonly transmission: Transmission;
  readonly decision: Decision;
}

interface Common {
  readonly id: string;
  /** Grows by one with each committed act. */
  readonly revision: number;
  /** Grows when what controls look at changes: values, locks, version. */
  readonly dataRevision: number;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  /** ISO dates, both included. */
  readonly periodStart: string;
  readonly periodEnd: string;
  /** ISO date, or null; passing it never blocks (section 5.4). */
  readonly dueOn: string | null;
  readonly opened: Stamp;
  readonly version: number;
  readonly activity: Section;
  /** Null for an actualisée: it has no financial form. */
  readonly financial: Section | null;
  /** By `explanationKey`; valid only for the fingerprint they answer. */
  readonly explanations: Readonly<Record<string, Explanation>>;
  /** The approver’s comment for the Caf. */
  readonly comment: string | null;
  readonly correction: Correction | null;
  /** Sections given back and not ended since. */
  readonly handBacks: { readonly [section in SectionKey]?: HandBack };
  /** The latest one about the current version. */
  readonly correctionRequest: CorrectionRequest | null;
  /** Set while the whole-declaration controls hold; discarded when a section is unlocked. */
  readonly declarationControls: Stamp | null;
  readonly past: readonly PastVersion[];
}

/** Déclaration de données: one equipment, one exercise, one type, one period; at its current version. */
export type Declaration = Common &
  (
    | { readonly status: 'TO_ENTER' }
    | { readonly status: 'IN_PROGRESS' }
    | { readonly status: 'SUBMITTED'; readonly transmission: Transmission }
    | { readonly status: 'VALIDATED'; readonly transmission: Transmission; readonly decision: Decision }
    | {
        readonly status: 'CANCELLED';
        /** Set when the version had been transmitted. */
        readonly transmission: Transmission | null;
        readonly cancellation: Stamp & { readonly motive: string };
      }
  );

/** The section, or null when this declaration has none (financial section of an actualisée). */
export function sectionOf(declaration: Declaration, section: SectionKey): Section | null {
  return section === 'activity' ? declaration.activity : declaration.financial;
}

/** The sections this declaration requires. */
export function requiredSections(declaration: { readonly financial: unknown }): readonly SectionKey[] {
  return declaration.financial === null ? ['activity'] : ['activity', 'financial'];
}

/** The transmission of the current version, or null while it is a draft. */
export function transmissionOf(declaration: Declaration): Transmission | null {
  switch (declaration.status) {
    case 'TO_ENTER':
    case 'IN_PROGRESS':
      return null;
    case 'SUBMITTED':
    case 'VALIDATED':
    case 'CANCELLED':
      return declaration.transmission;
  }
}

/** The request that waits for the Caf, or null: declining, validating, rejecting and cancelling close it. */
export function openRequestOf(
  declaration: Pick<Declaration, 'status' | 'correctionRequest'>,
): CorrectionRequest | null {
  const { status, correctionRequest: request } = declaration;
  return status === 'SUBMITTED' && request !== null && request.declined === null ? request : null;
}

/** Montant des participations familiales (H05): 70641, or typed in the activity form of an actualisée; cents, null when unknown. */
export function familyContributionsOf(declaration: Declaration): number | null {
  const value =
    declaration.financial === null
      ? declaration.activity.values['familyContributionsReminder']
      : declaration.financial.values['p70641FamilyContributions'];
  return typeof value === 'number' ? value : null;
}
