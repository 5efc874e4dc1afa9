/** Two samples side by side, in words for whoever reads the test. */
export interface Compared {
  readonly medians: readonly [number, number];
  /** Of the rank test of Mann and Whitney: beyond ±4 the two differ, whatever their shape, but once in sixteen thousand. */
  readonly z: number;
  readonly sentence: string;
}

/** Compares two samples of times without supposing anything of how they spread. */
export function compare(what: string, one: readonly number[], other: readonly number[]): Compared {
  const all = [...one.map((value) => ({ value, first: true })), ...other.map((value) => ({ value, first: false }))];
  all.sort((a, b) => a.value - b.value);
  const ranks = all.reduce((sum, { first }, index) => sum + (first ? index + 1 : 0), 0);
  const [n, m] = [one.length, other.length];
  const u = ranks - (n * (n + 1)) / 2;
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  const medians = [median(one), median(other)] as const;
  const [known, unknown] = medians.map((value) => value.toFixed(2));
  return {
    medians,
    z,
    sentence: `${what}: known ${known} ms, unknown ${unknown} ms (medians of ${n} and ${m}), z = ${z.toFixed(2)}`,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
