import type { PublishedScale } from '../domain/scale-publication.ts';
import type { ScaleView } from '../queries/list-scales.ts';

/** A scale just published, as the list shows it. */
export function toScaleView(scale: PublishedScale): ScaleView {
  const p = scale.parameters;
  return {
    exercise: scale.exercise,
    revision: scale.revision,
    status: scale.status,
    sourceNote: scale.sourceNote,
    publishedBy: scale.publishedBy,
    publishedAt: scale.publishedAt,
    complete: scale.rows.every((row) => row.priceCap !== null),
    parameters: {
      rate: p.rate,
      meetingHoursPerPlace: p.meetingHoursPerPlace,
      costBasis: p.costBasis,
      rgApplication: p.rgApplication,
      mode: p.mode,
      linearFrom: p.linearFrom,
      linearTo: p.linearTo,
      advanceRate: p.advanceRate,
      exceptionalHoursDecision: p.exceptionalHoursDecision,
    },
    rows: scale.rows.map((row) => ({
      id: row.id,
      suppliesBoth: row.suppliesBoth,
      bandIndex: row.bandIndex,
      bandUpperBound: row.bandUpperBound,
      upperBoundInclusive: row.upperBoundInclusive,
      priceCap: row.priceCap,
      psuAmount: row.psuAmount,
      status: row.status,
      sourceNote: row.sourceNote,
    })),
  };
}
