import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import {
  ControlsEvaluatedSchema,
  type Estimate as EstimateMessage,
  type EstimateLine as EstimateLineMessage,
  type ControlResult as ControlResultMessage,
  type Evaluation as EvaluationMessage,
  type Figure as FigureMessage,
} from '@portail/proto/portail/controls/v1/controls_pb.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import type { ControlResult, Estimate, EstimateLine, Evaluation, Figure, Severity } from '../../domain/evaluation.ts';
import type { ControlStep } from '../../domain/vocabulary.ts';

/** Keeps each verdict and lets the declaration react to it. */
export function controlsReactions(keep: (tx: Transaction, evaluation: Evaluation) => Promise<void>): Reaction[] {
  return [
    reaction(ControlsEvaluatedSchema, async (tx, { evaluation }) => {
      if (evaluation) await keep(tx, evaluationOf(evaluation));
    }),
  ];
}

function evaluationOf(message: EvaluationMessage): Evaluation {
  return {
    declarationId: message.declarationId,
    version: message.version,
    dataRevision: Number(message.dataRevision),
    results: message.results.map(resultOf),
    estimate: message.estimate ? estimateOf(message.estimate) : null,
    activityDigest: message.activityDigest,
    financialDigest: message.financialDigest,
    evaluatedAt: message.evaluatedAt,
    indicators: message.indicators.map(lineOf),
  };
}

function resultOf(message: ControlResultMessage): ControlResult {
  return {
    code: message.code,
    step: message.step as ControlStep,
    severity: message.severity as Severity,
    label: message.label,
    message: message.message,
    requiredActions: message.requiredActions,
    field: message.field || null,
    measured: figureOf(message.measured),
    reference: figureOf(message.reference),
    referenceExercise: message.referenceExercise || null,
    gap: figureOf(message.gap),
    threshold: figureOf(message.threshold),
    fingerprint: message.fingerprint,
    toReevaluate: message.toReevaluate,
  };
}

function estimateOf(message: EstimateMessage): Estimate {
  return {
    available: message.available,
    unavailableReason: message.unavailableReason || null,
    entitlement: message.available ? Number(message.entitlement) : null,
    lines: message.lines.map(lineOf),
    information: message.information.map(lineOf),
    scaleStatus: message.scaleStatus || null,
  };
}

function lineOf(message: EstimateLineMessage): EstimateLine {
  const { code, label, figure, source, operation } = message;
  return { code, label, figure: figureOf(figure), source, operation };
}

function figureOf(message: FigureMessage | undefined): Figure | null {
  return message ? { value: Number(message.hundredths), unit: message.unit } : null;
}
