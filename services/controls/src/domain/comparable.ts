import { prorate } from './exact.ts';
import type { Facts, Past } from './facts.ts';

/** True when the present or the past year is partial: amounts that add up cannot be compared as they are. */
export function isAdjusted(facts: Facts, past: Past): boolean {
  return facts.partial || past.partial;
}

/**
 * A past amount that adds up over time (hours, euros), brought to the present declaration’s capacity when one of the two
 * years is partial: « partial years are annualised by capacity » (domain.md 4.1). Assumption: the capacity of the
 * present declaration over that of the past one is the share of the year they cover.
 * @returns null when a capacity is missing.
 */
export function atPresentCapacity(facts: Facts, past: Past, value: number): number | null {
  if (!isAdjusted(facts, past)) return value;
  const { capacity } = facts.indicators;
  if (capacity === null || past.indicators.capacity === null) return null;
  return prorate(value, capacity, past.indicators.capacity);
}

/** Capacity and days themselves are brought to the open days of the present period instead. */
export function atPresentDays(facts: Facts, past: Past, value: number): number | null {
  return isAdjusted(facts, past) ? prorate(value, facts.openDays, past.openDays) : value;
}
