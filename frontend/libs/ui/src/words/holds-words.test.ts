import { expect, test } from '@jest/globals';
import { holdsWords } from '@ui/words/holds-words';

test.each([
  ['', true],
  ['  ', true],
  ['MOUFLET', true],
  ['saint etienne', true],
  ['étienne moufle', true],
  ['l\u2019oeil', true],
  ["l'œil", true],
  ['moufle nantes', false],
])('« %s » in the name and commune: %s', (typed, held) => {
  expect(holdsWords('La Moufletterie de L’Œil, Saint-Étienne', typed)).toBe(held);
});
