import type { EstimateLine, Figure, Severity } from '../domain/evaluation.ts';
import type { FieldKind, FieldUnit, Requirement } from '../domain/form-definition.ts';
import type { Step } from '../domain/stepper.ts';
import type {
  Act,
  ControlStep,
  DeclarationType,
  Role,
  SectionKey,
  SectionState,
  StepKey,
  VersionStatus,
} from '../domain/vocabulary.ts';

type ViewValues = Record<string, number | boolean | string | null>;

/** A section as a person may read it. */
export interface SectionView {
  key: SectionKey;
  required: boolean;
  readable: boolean;
  state: SectionState;
  lines: {
    field: string;
    code: string;
    label: string;
    help: string;
    unit: FieldUnit;
    kind: FieldKind;
    group: string;
    side: 'CHARGES' | 'PRODUITS' | null;
    requirement: Exclude<Requirement, 'ABSENT'>;
    formula: string | null;
  }[];
  values: ViewValues;
  derived: Record<string, number | null>;
  savedAt: string | null;
  savedBy: string | null;
  /** The last save is this person’s own, perhaps from another window. */
  savedByYou: boolean;
  lockedAt: string | null;
  lockedBy: string | null;
  /** Set while the section, given back by the approver (T6), is not ended again; never to its author when she fills it. */
  handedBack: { message: string | null; by: string; at: string } | null;
  previous: { exercise: number; type: DeclarationType; values: ViewValues }[];
}

/** A control’s result with its explanation. */
export interface ControlView {
  code: string;
  step: ControlStep;
  severity: Severity;
  label: string;
  message: string;
  requiredActions: string;
  field: string | null;
  measured: Figure | null;
  reference: Figure | null;
  referenceExercise: number | null;
  gap: Figure | null;
  threshold: Figure | null;
  fingerprint: string;
  toReevaluate: boolean;
  explanation: { text: string; by: string; at: string; confirmed: boolean } | null;
  toExplain: boolean;
}

/** A declaration as one person sees it now. */
export interface DeclarationView {
  id: string;
  revision: number;
  version: number;
  status: VersionStatus;
  statusLabel: string;
  type: DeclarationType;
  typeLabel: string;
  exercise: number;
  periodStart: string;
  periodEnd: string;
  dueOn: string | null;
  overdue: boolean;
  equipment: { id: string; name: string; commune: string; partnerName: string };
  header: {
    authorizedCapacity: number | null;
    modulatedApproval: boolean;
    authorization: { validFrom: string; ageFrom: number; ageTo: number; openingHours: string } | null;
    generalSchemeRate: number | null;
    familyContributions: number | null;
  };
  roles: Role[];
  acts: Act[];
  steps: Step[];
  sections: { activity: SectionView; financial: SectionView | null };
  evaluation: { status: 'NONE' | 'PENDING' | 'CURRENT'; at: string | null };
  controls: ControlView[];
  estimate: {
    available: boolean;
    unavailableReason: string | null;
    entitlement: number | null;
    lines: EstimateLine[];
    information: EstimateLine[];
    scaleStatus: string | null;
  } | null;
  comment: string | null;
  correction: {
    ofVersion: number;
    cause: 'REJECTION' | 'REOPENING';
    /** Approver and Caf only. */
    motive: string | null;
    mode: 'APPROVER' | 'DELEGATED';
    delegated: SectionKey[];
    /** Who else fills each section, by name: to whom its correction can be entrusted. Approver only. */
    providers: { activity: string[]; financial: string[] };
    /** What the approver told the providers of the delegated sections. */
    messages: { section: SectionKey; text: string; by: string; at: string }[];
    /** What the Caf says of lines of the sections this person reads. */
    remarks: { section: SectionKey; field: string; text: string }[];
    /** Only the lines with a remark may change. */
    limited: boolean;
  } | null;
  /** What the partner asks of the Caf about the current version (decision 9.9), and its answer when it declines. */
  correctionRequest: {
    state: 'PENDING' | 'DECLINED' | 'CLOSED';
    text: string;
    by: string;
    at: string;
    declined: { text: string; by: string; at: string } | null;
  } | null;
  /** True when four eyes want another agent than the signed-in one to validate or reject it today. */
  judgedByOthers: boolean;
  rejection: { motive: string; at: string; by: string; version: number } | null;
  transmission: { at: string; by: string; dataHash: string } | null;
  decision: { at: string; by: string; note: string | null } | null;
  warnings: string[];
  versions: { number: number; status: VersionStatus; statusLabel: string; at: string }[];
  /** Messages of the other side that this person has not read (B6). */
  unreadMessages: number;
  history: { at: string; actor: string; act: string }[];
}

/** A version of a declaration, to read and to compare: what this person may read of it (5.3). */
export interface VersionView extends Pick<
  DeclarationView,
  | 'id'
  | 'typeLabel'
  | 'exercise'
  | 'equipment'
  | 'sections'
  | 'controls'
  | 'estimate'
  | 'comment'
  | 'transmission'
  | 'decision'
> {
  number: number;
  status: VersionStatus;
  statusLabel: string;
  /** The latest version: its data may still change. */
  current: boolean;
  /** Motif du rejet of this version: approver and Caf only. */
  motive: string | null;
}

/** What is expected on a declaration, of this person or of another one. */
export interface TaskView {
  declarationId: string;
  equipmentId: string;
  equipmentName: string;
  commune: string;
  type: DeclarationType;
  typeLabel: string;
  exercise: number;
  periodEnd: string;
  act: string;
  step: StepKey;
  since: string | null;
  dueOn: string | null;
  overdue: boolean;
  /** The Caf rejected the version before: this one is its correction. */
  rejected: boolean;
  /** The section expected was given back by the approver, with a word (T6). */
  handedBack: { message: string | null; by: string; at: string } | null;
  waitingFor: string | null;
}

/** A row of the search. */
export interface DeclarationRow {
  id: string;
  equipmentId: string;
  equipmentName: string;
  commune: string;
  type: DeclarationType;
  typeLabel: string;
  exercise: number;
  periodEnd: string;
  status: VersionStatus;
  statusLabel: string;
  version: number;
  dueOn: string | null;
  overdue: boolean;
  steps: Step[];
  nextAct: string | null;
  nextStep: StepKey | null;
  updatedAt: string;
}

/** A row of the search of equipments. */
export interface EquipmentRow {
  equipmentId: string;
  name: string;
  postalCode: string;
  commune: string;
  /** Declarations on which an act of this person is expected. */
  toHandle: number;
}
