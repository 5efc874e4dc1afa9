import { describe, expect, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { isTooLate, nextTry, provisionalPassword } from './password-reset.ts';

const asked = new Date('2016-09-12T10:00:00Z');
const later = (minutes: number) => new Date(asked.getTime() + minutes * 60_000);

describe('a provisional password', () => {
  test('follows both policies: 12 to 20 characters, a lower-case letter, a digit', () => {
    for (let count = 0; count < 100; count += 1) {
      const made = provisionalPassword((below) => randomInt(below));
      expect(made).toMatch(/^[a-z]{3}\d(-[a-z]{3}\d){3}$/);
      expect(made.length).toBeLessThanOrEqual(20);
      expect(made).not.toMatch(/[lo01]/);
    }
  });

  test('is never twice the same', () => {
    const made = Array.from({ length: 1_000 }, () => provisionalPassword((below) => randomInt(below)));
    expect(new Set(made).size).toBe(1_000);
  });
});

describe('a mail that could not leave', () => {
  test('is tried again, a little later each time, never more than five minutes', () => {
    const pauses = [1, 2, 3, 9].map((attempts) => nextTry(attempts, asked).getTime() - asked.getTime());
    expect(pauses).toEqual([15_000, 30_000, 60_000, 300_000]);
  });

  test('is given up after six hours', () => {
    expect(isTooLate(asked, later(360))).toBe(false);
    expect(isTooLate(asked, later(361))).toBe(true);
  });
});
