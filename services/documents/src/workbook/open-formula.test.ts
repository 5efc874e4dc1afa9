import { expect, test } from '@jest/globals';
import { openFormula } from './open-formula.ts';

test.each([
  ['SUM(B2:B5)', 'of:=SUM([.B2:.B5])'],
  ['IF(A$17="a,B2",Saisie!E6,0)', 'of:=IF([.A$17]="a,B2";[$Saisie.E6];0)'],
  ['ROUND(SUM(G17:G76)/60,2)', 'of:=ROUND(SUM([.G17:.G76])/60;2)'],
])('%s', (formula, expected) => {
  expect(openFormula(formula)).toBe(expected);
});
