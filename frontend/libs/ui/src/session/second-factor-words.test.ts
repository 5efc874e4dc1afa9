import { expect, test } from '@jest/globals';
import { codesRunOut, secondFactorWords } from '@ui/session/second-factor-words';

const since = '2026-11-28T09:42:00.000Z';

test.each([
  [{ since: null, recoveryCodesLeft: 0, due: true }, 'Désactivée', false],
  [{ since, recoveryCodesLeft: 12, due: false }, '12\u00a0codes de secours restants', false],
  [{ since, recoveryCodesLeft: 1, due: false }, '1\u00a0code de secours restant', true],
  [{ since, recoveryCodesLeft: 0, due: false }, 'aucun code de secours restant', true],
])('%o in words', (factor, words, few) => {
  expect(secondFactorWords(factor)).toContain(words);
  expect(codesRunOut(factor)).toBe(few);
});
