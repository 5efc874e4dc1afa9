import { expect, test } from '@jest/globals';
import { percentOf } from '@ui/sections/gap-words';

test('percents round half up, and against zero there is none', () => {
  expect(percentOf(1, 20_000)).toBe('+0,01\u202f%');
  expect(percentOf(-1, 3)).toBe('−33,33\u202f%');
  expect(percentOf(5, 0)).toBeNull();
});
