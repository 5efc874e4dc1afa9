import { describe, expect, test } from '@jest/globals';
import { groupsWords, placeWords, quartilesWords, standingWords } from './peers-words';

const cost = { first: 910, median: 1_020, third: 1_140, quarter: 4 };

describe('the words of quartiles', () => {
  test('the half in the middle, and where one stands', () => {
    expect(quartilesWords(cost, 'EURO_PER_HOUR')).toBe('9,10\u00a0€/h à 11,40\u00a0€/h, médiane 10,20\u00a0€/h');
    expect(placeWords(cost, 1_500)).toBe('dans le quart le plus haut');
    // Everybody has twenty places: the lowest quarter would be untrue.
    expect(placeWords({ first: 2_000, median: 2_000, third: 2_000, quarter: 1 }, 2_000)).toBe('à la médiane');
    expect([quartilesWords(null, 'EURO'), placeWords(null, 1), placeWords({ ...cost, quarter: null }, null)]).toEqual([
      ...['non disponible', 'non disponible', 'non disponible'],
    ]);
  });

  test('the groups', () => {
    const groups = [
      { zone: 'FR', name: 'France', count: 16 },
      { zone: '37', name: 'Indre-et-Loire', count: 12 },
    ];
    expect(groupsWords({ description: 'accueil collectif', groups })).toBe(
      'Équipements comparables\u202f: accueil collectif. France, 16\u00a0équipements\u202f; Indre-et-Loire, 12\u00a0équipements.',
    );
    expect(groupsWords({ description: null, groups: [] })).toBe('');
  });

  test('the answer names each group', () => {
    const line = { code: 'cost', national: cost, department: { ...cost, quarter: 2 } };
    expect(standingWords('Prix', 1_500, line, ['France', 'Indre-et-Loire'])).toBe(
      'Prix\u202f: dans le quart le plus haut (France), entre le premier quartile et la médiane (Indre-et-Loire).',
    );
    expect(standingWords('Psu', 1, { national: null, department: null }, ['France'])).toContain('trop peu');
  });
});
