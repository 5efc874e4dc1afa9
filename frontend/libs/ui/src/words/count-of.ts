import { formatWhole } from '@ui/figures/format-figure';

/** Counts agree and zero is said: `aucun point`, `1 point`, `3 points`. `none` carries the gender. */
export function countOf(count: number, singular: string, plural: string, none: 'aucun' | 'aucune' = 'aucun'): string {
  if (count === 0) return `${none} ${singular}`;
  return `${formatWhole(count)}\u00a0${count === 1 ? singular : plural}`;
}

/** Upper-case first letter, accents kept: `à saisir` → `À saisir`. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr-FR') + text.slice(1);
}
