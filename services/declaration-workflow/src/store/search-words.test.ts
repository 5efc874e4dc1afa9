import { expect, test } from '@jest/globals';
import { searchWords } from './search-words.ts';

test.each([
  [undefined, []],
  ['  ', []],
  [' Les  Moufles ', ['Les', 'Moufles']],
  ['L’Arc-en-ciel', ['L', 'Arc', 'en', 'ciel']],
  ['100 %_\\', ['100', '\\%\\_\\\\']],
])('%j is searched as %j', (typed, words) => {
  expect(searchWords(typed)).toEqual(words);
});
