import type { Outlier, Territory, TerritoryLine } from '@api/statistics/statistics.types';
import { formatFigure, formatWhole } from '@ui/figures/format-figure';
import { countOf } from '@ui/words/count-of';

/** « 9,10 €/h à 11,40 €/h, médiane 10,20 €/h »: the half of the EAJE that is in the middle. */
export function spreadWords(spread: TerritoryLine['years'][number], unit: TerritoryLine['unit']): string {
  if (spread === null) return 'non disponible';
  const words = (value: number) => formatFigure({ value, unit });
  return `${words(spread.first)} à ${words(spread.third)}, médiane ${words(spread.median)}`;
}

/** « Taux de facturation : 212,40 %, d’ordinaire entre 98,00 % et 126,00 % ». */
export function findingWords({ label, unit, value, low, high }: Outlier['findings'][number]): string {
  const words = (figure: number) => formatFigure({ value: figure, unit });
  return `${label}\u202f: ${words(value)}, d’ordinaire entre ${words(low)} et ${words(high)}`;
}

/** « 62 équipements sur 64 ont une réelle validée ; il en manque 2. » */
export function progressWords({ exercises, exercise }: Territory): string {
  const year = exercises.find((one) => one.exercise === exercise);
  if (!year) return `Aucune déclaration réelle ${exercise ?? ''} n’est validée.`.replace('  ', ' ');
  const missing = Math.max(0, year.expected - year.validated);
  const end = missing === 0 ? 'Il n’en manque aucun' : `Il en manque ${formatWhole(missing)}`;
  return `${countOf(year.validated, 'équipement', 'équipements')} sur ${formatWhole(year.expected)} ont une réelle ${year.exercise} validée. ${end}.`;
}

/** « De 2013 à 2015, la médiane est passée de 10,20 €/h à 10,90 €/h. »; '' with fewer than two exercises. */
export function movedWords(line: TerritoryLine, exercises: readonly number[]): string {
  const known = line.years.flatMap((spread, index) => (spread === null ? [] : [{ spread, year: exercises[index] }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return '';
  const words = (value: number) => formatFigure({ value, unit: line.unit });
  return `De ${first.year} à ${last.year}, la médiane est passée de ${words(first.spread.median)} à ${words(last.spread.median)}.`;
}
