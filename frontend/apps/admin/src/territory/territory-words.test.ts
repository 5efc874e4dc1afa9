import { describe, expect, test } from '@jest/globals';
import type { Territory, TerritoryLine } from '@api/statistics/statistics.types';
import { findingWords, movedWords, progressWords, spreadWords } from './territory-words';

const cost = { code: 'costPerInvoicedHour', tab: 'FINANCIAL', label: 'Prix', unit: 'EURO_PER_HOUR' } as const;
const line = (...years: TerritoryLine['years']): TerritoryLine => ({ ...cost, years });
const spread = (median: number) => ({ first: median - 100, median, third: median + 100 });

describe('the words of a territory', () => {
  test('how complete it is', () => {
    const exercises = [{ exercise: 2014, validated: 62, expected: 64 }];
    const territory = { exercises, exercise: 2014 } as unknown as Territory;
    expect(progressWords(territory)).toBe('62\u00a0équipements sur 64 ont une réelle 2014 validée. Il en manque 2.');
    expect(progressWords({ ...territory, exercise: 2015 })).toBe('Aucune déclaration réelle 2015 n’est validée.');
    expect(progressWords({ ...territory, exercise: null })).toBe('Aucune déclaration réelle n’est validée.');
  });

  test('how spread, and how it moved', () => {
    expect(spreadWords(spread(1_000), 'EURO_PER_HOUR')).toBe('9,00\u00a0€/h à 11,00\u00a0€/h, médiane 10,00\u00a0€/h');
    expect(spreadWords(null, 'EURO')).toBe('non disponible');
    expect(movedWords(line(null, spread(1_000), spread(1_090)), [2012, 2013, 2014])).toBe(
      'De 2013 à 2014, la médiane est passée de 10,00\u00a0€/h à 10,90\u00a0€/h.',
    );
    expect(movedWords(line(spread(1_000)), [2014])).toBe('');
  });

  test('what is far from the rest', () => {
    expect(findingWords({ ...cost, value: 2_400, low: 700, high: 1_500 })).toBe(
      'Prix\u202f: 24,00\u00a0€/h, d’ordinaire entre 7,00\u00a0€/h et 15,00\u00a0€/h',
    );
  });
});
