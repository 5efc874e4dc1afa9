import { divideHalfUp as divide } from '@portail/platform/pure/fixed.ts';

/**
 * Exact arithmetic on scaled integers. Values travel as `number` (safe integers); products go through BigInt so that no
 * intermediate ever becomes a rounded float.
 */

/**
 * `numerator / denominator` rounded half-up, away from zero for a negative quotient so that a gap and its opposite
 * round alike (domain.md 3.2, rounding).
 * @throws RangeError when the denominator is zero.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): number {
  return Number(divide(numerator, denominator));
}

/** `100 × part / whole` in hundredths of a percent, or null when the whole is zero. Both in the same unit. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : divideHalfUp(BigInt(part) * 10_000n, BigInt(whole));
}

/** `total / quantity` in hundredths, both given in hundredths (euros per hour, per place…), or null for a zero quantity. */
export function perUnit(total: number, quantity: number): number | null {
  return quantity === 0 ? null : divideHalfUp(BigInt(total) * 100n, BigInt(quantity));
}

/** Product of two figures in hundredths, in hundredths. */
export function product(a: number, b: number): number {
  return divideHalfUp(BigInt(a) * BigInt(b), 100n);
}

/** `value × rate`, the rate in hundredths of a percent. */
export function applyRate(value: number, rate: number): number {
  return divideHalfUp(BigInt(value) * BigInt(rate), 10_000n);
}

/** `value × numerator / denominator`, or null when the denominator is zero. */
export function prorate(value: number, numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : divideHalfUp(BigInt(value) * BigInt(numerator), BigInt(denominator));
}
