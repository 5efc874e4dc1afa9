/** First quartile, median and third quartile, in hundredths of the unit of the indicator. */
export type Quartiles = readonly [first: number, median: number, third: number];

/**
 * Quartiles of at least one value, as spreadsheets (QUARTILE.INC) and `percentile_cont` compute them: between two values the
 * place in between, rounded half up once.
 */
export function quartilesOf(values: readonly number[]): Quartiles {
  const sorted = Float64Array.from(values).sort();
  const at = (quarter: number): number => {
    const quarters = quarter * (sorted.length - 1);
    const below = sorted[Math.floor(quarters / 4)] ?? 0;
    const above = sorted[Math.ceil(quarters / 4)] ?? 0;
    const fourfold = below * (4 - (quarters % 4)) + above * (quarters % 4);
    // Halves away from zero, as everywhere; hundredths of euros stay far under what a number holds exactly.
    return Math.sign(fourfold) * Math.floor((Math.abs(fourfold) + 2) / 4) || 0;
  };
  return [at(1), at(2), at(3)];
}

/** In which quarter of the group a value stands, from the lowest to the highest; a value equal to a quartile is in the lower one. */
export function quarterOf(value: number, [first, median, third]: Quartiles): 1 | 2 | 3 | 4 {
  if (value <= first) return 1;
  if (value <= median) return 2;
  return value <= third ? 3 : 4;
}
