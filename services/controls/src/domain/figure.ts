import type { Figure } from '@portail/platform/pure/french.ts';

export const hours = (value: number): Figure => ({ value, unit: 'HOURS' });
export const euros = (value: number): Figure => ({ value, unit: 'EURO' });
export const eurosPerHour = (value: number): Figure => ({ value, unit: 'EURO_PER_HOUR' });
export const percent = (value: number): Figure => ({ value, unit: 'PERCENT' });
export const points = (value: number): Figure => ({ value, unit: 'POINTS' });
export const places = (value: number): Figure => ({ value, unit: 'PLACES' });
export const hoursPerDay = (value: number): Figure => ({ value, unit: 'HOURS_PER_DAY' });
export const ratio = (value: number): Figure => ({ value, unit: 'RATIO' });
/** Days in hundredths (a prorated threshold may have decimals). */
export const days = (value: number): Figure => ({ value, unit: 'DAYS' });
/** A plain count, given unscaled. */
export const count = (value: number): Figure => ({ value: value * 100, unit: 'COUNT' });
