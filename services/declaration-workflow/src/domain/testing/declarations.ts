import type { Declaration, PastVersion, Section, Stamp, Transmission, Values } from '../declaration.ts';
import type { ControlResult, Evaluation } from '../evaluation.ts';
import type { ControlStep, DeclarationType, SectionKey } from '../vocabulary.ts';

/** How far a section of a test declaration is. RUN: controls ran and left a gap to explain. */
export type Stage = 'EMPTY' | 'DRAFT' | 'RUN' | 'CONTROLLED' | 'LOCKED';

/** A test declaration in words. */
export interface Situation {
  readonly type: DeclarationType;
  readonly status: Declaration['status'];
  readonly activity: Stage;
  /** Ignored for an actualisée. */
  readonly financial: Stage;
  /** Whole-declaration controls run and explained. */
  readonly declarationControlled?: boolean;
  /** Correction after a rejection, and which sections are delegated. */
  readonly correction?: readonly SectionKey[] | null;
  /** CANCELLED after transmission. */
  readonly transmitted?: boolean;
  /** A request for correction of the current version. */
  readonly request?: 'OPEN' | 'DECLINED';
}

export const stamp: Stamp = { at: '2016-03-12T09:00:00.000Z', userId: 'user-1', name: 'Claire Roux' };

const transmission: Transmission = { ...stamp, dataHash: 'hash', termsVersion: '2016-07', generalSchemeRate: 9_650 };

/** The declaration of a situation. */
export function declarationOf(situation: Situation): Declaration {
  const corrected = situation.correction ?? null;
  const past: PastVersion = {
    number: 1,
    status: 'REJECTED',
    transmission,
    decision: { ...stamp, note: 'Motif du rejet, à corriger.' },
  };
  const common = {
    id: '01890000-0000-7000-8000-000000000001',
    revision: 7,
    dataRevision: 5,
    equipmentId: '01890000-0000-7000-8000-000000000002',
    exercise: 2016,
    type: situation.type,
    periodStart: '2016-01-01',
    periodEnd: situation.type === 'UPDATED' ? '2016-06-30' : '2016-12-31',
    dueOn: '2016-03-31',
    opened: stamp,
    version: corrected === null ? 1 : 2,
    activity: sectionOf(situation.activity, 'activity'),
    financial: situation.type === 'UPDATED' ? null : sectionOf(situation.financial, 'financial'),
    explanations: explanationsOf(situation),
    comment: null,
    correction:
      corrected === null
        ? null
        : {
            ofVersion: 1,
            cause: 'REJECTION' as const,
            motive: 'Motif du rejet, à corriger.',
            decided: stamp,
            remarks: [],
            limited: false,
            delegations: Object.fromEntries(corrected.map((key) => [key, { ...stamp, message: null }])),
          },
    handBacks: {},
    correctionRequest: requestOf(situation),
    declarationControls: situation.declarationControlled ? stamp : null,
    past: corrected === null ? [] : [past],
  };
  switch (situation.status) {
    case 'TO_ENTER':
    case 'IN_PROGRESS':
      return { ...common, status: situation.status };
    case 'SUBMITTED':
      return { ...common, status: 'SUBMITTED', transmission };
    case 'VALIDATED':
      return { ...common, status: 'VALIDATED', transmission, decision: { ...stamp, note: null } };
    case 'CANCELLED':
      return {
        ...common,
        status: 'CANCELLED',
        transmission: situation.transmitted ? transmission : null,
        cancellation: { ...stamp, motive: 'Ouverte par erreur, à annuler.' },
      };
  }
}

/** The verdict on those data: one gap to explain per step. */
export function verdictOn(
  declaration: Pick<Declaration, 'id' | 'version' | 'dataRevision'>,
  results: readonly ControlResult[] = [gap('ACT-12'), gap('FIN-04'), gap('DEC-01')],
): Evaluation {
  return {
    declarationId: declaration.id,
    version: declaration.version,
    dataRevision: declaration.dataRevision,
    results,
    estimate: null,
    activityDigest: 'digest-activity',
    financialDigest: 'digest-financial',
    evaluatedAt: '2016-03-12T09:00:01.000Z',
    indicators: [],
  };
}

/** One result; an alert unless said. */
export function gap(code: string, given: Partial<ControlResult> = {}): ControlResult {
  return {
    code,
    step: stepOf(code),
    severity: 'ALERT',
    label: code,
    message: `${code} : écart.`,
    requiredActions: 'Vérifiez la donnée.',
    field: null,
    measured: null,
    reference: null,
    referenceExercise: null,
    gap: null,
    threshold: null,
    fingerprint: `print-${code}`,
    toReevaluate: false,
    ...given,
  };
}

/** An explanation that answers `gap(code)`. */
export function explained(code: string) {
  return { text: 'Ouverture de dix places.', fingerprint: `print-${code}`, ...stamp };
}

function stepOf(code: string): ControlStep {
  if (code.startsWith('ACT')) return 'ACTIVITY';
  return code.startsWith('FIN') ? 'FINANCIAL' : 'DECLARATION';
}

function sectionOf(stage: Stage, key: SectionKey): Section {
  const values: Values = key === 'activity' ? { places: 2_000 } : { c64Staff: 100_000 };
  switch (stage) {
    case 'EMPTY':
      return { state: 'EMPTY', values: {} };
    case 'DRAFT':
      return { state: 'DRAFT', values, saved: stamp, controlsRun: null };
    case 'RUN':
      return { state: 'DRAFT', values, saved: stamp, controlsRun: stamp };
    case 'CONTROLLED':
      return { state: 'CONTROLLED', values, saved: stamp, controlsRun: stamp, controlled: stamp };
    case 'LOCKED': {
      const locked = { ...stamp, digest: `digest-${key}`, automatic: false };
      return { state: 'LOCKED', values, saved: stamp, controlsRun: stamp, controlled: stamp, locked };
    }
  }
}

function requestOf({ request }: Situation): Declaration['correctionRequest'] {
  if (request === undefined) return null;
  const declined = request === 'OPEN' ? null : { ...stamp, text: 'Les états transmis le confirment.' };
  return { ...stamp, text: 'Le nombre de places est à corriger.', declined };
}

function explanationsOf(situation: Situation): Declaration['explanations'] {
  const done = (stage: Stage) => stage === 'CONTROLLED' || stage === 'LOCKED';
  return {
    ...(done(situation.activity) ? { 'ACT-12': explained('ACT-12') } : {}),
    ...(done(situation.financial) ? { 'FIN-04': explained('FIN-04') } : {}),
    ...(situation.declarationControlled ? { 'DEC-01': explained('DEC-01') } : {}),
  };
}
