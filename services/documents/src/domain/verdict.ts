import type { Figure } from '@portail/platform/pure/french.ts';

/** One result of a control, as the controls service states it. */
export interface ControlResult {
  readonly code: string;
  readonly step: 'ACTIVITY' | 'FINANCIAL' | 'DECLARATION';
  readonly severity: 'BLOCKING' | 'ANOMALY' | 'ALERT' | 'INFO';
  readonly label: string;
  readonly message: string;
  readonly requiredActions: string;
  readonly field: string | null;
  readonly fingerprint: string;
}

/** One line of an explained calculation. */
export interface EstimateLine {
  readonly code: string;
  readonly label: string;
  readonly figure: Figure | null;
  readonly source: string;
  readonly operation: string;
}

/** Estimation du droit. */
export interface Estimate {
  readonly available: boolean;
  readonly unavailableReason: string | null;
  /** Cents. */
  readonly entitlement: number | null;
  readonly lines: readonly EstimateLine[];
  readonly information: readonly EstimateLine[];
  readonly scaleRowId: string | null;
  readonly scaleStatus: string | null;
}

/** The verdict of the controls on one version at one data revision. */
export interface Verdict {
  readonly declarationId: string;
  readonly version: number;
  readonly dataRevision: number;
  readonly evaluatedAt: string;
  readonly results: readonly ControlResult[];
  readonly estimate: Estimate | null;
  readonly indicators: readonly EstimateLine[];
}
