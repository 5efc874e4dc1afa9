import { describe, expect, test } from '@jest/globals';
import type { StatisticsLine } from '@api/statistics/statistics.types';
import { answerOf, gapWords, movedWords, valueWords } from './statistics-words';

const line = (given: Partial<StatisticsLine>): StatisticsLine => ({
  ...{ code: 'costPerInvoicedHour', tab: 'FINANCIAL', label: 'Prix de revient', unit: 'EURO_PER_HOUR' },
  ...{ formula: '', meaning: '', own: [], department: [], national: [] },
  ...given,
});

describe('figures in words', () => {
  test('yes or no for one equipment, a share for many, and what is not there', () => {
    expect(valueWords(10_000, 'SUPPLY', 'own')).toBe('oui');
    expect(valueWords(0, 'SUPPLY', 'own')).toBe('non');
    expect(valueWords(7_412, 'SUPPLY', 'national')).toBe('74,12\u202f%');
    expect(valueWords(null, 'EURO', 'department')).toBe('non disponible');
  });

  test.each([
    [1_054, 1_019, 'EURO_PER_HOUR', '0,35\u00a0€/h de plus (+3,4\u202f%)'],
    [900, 1_000, 'EURO_PER_HOUR', '1,00\u00a0€/h de moins (−10,0\u202f%)'],
    [6_794, 6_584, 'PERCENT', '2,10\u00a0points de plus'],
    [-200, 100, 'PERCENT', '3,00\u00a0points de moins'],
    [500, 500, 'HOURS', 'égal'],
  ] as const)('%i beside %i, %s: %s', (own, mean, unit, expected) => {
    expect(gapWords(own, mean, unit)).toBe(expected);
  });

  test('nothing is compared with nothing', () => {
    expect(gapWords(1, null, 'HOURS')).toBeNull();
    expect(gapWords(10_000, 7_400, 'SUPPLY')).toBeNull();
  });
});

describe('the answer to a question', () => {
  test('says the figure and both gaps', () => {
    const cost = line({ own: [1_054], department: [1_019], national: [1_054] });
    expect(answerOf(cost, 0)).toBe(
      'Prix de revient\u202f: 10,54\u00a0€/h, soit 0,35\u00a0€/h de plus que la moyenne du département (+3,4\u202f%), autant que la moyenne de France.',
    );
  });

  test('leaves out a mean that is hidden', () => {
    expect(answerOf(line({ own: [1_054], department: [null], national: [null] }), 0)).toBe(
      'Prix de revient\u202f: 10,54\u00a0€/h.',
    );
  });

  test('how one moved, from the first exercise to the last', () => {
    expect(movedWords(line({ own: [1_000, 980, 1_100] }), [2013, 2014, 2015])).toBe(
      'De 2013 à 2015, votre équipement\u202f: 1,00\u00a0€/h de plus (+10,0\u202f%).',
    );
    expect(movedWords(line({ own: [1_000] }), [2013])).toBe('');
  });
});
