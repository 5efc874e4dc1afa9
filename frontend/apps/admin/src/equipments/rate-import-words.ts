import type { RateCounts, RateLine } from '@api/equipment/equipment.types';
import { formatFigure } from '@ui/figures/format-figure';
import { countOf, sentence } from '@ui/words/count-of';

/** The list to fill: its headings and one line that shows how each is written. */
export const TEMPLATE =
  'data:text/csv;charset=utf-8,' + encodeURIComponent('\ufeffIDEQU;exercice;taux\r\n100001;2016;98,20\r\n');

/** What a line of the list will do, in words. */
export function lineWords(line: RateLine): string {
  switch (line.outcome) {
    case 'SET': {
      const rate = formatFigure({ value: line.set?.rate ?? 0, unit: 'PERCENT' });
      const before = line.before === null ? 'aucun taux jusqu’ici' : `au lieu de ${percent(line.before)}`;
      return `${rate}, ${before}`;
    }
    case 'UNCHANGED':
      return `${percent(line.before ?? 0)} est déjà enregistré`;
    case 'REFUSED':
      return line.reason ?? '';
  }
}

/** « 12 taux à enregistrer, 3 inchangés, aucune ligne refusée. » */
export function countWords({ set, unchanged, refused }: RateCounts): string {
  const parts = [
    `${countOf(set, 'taux', 'taux')} à enregistrer`,
    countOf(unchanged, 'inchangé', 'inchangés'),
    countOf(refused, 'ligne refusée', 'lignes refusées', 'aucune'),
  ];
  return `${sentence(parts.join(', '))}.`;
}

const percent = (value: number) => formatFigure({ value, unit: 'PERCENT' });
