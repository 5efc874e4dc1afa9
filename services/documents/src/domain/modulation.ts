import { divideHalfUp } from '@portail/platform/pure/fixed.ts';

/** A line of the calculation of a modulated approval (domain.md 2.3): places open between two hours, on the days of a period. */
export interface Slot {
  /** Name of the period; lines that bear the same one are the same days. */
  readonly period: string;
  readonly days: number;
  /** Minutes since midnight. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Hundredths of a place. */
  readonly places: number;
}

/** What the slots of a year give. */
export interface Modulation {
  /** Hundredths of an hour. */
  readonly capacityHours: number;
  readonly openingDays: number;
  /** Hundredths of an hour a day. */
  readonly meanAmplitude: number;
  /** Hundredths of a place. */
  readonly weightedPlaces: number;
  /** The most places open at once, hundredths. */
  readonly mostPlaces: number;
}

/** Lines of the workbook. */
export const mostSlots = 60;
/** Opening days of a leap year. */
export const mostDays = 366;
/** Hundredths of a place. */
export const mostPlaces = 99_900;
export const minutesOfDay = 1_440;

/** The calculation of domain.md 2.3; each result is rounded once, half up. Null without any slot. */
export function modulationOf(slots: readonly Slot[]): Modulation | null {
  if (slots.length === 0) return null;
  let placeMinutes = 0n;
  let openMinutes = 0n;
  const days = new Map<string, number>();
  for (const { period, days: each, startsAt, endsAt, places } of slots) {
    const minutes = BigInt(each) * BigInt(endsAt - startsAt);
    openMinutes += minutes;
    placeMinutes += minutes * BigInt(places);
    days.set(periodKey(period), each);
  }
  const openingDays = [...days.values()].reduce((sum, each) => sum + each, 0);
  return {
    capacityHours: Number(divideHalfUp(placeMinutes, 60n)),
    openingDays,
    meanAmplitude: Number(divideHalfUp(openMinutes * 100n, BigInt(openingDays) * 60n)),
    weightedPlaces: Number(divideHalfUp(placeMinutes, openMinutes)),
    mostPlaces: Math.max(...slots.map(({ places }) => places)),
  };
}

/** Names of periods are compared as spreadsheets do: capitals and spaces around do not count. */
export function periodKey(period: string): string {
  return period.trim().replace(/ +/g, ' ').toLowerCase();
}

/** French sentences: why these slots cannot be counted together, by their place in the list. */
export function slotFaults(slots: readonly Slot[]): ReadonlyMap<number, string> {
  const faults = new Map<number, string>();
  slots.forEach((slot, index) => {
    const same = slots.filter(({ period }) => periodKey(period) === periodKey(slot.period));
    const overlaps = same.filter((other) => other.startsAt < slot.endsAt && slot.startsAt < other.endsAt);
    if (slot.endsAt <= slot.startsAt) faults.set(index, slotWords.order);
    else if (same.some(({ days }) => days !== slot.days)) faults.set(index, slotWords.days);
    else if (overlaps.length > 1) faults.set(index, slotWords.overlap);
  });
  return faults;
}

/** What stands beside a line that is to be corrected, in the workbook and on the screen. */
export const slotWords = {
  incomplete: 'Complétez la ligne',
  dayCount: 'Jours\u202f: un nombre entier de 1 à 366',
  hours: 'Heures\u202f: de 00:00 à 24:00',
  places: 'Places\u202f: plus de 0, deux décimales au plus',
  order: 'La fin doit suivre le début',
  days: 'Même période\u202f: indiquez le même nombre de jours',
  overlap: 'Ce créneau en recouvre un autre de la même période',
  tooManyDays: 'Plus de 366 jours d’ouverture en tout',
} as const;
