import { expect, test } from '@jest/globals';
import { codeOf } from './totp.ts';

// RFC 6238, appendix B: the last six of its eight digits.
test.each([
  [59_000, '287082'],
  [1_111_111_109_000, '081804'],
  [20_000_000_000_000, '353130'],
])('the code at %d', (at, code) => {
  expect(codeOf('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ', at)).toBe(code);
});
