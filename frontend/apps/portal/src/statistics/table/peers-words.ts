import type { StatisticsLine, StatisticsPeers } from '@api/statistics/statistics.types';
import { formatFigure } from '@ui/figures/format-figure';
import { countOf } from '@ui/words/count-of';

/** Quartiles of a group for one indicator. */
export type Quartiles = NonNullable<StatisticsPeers['lines'][number]['national']>;
type Unit = StatisticsLine['unit'];

const PLACES: Readonly<Record<number, string>> = {
  1: 'dans le quart le plus bas',
  2: 'entre le premier quartile et la médiane',
  3: 'entre la médiane et le troisième quartile',
  4: 'dans le quart le plus haut',
};

/** « dans le quart le plus bas », or « à la médiane »: where many are alike, no quarter says more; what cannot be compared says so. */
export function placeWords(quartiles: Quartiles | null, own: number | null): string {
  if (quartiles !== null && own === quartiles.median) return 'à la médiane';
  return quartiles?.quarter ? (PLACES[quartiles.quarter] ?? '') : 'non disponible';
}

/** « 9,10 €/h à 11,40 €/h, médiane 10,20 €/h »: the half of the group that is in the middle. */
export function quartilesWords(quartiles: Quartiles | null, unit: Unit): string {
  if (quartiles === null) return 'non disponible';
  const words = (value: number) => formatFigure({ value, unit });
  return `${words(quartiles.first)} à ${words(quartiles.third)}, médiane ${words(quartiles.median)}`;
}

/** « Groupe\u202f: accueil collectif, associations, 20 à 39 places. 16 équipements en France, 12 en Indre-et-Loire. » */
export function groupsWords({ description, groups }: Pick<StatisticsPeers, 'description' | 'groups'>): string {
  if (description === null) return '';
  const counts = groups.map(({ name, count }) => `${name}, ${countOf(count, 'équipement', 'équipements')}`);
  return `Équipements comparables\u202f: ${description}. ${counts.join('\u202f; ')}.`;
}

/** « Prix de revient\u202f: vous êtes dans le quart le plus haut en France. » */
export function standingWords(
  label: string,
  own: number | null,
  line: Pick<StatisticsPeers['lines'][number], 'department' | 'national'>,
  groups: readonly string[],
): string {
  const [france = 'France', department] = groups;
  const parts = [
    line.national === null ? null : `${placeWords(line.national, own)} (${france})`,
    line.department === null || department === undefined ? null : `${placeWords(line.department, own)} (${department})`,
  ].filter((part) => part !== null);
  return parts.length === 0
    ? `${label}\u202f: trop peu d’équipements du groupe ont ce chiffre.`
    : `${label}\u202f: ${parts.join(', ')}.`;
}
