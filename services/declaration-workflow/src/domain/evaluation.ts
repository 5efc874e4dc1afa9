import type { ControlStep } from './vocabulary.ts';

/** Gravité d’un contrôle (domain.md section 4.1). */
export type Severity = 'BLOCKING' | 'ANOMALY' | 'ALERT' | 'INFO';

/** A figure scaled by one hundred, with its unit. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
}

/** One result of a control, as the controls service states it. */
export interface ControlResult {
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
  /** SHA-256 of what the result depends on (values, reference, threshold, rule version). */
  readonly fingerprint: string;
  /** « À réévaluer »: a figure of the other section is missing. */
  readonly toReevaluate: boolean;
}

/** What a result asks of people, without its texts and figures. */
export type Asked = Pick<ControlResult, 'code' | 'step' | 'severity' | 'field' | 'fingerprint'>;

/** A verdict as far as progress is concerned: on which data, and what it asks. */
export interface AskedVerdict {
  readonly version: number;
  readonly dataRevision: number;
  readonly results: readonly Asked[];
}

/** One line of the explained calculation. */
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
  readonly scaleStatus: string | null;
}

/** The verdict of the controls service on one version at one data revision. */
export interface Evaluation {
  readonly declarationId: string;
  readonly version: number;
  readonly dataRevision: number;
  readonly results: readonly ControlResult[];
  readonly estimate: Estimate | null;
  readonly activityDigest: string;
  readonly financialDigest: string;
  readonly evaluatedAt: string;
  readonly indicators: readonly EstimateLine[];
}

/** Explication: answers one fingerprint; kept as a draft to confirm when the result changes (section 4.1). */
export interface Explanation {
  readonly text: string;
  readonly fingerprint: string;
  readonly at: string;
  readonly userId: string;
  readonly name: string;
}

type Explanations = Readonly<Record<string, Explanation>>;

/** Key of a result’s explanation: a control that looks at several lines asks once per line. */
export function explanationKey(result: { readonly code: string; readonly field: string | null }): string {
  return result.field === null ? result.code : `${result.code}/${result.field}`;
}

/** True when the verdict is about these very data. */
export function isCurrent<Verdict extends Pick<AskedVerdict, 'version' | 'dataRevision'>>(
  evaluation: Verdict | null,
  declaration: { readonly version: number; readonly dataRevision: number },
): evaluation is Verdict {
  return (
    evaluation !== null &&
    evaluation.version === declaration.version &&
    evaluation.dataRevision === declaration.dataRevision
  );
}

/** Anomalies and alerts must be explained; information never, and what blocks must be corrected (decision 9.4). */
export function needsExplanation(result: Pick<Asked, 'severity'>): boolean {
  return result.severity === 'ANOMALY' || result.severity === 'ALERT';
}

/** True when the explanation answers the result as it is now. */
export function isExplained(result: Asked, explanations: Explanations): boolean {
  return explanations[explanationKey(result)]?.fingerprint === result.fingerprint;
}

/** Results of a step still to explain. */
export function unexplained<Result extends Asked>(
  evaluation: { readonly results: readonly Result[] },
  step: ControlStep,
  explanations: Explanations,
): readonly Result[] {
  return evaluation.results.filter(
    (result) => result.step === step && needsExplanation(result) && !isExplained(result, explanations),
  );
}

/**
 * Blocking results of a step. DEC-12 (terms, attestation) is left out: the transmission itself decides it, with the
 * approver’s answer in hand.
 */
export function blocking<Result extends Asked>(
  evaluation: { readonly results: readonly Result[] },
  step: ControlStep,
): readonly Result[] {
  return evaluation.results.filter(
    (result) => result.step === step && result.severity === 'BLOCKING' && result.code !== 'DEC-12',
  );
}

/** Digest of a section’s results, as locked by « fin de saisie ». */
export function digestOf(evaluation: Evaluation, section: 'activity' | 'financial'): string {
  return section === 'activity' ? evaluation.activityDigest : evaluation.financialDigest;
}

/** The control step a code belongs to, or undefined when it is no control code. */
export function stepOfCode(code: string): ControlStep | undefined {
  if (code.startsWith('ACT-')) return 'ACTIVITY';
  if (code.startsWith('FIN-')) return 'FINANCIAL';
  if (code.startsWith('DEC-')) return 'DECLARATION';
  return undefined;
}
