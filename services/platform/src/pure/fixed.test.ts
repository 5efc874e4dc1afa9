import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { divideHalfUp, formatFrench, formatHundredths, parseHundredths } from './fixed.ts';

describe('divideHalfUp', () => {
  test.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [5n, 3n, 2n],
    [0n, 7n, 0n],
    [1n, -2n, -1n],
  ])('%s / %s = %s', (dividend, divisor, quotient) => {
    expect(divideHalfUp(dividend, divisor)).toBe(quotient);
  });

  test('is never further than a half from the exact quotient', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (a, b) => {
          const distance = 2n * (divideHalfUp(a, b) * b - a);
          expect(distance <= b && distance >= -b).toBe(true);
        },
      ),
    );
  });

  test('refuses a zero divisor', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
  });
});

describe('hundredths', () => {
  test.each([
    ['1234.5', 123450n],
    ['0.05', 5n],
    ['-7', -700n],
    ['12.345', undefined],
    ['1 234', undefined],
    ['1,5', undefined],
    ['', undefined],
    ['1e3', undefined],
  ])('parses %j', (text, hundredths) => {
    expect(parseHundredths(text)).toBe(hundredths);
  });

  test('text and back is the same figure', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (hundredths) => {
        expect(parseHundredths(formatHundredths(hundredths))).toBe(hundredths);
      }),
    );
  });

  test.each([
    [123456789n, '1\u202f234\u202f567,89'],
    [-5n, '-0,05'],
    [99900n, '999,00'],
  ])('writes %s in French', (hundredths, text) => {
    expect(formatFrench(hundredths)).toBe(text);
  });
});
