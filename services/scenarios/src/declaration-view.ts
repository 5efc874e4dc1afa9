/** What a screen gets of a declaration; the parts that scenarios look at. */
export interface DeclarationView {
  readonly id: string;
  readonly revision: number;
  readonly version: number;
  readonly status: string;
  readonly statusLabel: string;
  readonly type: string;
  readonly exercise: number;
  readonly periodEnd: string;
  readonly roles: readonly string[];
  readonly acts: readonly string[];
  readonly steps: readonly StepView[];
  readonly sections: { readonly activity: SectionView; readonly financial: SectionView | null };
  readonly evaluation: { readonly status: 'NONE' | 'PENDING' | 'CURRENT' };
  readonly controls: readonly ControlView[];
  readonly estimate: EstimateView | null;
  readonly comment: string | null;
  readonly header: { readonly familyContributions: number | null; readonly modulatedApproval: boolean };
  readonly correction: {
    readonly ofVersion: number;
    readonly mode: string;
    readonly delegated: readonly string[];
    readonly messages: readonly { readonly section: string; readonly text: string; readonly by: string }[];
  } | null;
  readonly correctionRequest: {
    readonly state: string;
    readonly text: string;
    readonly by: string;
    readonly declined: { readonly text: string; readonly by: string } | null;
  } | null;
  readonly rejection: { readonly motive: string; readonly version: number } | null;
  readonly transmission: { readonly at: string; readonly by: string; readonly dataHash: string } | null;
  readonly versions: readonly { readonly number: number; readonly status: string }[];
  readonly history: readonly { readonly at: string; readonly actor: string; readonly act: string }[];
}

/** A version, as `GET /versions/:number` gives it. */
export interface VersionView {
  readonly number: number;
  readonly status: string;
  readonly current: boolean;
  readonly motive: string | null;
  readonly sections: { readonly activity: SectionView; readonly financial: SectionView | null };
  readonly controls: readonly ControlView[];
  readonly estimate: EstimateView | null;
  readonly comment: string | null;
}

export interface StepView {
  readonly key: string;
  readonly label: string;
  readonly state: string;
  readonly current: boolean;
  readonly open: boolean;
}

export interface SectionView {
  readonly required: boolean;
  readonly readable: boolean;
  readonly state: string;
  readonly lines: readonly FormLine[];
  readonly values: Values;
  readonly handedBack: { readonly message: string | null; readonly by: string } | null;
}

export interface FormLine {
  readonly field: string;
  readonly label: string;
  readonly kind: string;
  readonly requirement: string;
}

export type Values = Readonly<Record<string, number | boolean | string | null>>;

export interface ControlView {
  readonly code: string;
  readonly step: string;
  readonly severity: string;
  readonly field: string | null;
  readonly fingerprint: string;
  readonly toExplain: boolean;
  readonly explanation: { readonly text: string; readonly by: string; readonly confirmed: boolean } | null;
}

export interface EstimateView {
  readonly available: boolean;
  readonly entitlement: number | null;
  readonly lines: readonly { readonly code: string; readonly label: string }[];
}

export type SectionKey = 'activity' | 'financial';

/** What `GET /home` lists. */
export interface Home {
  readonly tasks: readonly Task[];
  readonly waiting: readonly Task[];
  readonly atTheCaf: readonly Task[];
}

export interface Task {
  readonly declarationId: string;
  readonly equipmentName: string;
  readonly act: string;
  readonly step: string;
  readonly waitingFor: string | null;
}
