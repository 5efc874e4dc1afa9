import type { Role } from '@api/identity/identity.types';

export type DeclarationType = 'FORECAST' | 'UPDATED' | 'ACTUAL';
export type Status = 'TO_ENTER' | 'IN_PROGRESS' | 'SUBMITTED' | 'VALIDATED' | 'REJECTED' | 'CANCELLED';
export type SectionKey = 'activity' | 'financial';
export type StepKey =
  | 'ACTIVITY_ENTRY'
  | 'ACTIVITY_CONTROLS'
  | 'FINANCIAL_ENTRY'
  | 'FINANCIAL_CONTROLS'
  | 'DECLARATION_CONTROLS'
  | 'TRANSMISSION';
export type StepState = 'TO_DO' | 'IN_PROGRESS' | 'TO_EXPLAIN' | 'DONE' | 'LOCKED' | 'NOT_YOURS' | 'NOT_YET';

export interface Step {
  readonly key: StepKey;
  readonly number: number;
  readonly label: string;
  readonly state: StepState;
  /** « terminée le 12/03/2016 par Mme Roux ». */
  readonly stateLabel: string;
  readonly current: boolean;
  /** This person may go there. */
  readonly open: boolean;
}

export type Act =
  | 'SAVE_ACTIVITY'
  | 'SAVE_FINANCIAL'
  | 'RUN_ACTIVITY_CONTROLS'
  | 'RUN_FINANCIAL_CONTROLS'
  | 'EXPLAIN_ACTIVITY'
  | 'EXPLAIN_FINANCIAL'
  | 'EXPLAIN_DECLARATION'
  | 'LOCK_ACTIVITY'
  | 'LOCK_FINANCIAL'
  | 'UNLOCK_ACTIVITY'
  | 'UNLOCK_FINANCIAL'
  | 'RUN_DECLARATION_CONTROLS'
  | 'COMMENT'
  | 'TRANSMIT'
  | 'DELEGATE_ACTIVITY'
  | 'DELEGATE_FINANCIAL'
  | 'REVOKE_DELEGATION_ACTIVITY'
  | 'REVOKE_DELEGATION_FINANCIAL'
  | 'VALIDATE'
  | 'REJECT'
  | 'REOPEN'
  | 'CANCEL'
  | 'OPEN';

export type LineUnit = 'PLACES' | 'DAYS' | 'HOURS_PER_DAY' | 'HOURS' | 'EURO' | 'COUNT' | 'DATE' | 'YES_NO' | 'TEXT';
export type LineKind = 'DECIMAL' | 'INTEGER' | 'BOOLEAN' | 'DATE' | 'TEXT';

export interface FormLine {
  readonly field: string;
  /** A08, 70641. */
  readonly code: string;
  readonly label: string;
  readonly help: string;
  readonly unit: LineUnit;
  readonly kind: LineKind;
  /** Heading under which the line stands. */
  readonly group: string;
  readonly side?: 'CHARGES' | 'PRODUITS';
  readonly requirement: 'MANDATORY' | 'OPTIONAL' | 'DERIVED' | 'READ_ONLY';
  readonly formula?: string;
  readonly min?: number;
  readonly max?: number;
}

/** Integers in hundredths (plain for INTEGER lines), booleans, ISO dates, texts. */
export type FieldValue = number | boolean | string | null;
export type Values = Readonly<Record<string, FieldValue>>;

export interface PreviousValues {
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly values: Values;
}

export interface SectionView {
  readonly key: SectionKey;
  readonly required: boolean;
  readonly readable: boolean;
  readonly state: 'EMPTY' | 'DRAFT' | 'CONTROLLED' | 'LOCKED';
  readonly lines: readonly FormLine[];
  readonly values: Values;
  readonly derived: Readonly<Record<string, number | null>>;
  readonly savedAt: string | null;
  readonly savedBy: string | null;
  readonly lockedAt: string | null;
  readonly lockedBy: string | null;
  /** Newest first, at most three. */
  readonly previous: readonly PreviousValues[];
}

export type Unit =
  'HOURS' | 'EURO' | 'EURO_PER_HOUR' | 'PERCENT' | 'POINTS' | 'PLACES' | 'DAYS' | 'HOURS_PER_DAY' | 'COUNT' | 'RATIO';

/** Always hundredths of the unit. */
export interface Figure {
  readonly value: number;
  readonly unit: Unit;
}

export type Severity = 'BLOCKING' | 'ANOMALY' | 'ALERT' | 'INFO';
export type ControlStep = 'ACTIVITY' | 'FINANCIAL' | 'DECLARATION';

