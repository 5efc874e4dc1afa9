import type { ParamMap } from '@angular/router';
import type { PeopleQuery } from '@api/identity/people.types';

/** The criteria as the address and the form hold them; '' does not filter. */
export interface PeopleFilters {
  readonly search: string;
  readonly status: string;
}

/** Rows the service gives at once. */
export const PEOPLE_PAGE_SIZE = 50;

/** What the address says: `?recherche=&acces=`. */
export function filtersOf(address: ParamMap): PeopleFilters {
  return { search: address.get('recherche') ?? '', status: address.get('acces') ?? '' };
}

/** How the criteria are written in the address. */
export function addressOf({ search, status }: PeopleFilters): Record<string, string> {
  return { recherche: search, acces: status };
}

/** The criteria to ask for; what is not known is left out, so that an old link still answers. */
export function queryOf({ search, status }: PeopleFilters): Omit<PeopleQuery, 'page'> {
  return {
    search: search.trim().slice(0, 100) || undefined,
    status: status === 'ACTIVE' || status === 'SUSPENDED' ? status : undefined,
  };
}
