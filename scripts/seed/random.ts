/** A source of chance with a fixed seed: the demo is the same on every machine. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** Normal law. */
  normal(mean: number, deviation: number): number;
  /** Normal law, kept within bounds. */
  clipped(mean: number, deviation: number, least: number, most: number): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
}

/** Mulberry32: small, fast, good enough to draw nurseries. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (mean: number, deviation: number): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    clipped: (mean, deviation, least, most) => Math.min(most, Math.max(least, normal(mean, deviation))),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    happens: (probability) => next() < probability,
  };
}
