import type { Unit } from '@portail/platform/pure/french.ts';
import type * as said from '@portail/proto/portail/controls/v1/controls_pb.ts';
import type { ControlResult, Estimate, EstimateLine, Verdict } from '../../domain/verdict.ts';

/** A verdict as the controls say it, in the words of this service: what is printed of it. */
export function toVerdict(evaluation: said.Evaluation): Verdict {
  const { declarationId, version, evaluatedAt, estimate } = evaluation;
  return {
    ...{ declarationId, version, evaluatedAt },
    dataRevision: Number(evaluation.dataRevision),
    results: evaluation.results.map(toResult),
    estimate: estimate ? toEstimate(estimate) : null,
    indicators: evaluation.indicators.map(toLine),
  };
}

function toResult(result: said.ControlResult): ControlResult {
  const { code, label, message, requiredActions, fingerprint } = result;
  return {
    ...{ code, label, message, requiredActions, fingerprint },
    step: result.step as ControlResult['step'],
    severity: result.severity as ControlResult['severity'],
    field: result.field || null,
  };
}

function toEstimate(estimate: said.Estimate): Estimate {
  return {
    available: estimate.available,
    unavailableReason: estimate.unavailableReason || null,
    entitlement: estimate.available ? Number(estimate.entitlement) : null,
    lines: estimate.lines.map(toLine),
    information: estimate.information.map(toLine),
    scaleRowId: estimate.scaleRowId || null,
    scaleStatus: estimate.scaleStatus || null,
  };
}

function toLine({ code, label, figure, source, operation }: said.EstimateLine): EstimateLine {
  return {
    ...{ code, label, source, operation },
    figure: figure ? { value: Number(figure.hundredths), unit: figure.unit as Unit } : null,
  };
}
