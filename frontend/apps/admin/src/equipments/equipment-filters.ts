import type { ParamMap } from '@angular/router';
import type { EquipmentQuery, EquipmentState } from '@api/equipment/equipment.types';
import type { Choice } from '@ui/field/select-field';

/** The criteria as the address and the form hold them; '' does not filter. */
export interface EquipmentFilters {
  readonly search: string;
  readonly state: string;
}

export const STATE_CHOICES: readonly (Choice & { value: EquipmentState | '' })[] = [
  { value: '', label: 'Tous' },
  { value: 'OPEN', label: 'Ouverts' },
  { value: 'CLOSED', label: 'Fermés' },
];

/** What the address says: `?recherche=&etat=`. */
export function filtersOf(address: ParamMap): EquipmentFilters {
  return { search: address.get('recherche') ?? '', state: address.get('etat') ?? '' };
}

/** How the criteria are written in the address. */
export function addressOf({ search, state }: EquipmentFilters): Record<string, string> {
  return { recherche: search, etat: state };
}

/** The criteria to ask for, without what is not known: an old or mistyped link still answers. */
export function queryOf({ search, state }: EquipmentFilters): Omit<EquipmentQuery, 'page'> {
  const known = STATE_CHOICES.find(({ value }) => value !== '' && value === state)?.value;
  return { search: search.trim().slice(0, 200) || undefined, state: known === '' ? undefined : known };
}