export interface ControlView {
  readonly code: string;
  readonly step: ControlStep;
  readonly severity: Severity;
  readonly label: string;
  readonly message: string;
  readonly requiredActions: string;
  readonly field: string | null;
  readonly measured: Figure | null;
  readonly reference: Figure | null;
  readonly referenceExercise: number | null;
  readonly gap: Figure | null;
  readonly threshold: Figure | null;
  readonly fingerprint: string;
  readonly toReevaluate: boolean;
  readonly explanation: {
    readonly text: string;
    readonly by: string;
    readonly at: string;
    /** False when the figures changed since: a draft to confirm. */
    readonly confirmed: boolean;
  } | null;
  readonly toExplain: boolean;
}

export interface EstimateLine {
  readonly code: string;
  readonly label: string;
  readonly figure: Figure | null;
  readonly source: string;
  readonly operation: string;
}

export interface EstimateView {
  readonly available: boolean;
  readonly unavailableReason: string | null;
  /** Cents. */
  readonly entitlement: number | null;
  readonly lines: readonly EstimateLine[];
  readonly information: readonly EstimateLine[];
  readonly scaleStatus: string | null;
}

export interface DeclarationView {
  readonly id: string;
  readonly revision: number;
  readonly version: number;
  readonly status: Status;
  readonly statusLabel: string;
  readonly type: DeclarationType;
  readonly typeLabel: string;
  readonly exercise: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly equipment: {
    readonly id: string;
    readonly name: string;
    readonly commune: string;
    readonly partnerName: string;
  };
  readonly header: {
    readonly authorizedCapacity: number | null;
    readonly modulatedApproval: boolean;
    readonly authorization: {
      readonly validFrom: string;
      readonly ageFrom: number;
      readonly ageTo: number;
      readonly openingHours: string;
    } | null;
    readonly generalSchemeRate: number | null;
    readonly familyContributions: number | null;
  };
  readonly roles: readonly Role[];
  /** What this person may do now. */
  readonly acts: readonly Act[];
  readonly steps: readonly Step[];
  readonly sections: { readonly activity: SectionView; readonly financial: SectionView | null };
  readonly evaluation: { readonly status: 'NONE' | 'PENDING' | 'CURRENT'; readonly at: string | null };
  readonly controls: readonly ControlView[];
  readonly estimate: EstimateView | null;
  readonly comment: string | null;
  readonly correction: {
    readonly ofVersion: number;
    readonly mode: 'APPROVER' | 'DELEGATED';
    readonly delegated: readonly SectionKey[];
  } | null;
  readonly rejection: {
    readonly motive: string;
    readonly at: string;
    readonly by: string;
    readonly version: number;
  } | null;
  readonly transmission: { readonly at: string; readonly by: string; readonly dataHash: string } | null;
  readonly decision: { readonly at: string; readonly by: string; readonly note: string | null } | null;
  readonly versions: readonly {
    readonly number: number;
    readonly status: Status;
    readonly statusLabel: string;
    readonly at: string;
  }[];
  readonly history: readonly { readonly at: string; readonly actor: string; readonly act: string }[];
}

export interface Task {
  readonly declarationId: string;
  readonly equipmentId: string;
  readonly equipmentName: string;
  readonly commune: string;
  readonly typeLabel: string;
  readonly type: DeclarationType;
  readonly exercise: number;
  readonly periodEnd: string;
  /** What is expected, verb first: « Saisir les données d’activité ». */
  readonly act: string;
  readonly step: StepKey;
  readonly since: string | null;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly waitingFor: string | null;
}

export interface HomeView {
  readonly tasks: readonly Task[];
  readonly waiting: readonly Task[];
}

export interface DeclarationListItem {
  readonly id: string;
  readonly equipmentId: string;
  readonly equipmentName: string;
  readonly commune: string;
  readonly type: DeclarationType;
  readonly typeLabel: string;
  readonly exercise: number;
  readonly periodEnd: string;
  readonly status: Status;
  readonly statusLabel: string;
  readonly version: number;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly steps: readonly Step[];
  readonly nextAct: string | null;
  readonly nextStep: StepKey | null;
  readonly updatedAt: string;
}

export interface DeclarationQuery {
  readonly equipmentId?: string;
  readonly exercise?: number;
  readonly status?: Status;
  readonly type?: DeclarationType;
  readonly search?: string;
  readonly page?: number;
}

export interface QueueItem {
  readonly declarationId: string;
  readonly equipmentName: string;
  readonly commune: string;
  readonly partnerName: string;
  readonly typeLabel: string;
  readonly exercise: number;
  readonly version: number;
  readonly transmittedAt: string;
  readonly ageDays: number;
  readonly entitlement: number | null;
  readonly explainedGaps: number;
}

export interface ReviewView {
  readonly declaration: DeclarationView;
  readonly previous: {
    readonly exercise: number;
    readonly type: DeclarationType;
    readonly activity: Values;
    readonly financial: Values;
    readonly entitlement: number | null;
  } | null;
}
