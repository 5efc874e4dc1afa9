import type { ParamMap } from '@angular/router';
import type { EquipmentQuery } from '@api/workflow/workflow.types';

/** The criteria as the address and the form hold them; '' does not filter. */
export interface EquipmentFilters {
  readonly name: string;
  readonly commune: string;
}

/** What the address says: `?nom=&commune=`. */
export function filtersOf(address: ParamMap): EquipmentFilters {
  return { name: address.get('nom') ?? '', commune: address.get('commune') ?? '' };
}

/** How the criteria are written in the address. */
export function addressOf({ name, commune }: EquipmentFilters): Record<string, string> {
  return { nom: name, commune };
}

/** The criteria to ask for: an empty one is left out, a too long one is cut where the form cuts it. */
export function queryOf({ name, commune }: EquipmentFilters): Omit<EquipmentQuery, 'page'> {
  const words = (typed: string) => typed.trim().slice(0, 100) || undefined;
  return { name: words(name), commune: words(commune) };
}
