import type { ParamMap } from '@angular/router';
import type { DeclarationQuery, DeclarationType } from '@api/workflow/workflow.types';
import type { Choice } from '@ui/field/select-field';
import { countOf } from '@ui/words/count-of';

/** « Rejetée »: its last version is, and the next one is being corrected. */
type SearchableStatus = NonNullable<DeclarationQuery['status']>;

/** The criteria as the address and the form hold them; '' does not filter. */
export interface DeclarationFilters {
  readonly search: string;
  readonly exercise: string;
  readonly status: string;
  readonly type: string;
}

export const STATUS_CHOICES: readonly (Choice & { value: SearchableStatus | '' })[] = [
  { value: '', label: 'Tous les états' },
  { value: 'TO_ENTER', label: 'À saisir' },
  { value: 'IN_PROGRESS', label: 'Saisie en cours' },
  { value: 'REJECTED', label: 'Rejetée Caf, à corriger' },
  { value: 'SUBMITTED', label: 'Transmis Caf' },
  { value: 'VALIDATED', label: 'Validée Caf' },
  { value: 'CANCELLED', label: 'Annulée' },
];

export const TYPE_CHOICES: readonly (Choice & { value: DeclarationType | '' })[] = [
  { value: '', label: 'Tous les types' },
  { value: 'FORECAST', label: 'Prévisionnelle' },
  { value: 'UPDATED', label: 'Actualisée' },
  { value: 'ACTUAL', label: 'Réelle' },
];

/** What is wrong with the criteria, to say beside the field; null when they can be searched. */
export function exerciseError(exercise: string): string | null {
  return exercise.trim() === '' || /^20\d\d$/.test(exercise.trim())
    ? null
    : 'Écrivez l’exercice sur quatre chiffres, par exemple 2016.';
}

/** What the address says: `?recherche=&exercice=&etat=&type=`. */
export function filtersOf(address: ParamMap): DeclarationFilters {
  const said = (name: string) => address.get(name) ?? '';
  return { search: said('recherche'), exercise: said('exercice'), status: said('etat'), type: said('type') };
}

/** How the criteria are written in the address. */
export function addressOf({ search, exercise, status, type }: DeclarationFilters): Record<string, string> {
  return { recherche: search, exercice: exercise, etat: status, type };
}

/** The criteria to ask for, without what is not known: an old or mistyped link still answers. */
export function queryOf(filters: DeclarationFilters): Omit<DeclarationQuery, 'page'> {
  const known = <T extends string>(choices: readonly { readonly value: T | '' }[], given: string): T | undefined =>
    choices.map((choice) => choice.value).find((value): value is T => value !== '' && value === given);
  const search = filters.search.trim().slice(0, 100);
  return {
    search: search === '' ? undefined : search,
    exercise: /^20\d\d$/.test(filters.exercise) ? Number(filters.exercise) : undefined,
    status: known<SearchableStatus>(STATUS_CHOICES, filters.status),
    type: known<DeclarationType>(TYPE_CHOICES, filters.type),
  };
}

/** What an export of the search holds: « les 12 déclarations de la recherche ». */
export function exportedDeclarations(total: number): string {
  return total === 1
    ? 'la déclaration trouvée'
    : `les ${countOf(total, 'déclaration', 'déclarations')} de la recherche`;
}
