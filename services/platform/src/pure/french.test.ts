import { expect, test } from '@jest/globals';
import { formatFigure } from './french.ts';

test.each([
  [{ value: 123_450, unit: 'EURO' }, '1\u202f234,50\u00a0€'],
  [{ value: -528, unit: 'EURO_PER_HOUR' }, '\u22125,28\u00a0€/h'],
  [{ value: 22_000, unit: 'DAYS' }, '220\u00a0jours'],
  [{ value: 1_755, unit: 'PLACES' }, '17,55\u00a0places'],
  [{ value: 10_600, unit: 'PERCENT' }, '106,00\u202f%'],
] as const)('%j', (figure, text) => {
  expect(formatFigure(figure)).toBe(text);
});
