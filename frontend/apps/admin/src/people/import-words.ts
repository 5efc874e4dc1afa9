import type { ImportFilter, ListImport, ListLine } from '@api/identity/people.types';
import type { Choice } from '@ui/field/select-field';
import type { Tone } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';

export const FILTERS: readonly Choice[] = [
  { value: '', label: 'Toutes les lignes' },
  { value: 'CREATE', label: 'Personnes à créer' },
  { value: 'GRANT', label: 'Personnes à habiliter' },
  { value: 'UNCHANGED', label: 'Lignes inchangées' },
  { value: 'REFUSED', label: 'Lignes refusées' },
];

/** The filter that the address names, if it is one. */
export function filterOf(said: string | undefined): ImportFilter | undefined {
  const known = FILTERS.find(({ value }) => value !== '' && value.toLowerCase() === said);
  return known?.value as ImportFilter | undefined;
}

const STATES: Readonly<
  Record<ListLine['planned'] | NonNullable<ListLine['outcome']>, { readonly label: string; readonly tone: Tone }>
> = {
  CREATE: { label: 'À créer', tone: 'todo' },
  GRANT: { label: 'À habiliter', tone: 'todo' },
  UNCHANGED: { label: 'Inchangé', tone: 'muted' },
  REFUSED: { label: 'Refusé', tone: 'refused' },
  CREATED: { label: 'Créé et habilité', tone: 'done' },
  GRANTED: { label: 'Habilité', tone: 'done' },
};

/** What a line will do, or did. */
export function lineState(line: Pick<ListLine, 'planned' | 'outcome'>): { label: string; tone: Tone } {
  return STATES[line.outcome ?? line.planned];
}

/** « 2 personnes à créer, 1 à habiliter, 3 lignes inchangées, aucune ligne refusée. » */
export function tally({ state, planned, outcomes }: Pick<ListImport, 'state' | 'planned' | 'outcomes'>): string {
  const shown = state === 'PREVIEWED';
  const [created, granted] = shown ? [planned.CREATE, planned.GRANT] : [outcomes.CREATED, outcomes.GRANTED];
  const { UNCHANGED, REFUSED } = shown ? planned : outcomes;
  const parts = [
    shown
      ? countOf(created, 'personne à créer', 'personnes à créer', 'aucune')
      : countOf(created, 'personne créée et habilitée', 'personnes créées et habilitées', 'aucune'),
    shown
      ? countOf(granted, 'habilitation à accorder', 'habilitations à accorder', 'aucune')
      : countOf(granted, 'habilitation accordée', 'habilitations accordées', 'aucune'),
    countOf(UNCHANGED, 'ligne inchangée', 'lignes inchangées', 'aucune'),
    countOf(REFUSED, 'ligne refusée', 'lignes refusées', 'aucune'),
  ];
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
