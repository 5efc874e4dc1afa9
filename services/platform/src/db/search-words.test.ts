import { expect, test } from '@jest/globals';
import { searchWords } from './search-words.ts';

test.each([
  [undefined, []],
  ['  ', []],
  [' Les  Moufles ', ['Moufles', 'Les']],
  ['L’Arc-en-ciel', ['ciel', 'Arc', 'en', 'L']],
  ['100 %_\\', ['100', '\\%\\_\\\\']],
])('%j is searched as %j', (typed, words) => {
  expect(searchWords(typed)).toEqual(words);
});
