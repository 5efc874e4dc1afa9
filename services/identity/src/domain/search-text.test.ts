import { expect, test } from '@jest/globals';
import { searchPatterns, searchText } from './search-text.ts';

test('accents, capitals, hyphens and apostrophes do not matter', () => {
  expect(searchText('L’Île-aux-Mouflets', 'Évrecœur')).toBe('l ile aux mouflets evrecœur');
});

test('each word is looked for, and wildcards are ordinary characters', () => {
  expect(searchPatterns(' Étoile  100% ')).toEqual(['%etoile%', '%100\\%%']);
  expect(searchPatterns('  ')).toEqual([]);
});
