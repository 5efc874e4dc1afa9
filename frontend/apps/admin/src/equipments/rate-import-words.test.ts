import { expect, test } from '@jest/globals';
import type { RateLine } from '@api/equipment/equipment.types';
import { countWords, lineWords, TEMPLATE } from './rate-import-words';

const line = (change: Partial<RateLine>): RateLine => ({
  line: 2,
  idequ: '1',
  exercise: '2016',
  rate: '98,2',
  outcome: 'SET',
  reason: null,
  equipment: null,
  set: { exercise: 2016, rate: 9_820 },
  before: null,
  ...change,
});

test.each<[RateLine, string]>([
  [line({}), '98,20\u202f%, aucun taux jusqu’ici'],
  [line({ before: 9_700 }), '98,20\u202f%, au lieu de 97,00\u202f%'],
  [line({ outcome: 'UNCHANGED', before: 9_820 }), '98,20\u202f% est déjà enregistré'],
  [line({ outcome: 'REFUSED', reason: 'L’IDEQU manque.' }), 'L’IDEQU manque.'],
])('a line says what it will do', (given, words) => {
  expect(lineWords(given)).toBe(words);
});

test('counts agree, and zero is said', () => {
  expect(countWords({ set: 1, unchanged: 2, refused: 0 }).replaceAll('\u00a0', ' ')).toBe(
    '1 taux à enregistrer, 2 inchangés, aucune ligne refusée.',
  );
});

test('the template holds the headings', () => {
  expect(decodeURIComponent(TEMPLATE)).toContain('IDEQU;exercice;taux');
});
