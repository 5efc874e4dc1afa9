import type { Period } from './declaration-data.ts';

const DAY_MS = 86_400_000;

/** Days between two ISO dates, both included; 0 when the end is before the start. */
export function daysIncluded(start: string, end: string): number {
  return Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / DAY_MS) + 1);
}

/** Calendar days of a year, 365 or 366. */
export function daysOfYear(year: number): number {
  return daysIncluded(`${year}-01-01`, `${year}-12-31`);
}

/** Calendar months touched by a period of one year, both ends included: January to June is 6. */
export function monthsTouched(period: Period): number {
  const months = (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7));
  return Math.max(0, months(period.end) - months(period.start) + 1);
}

/** True when the period is the whole calendar year. */
export function isFullYear(period: Period, exercise: number): boolean {
  return period.start === `${exercise}-01-01` && period.end === `${exercise}-12-31`;
}

/** The part of a period during which the equipment was open, from A01 « date d’ouverture / de fermeture ». */
export function activePart(period: Period, activeFrom?: string, activeTo?: string): Period {
  return {
    start: activeFrom !== undefined && activeFrom > period.start ? activeFrom : period.start,
    end: activeTo !== undefined && activeTo < period.end ? activeTo : period.end,
  };
}
