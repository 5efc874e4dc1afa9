import type { MessageInitShape } from '@bufbuild/protobuf';
import type { OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { payloadOf } from '@portail/platform/outbox/payload.ts';
import {
  ControlsEvaluatedSchema,
  type EstimateLineSchema,
  type FigureSchema,
  RulePublishedSchema,
  ScalePublishedSchema,
  type ControlResultSchema,
  type EstimateSchema,
} from '@portail/proto/portail/controls/v1/controls_pb.ts';
import type { CalculationLine } from '../../domain/calculation-line.ts';
import type { ControlResult } from '../../domain/evaluation.ts';
import type { ControlsEvent } from '../../domain/events.ts';
import type { Figure } from '@portail/platform/pure/french.ts';
import type { ExplainedEstimate } from '../../domain/verdict.ts';

/** Id, instant and author that an event gets. */
export interface Attributes {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
}

/** A domain event as it crosses the bus. */
export function toContract(event: ControlsEvent, attributes: Attributes): OutgoingEvent {
  switch (event.type) {
    case 'ControlsEvaluated': {
      const { verdict, evaluatedAt } = event;
      const evaluation = {
        declarationId: verdict.declarationId,
        version: verdict.version,
        dataRevision: BigInt(verdict.dataRevision),
        results: verdict.results.map(toResult),
        estimate: toEstimate(verdict.estimate),
        activityDigest: verdict.activityDigest,
        financialDigest: verdict.financialDigest,
        evaluatedAt,
        indicators: verdict.indicators.map(toLine),
      };
      return {
        ...attributes,
        subject: 'evt.controls.controls-evaluated.v1',
        type: ControlsEvaluatedSchema.typeName,
        source: 'controls',
        aggregate: verdict.declarationId,
        payload: payloadOf(ControlsEvaluatedSchema, { evaluation }),
      };
    }
    case 'ScalePublished': {
      const { exercise, status } = event.scale;
      return {
        ...attributes,
        subject: 'evt.controls.scale-published.v1',
        type: ScalePublishedSchema.typeName,
        source: 'controls',
        aggregate: scaleChain(exercise),
        payload: payloadOf(ScalePublishedSchema, { exercise, status }),
      };
    }
    case 'RulePublished': {
      const { code, version } = event.published.rule;
      return {
        ...attributes,
        subject: 'evt.controls.rule-published.v1',
        type: RulePublishedSchema.typeName,
        source: 'controls',
        aggregate: ruleChain(code),
        payload: payloadOf(RulePublishedSchema, { code, version }),
      };
    }
  }
}

/** Name of the aggregate and of the journal chain of an exercise’s scale. */
export function scaleChain(exercise: number): string {
  return `psu-scale-${exercise}`;
}

/** Name of the aggregate and of the journal chain of a control rule. */
export function ruleChain(code: string): string {
  return `control-rule-${code}`;
}

function toResult(result: ControlResult): MessageInitShape<typeof ControlResultSchema> {
  return {
    code: result.code,
    step: result.step,
    severity: result.severity,
    label: result.label,
    message: result.message,
    requiredActions: result.requiredActions,
    field: result.field ?? '',
    measured: toFigure(result.measured),
    reference: toFigure(result.reference),
    referenceExercise: result.referenceExercise ?? 0,
    gap: toFigure(result.gap),
    threshold: toFigure(result.threshold),
    fingerprint: result.fingerprint,
    toReevaluate: result.toReevaluate,
  };
}

function toEstimate(estimate: ExplainedEstimate): MessageInitShape<typeof EstimateSchema> {
  return {
    available: estimate.available,
    unavailableReason: estimate.unavailableReason ?? '',
    entitlement: BigInt(estimate.entitlement ?? 0),
    lines: estimate.lines.map(toLine),
    scaleRowId: estimate.scaleRowId,
    scaleStatus: estimate.scaleStatus ?? '',
    information: estimate.information.map(toLine),
  };
}

function toLine(line: CalculationLine): MessageInitShape<typeof EstimateLineSchema> {
  const { code, label, figure, source, operation } = line;
  return { code, label, figure: toFigure(figure), source, operation };
}

function toFigure(figure: Figure | undefined): MessageInitShape<typeof FigureSchema> | undefined {
  return figure === undefined ? undefined : { hundredths: BigInt(figure.value), unit: figure.unit };
}
