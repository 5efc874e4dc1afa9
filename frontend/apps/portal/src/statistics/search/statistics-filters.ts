import type { ParamMap } from '@angular/router';
import type { StatisticsQuery } from '@api/statistics/statistics.types';

/** The criteria as the address and the form hold them; '' does not filter, and leaves the newest exercise. */
export interface StatisticsFilters {
  readonly name: string;
  readonly commune: string;
  readonly exercise: string;
}

const YEAR = /^20\d{2}$/;

/** What the address says: `?nom=&commune=&exercice=`; what is no year is left out. */
export function filtersOf(address: ParamMap): StatisticsFilters {
  const exercise = address.get('exercice') ?? '';
  return {
    name: address.get('nom') ?? '',
    commune: address.get('commune') ?? '',
    exercise: YEAR.test(exercise) ? exercise : '',
  };
}

/** How the criteria are written in the address. */
export function addressOf({ name, commune, exercise }: StatisticsFilters): Record<string, string> {
  return { nom: name, commune, exercice: exercise };
}

/** The criteria to ask for: an empty one is left out, a too long one is cut where the form cuts it. */
export function queryOf({ name, commune, exercise }: StatisticsFilters): Omit<StatisticsQuery, 'page'> {
  const words = (typed: string) => typed.trim().slice(0, 100) || undefined;
  return { name: words(name), commune: words(commune), exercise: exercise === '' ? undefined : Number(exercise) };
}
