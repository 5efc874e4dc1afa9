import { indicator, type Indicator } from './indicators.ts';
import { FEWEST_PEERS } from './peer-groups.ts';
import { quartilesOf } from './quartiles.ts';

/** Ratios in which a figure far from the others often is a mistake of entry or a question to ask. */
export const WATCHED: readonly Indicator[] = [
  ...['actualOccupancyRate', 'billingRate', 'childrenPerPlace', 'costPerInvoicedHour', 'costPerAttendedHour'],
  ...['staffShare', 'contributionPerHour', 'psuPerHour', 'shareCaf', 'resultRate'],
].map(indicator);

/** Between what the figures of a territory usually are; hundredths of the unit. */
export interface Fences {
  readonly low: number;
  readonly high: number;
}

/**
 * One and a half times the distance between the quartiles beyond each of them (Tukey’s rule), rounded outwards; null when
 * there are too few values to say what is usual.
 */
export function fencesOf(values: readonly number[]): Fences | null {
  if (values.length < FEWEST_PEERS) return null;
  const [first, , third] = quartilesOf(values);
  const beyond = Math.ceil(((third - first) * 3) / 2);
  return { low: first - beyond, high: third + beyond };
}

/** How far outside a value is, in distances between the fences; 0 inside. */
export function distanceOf(value: number, { low, high }: Fences): number {
  const outside = Math.max(low - value, value - high, 0);
  return outside === 0 ? 0 : outside / Math.max(1, high - low);
}
