import { expect, test } from '@jest/globals';
import { dayOfExercise, inExercise } from './day-of-exercise';

test('a day of an exercise, there and back', () => {
  expect(dayOfExercise('2015-12-15', 2016)).toEqual({ year: -1, day: '12-15' });
  expect(inExercise({ year: 1, day: '03-31' }, 2016)).toBe('2017-03-31');
  expect([dayOfExercise('2014-12-31', 2016), dayOfExercise('2019-01-01', 2016)]).toEqual([null, null]);
});
