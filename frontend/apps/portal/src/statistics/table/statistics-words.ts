import type { StatisticsLine, StatisticsUnit } from '@api/statistics/statistics.types';
import { formatFigure, formatHundredths } from '@ui/figures/format-figure';

/** Whose figure it is: what is yes or no for one equipment is a share of many. */
export type Whose = 'own' | 'department' | 'national';

const NARROW = '\u202f';

/** A figure as a person reads it. */
export function valueWords(value: number | null, unit: StatisticsUnit, whose: Whose): string {
  if (value === null) return 'non disponible';
  if (unit === 'SUPPLY')
    return whose === 'own' ? (value > 0 ? 'oui' : 'non') : formatFigure({ value, unit: 'PERCENT' });
  return formatFigure({ value, unit });
}

/** « 0,35 €/h de plus (+3,4 %) »; percentages differ by points; null where nothing can be compared. */
export function gapWords(own: number | null, mean: number | null, unit: StatisticsUnit): string | null {
  if (own === null || mean === null || unit === 'SUPPLY') return null;
  const gap = own - mean;
  if (gap === 0) return 'égal';
  const side = gap > 0 ? 'de plus' : 'de moins';
  const size = formatFigure({ value: Math.abs(gap), unit: unit === 'PERCENT' ? 'POINTS' : unit });
  if (unit === 'PERCENT' || mean <= 0) return `${size} ${side}`;
  const share = formatHundredths(Math.round((Math.abs(gap) * 1_000) / mean) * 10).replace(/0$/, '');
  return `${size} ${side} (${gap > 0 ? '+' : '−'}${share}${NARROW}%)`;
}

/** Figures of a line for the exercise at a place of the years. */
export function figuresAt(line: StatisticsLine, index: number): Record<Whose, number | null> {
  return {
    own: line.own[index] ?? null,
    department: line.department[index] ?? null,
    national: line.national[index] ?? null,
  };
}

/** « Votre taux d’occupation réel est de 67,94 % : 2,10 points de plus que votre département, autant que la France. » */
export function answerOf(line: StatisticsLine, index: number): string {
  const { own, department, national } = figuresAt(line, index);
  if (own === null) return `${line.label}\u202f: votre chiffre n’est pas disponible.`;
  const said = `${line.label}\u202f: ${valueWords(own, line.unit, 'own')}`;
  const compared = [
    comparison(gapWords(own, department, line.unit), 'la moyenne du département'),
    comparison(gapWords(own, national, line.unit), 'la moyenne de France'),
  ].filter((part) => part !== null);
  return compared.length === 0 ? `${said}.` : `${said}, ${compared.join(', ')}.`;
}

function comparison(gap: string | null, mean: string): string | null {
  if (gap === null) return null;
  return gap === 'égal'
    ? `autant que ${mean}`
    : `soit ${gap} que ${mean}`.replace(/( \([^)]*\)) que (.*)$/, ' que $2$1');
}

/** « entre 2013 et 2015\u202f: 0,20 €/h de plus ». */
export function movedWords(line: StatisticsLine, exercises: readonly number[]): string {
  const first = line.own[0] ?? null;
  const last = line.own[exercises.length - 1] ?? null;
  const gap = gapWords(last, first, line.unit);
  if (gap === null || exercises.length < 2) return '';
  const moved = gap === 'égal' ? 'le même chiffre' : gap;
  return `De ${exercises[0]} à ${exercises.at(-1)}, votre équipement\u202f: ${moved}.`;
}
