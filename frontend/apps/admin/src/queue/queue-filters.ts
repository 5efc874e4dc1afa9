import type { ParamMap } from '@angular/router';
import type { QueueQuery } from '@api/workflow/workflow.types';
import type { Choice } from '@ui/field/select-field';
import { TYPE_CHOICES } from '@ui/search/declaration-filters';

/** The criteria of the queue as the address and the form hold them; '' does not filter. */
export interface QueueFilters {
  readonly search: string;
  readonly exercise: string;
  readonly type: string;
  /** `moi`, `personne`, `sans-ecart`, `correction`. */
  readonly part: string;
  readonly sort: string;
}

/** A part of the queue, with its counter. */
export interface Part {
  readonly value: '' | 'moi' | 'personne' | 'sans-ecart' | 'correction';
  readonly label: string;
  readonly counter: 'all' | 'mine' | 'unassigned' | 'clean' | 'correction';
}

export const PARTS: readonly Part[] = [
  { value: '', label: 'Toutes', counter: 'all' },
  { value: 'moi', label: 'Les miennes', counter: 'mine' },
  { value: 'personne', label: 'À attribuer', counter: 'unassigned' },
  { value: 'sans-ecart', label: 'Sans écart', counter: 'clean' },
  { value: 'correction', label: 'Correction demandée', counter: 'correction' },
];

export const SORT_CHOICES: readonly (Choice & { value: '' | 'montant' | 'ecarts' })[] = [
  { value: '', label: 'La plus ancienne d’abord' },
  { value: 'montant', label: 'Le plus gros montant d’abord' },
  { value: 'ecarts', label: 'Le plus d’écarts d’abord' },
];

const SORTS = { montant: 'ENTITLEMENT', ecarts: 'GAPS' } as const;

/** What the address says; `?recherche=&exercice=&type=&part=&tri=`. */
export function queueFiltersOf(address: ParamMap): QueueFilters {
  const said = (name: string) => address.get(name) ?? '';
  return {
    search: said('recherche'),
    exercise: said('exercice'),
    type: said('type'),
    part: said('part'),
    sort: said('tri'),
  };
}

/** The same criteria as the address writes them. */
export function queueAddressOf({ search, exercise, type, part, sort }: QueueFilters): Record<string, string> {
  return { recherche: search, exercice: exercise, type, part, tri: sort };
}

/** The criteria to ask for, without what is not known: an old or mistyped link still answers. */
export function queueQueryOf({ search, exercise, type, part, sort }: QueueFilters): Omit<QueueQuery, 'page'> {
  const words = search.trim().slice(0, 100);
  return {
    search: words === '' ? undefined : words,
    exercise: /^20\d\d$/.test(exercise) ? Number(exercise) : undefined,
    type: TYPE_CHOICES.map(({ value }) => value).find((value) => value !== '' && value === type) || undefined,
    assignee: part === 'moi' ? 'ME' : part === 'personne' ? 'NOBODY' : undefined,
    clean: part === 'sans-ecart' ? true : undefined,
    correction: part === 'correction' ? true : undefined,
    sort: sort === 'montant' || sort === 'ecarts' ? SORTS[sort] : undefined,
  };
}
