import { expect, test } from '@jest/globals';
import { dayBefore, isDay, parisDay } from './calendar.ts';

test('the day is the one in Paris, in winter and in summer', () => {
  expect(parisDay(new Date('2016-01-01T22:59:59Z'))).toBe('2016-01-01');
  expect(parisDay(new Date('2016-01-01T23:00:00Z'))).toBe('2016-01-02');
  expect(parisDay(new Date('2016-07-01T22:00:00Z'))).toBe('2016-07-02');
});

test('the eve crosses months and leap years', () => {
  expect([dayBefore('2016-03-01'), dayBefore('2015-03-01'), dayBefore('2016-01-01')]).toEqual([
    '2016-02-29',
    '2015-02-28',
    '2015-12-31',
  ]);
});

test.each([
  ['2016-02-29', true],
  ['2015-02-29', false],
  ['2016-1-1', false],
  ['soon', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
