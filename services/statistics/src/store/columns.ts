import { FIGURES, SUMMED, type Figures, type Sums } from '../domain/figures.ts';

/** `dailyOpeningHours` → `daily_opening_hours`. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns of a declaration’s figures, in the order of {@link figureValues}. */
export const figureColumns: readonly string[] = FIGURES.map(snake);

/** Columns of added figures. */
export const summedColumns: readonly string[] = SUMMED.map(snake);

/** SQL list that gives added figures back under their names; `prefix` is that of the table. */
export const namedSums = (prefix = ''): string =>
  SUMMED.map((name) => `${prefix}${snake(name)} as "${name}"`).join(', ');

/** SQL list of the sums of rows of `current_fact`. */
export const addedUp = summedColumns.map((column) => `sum(${column})::bigint as ${column}`).join(', ');

/** Values of a declaration’s figures for {@link figureColumns}. */
export function figureValues(figures: Figures): number[] {
  return FIGURES.map((name) => figures[name]);
}

/** The added figures of a row that holds more. */
export function sumsOf(row: Sums): Sums {
  return Object.fromEntries(['count', ...SUMMED].map((name) => [name, row[name as keyof Sums]])) as unknown as Sums;
}
