import { expect, test } from '@jest/globals';
import { distanceOf, fencesOf } from './outliers.ts';

test('what is far from the others, from ten figures on', () => {
  const usual = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109];
  expect(fencesOf(usual.slice(1))).toBeNull();
  const fences = fencesOf(usual)!;
  // Quartiles 102,25 and 106,75 of whole hundredths: 102 and 107, five apart, eight beyond.
  expect(fences).toEqual({ low: 94, high: 115 });
  expect([94, 115, 120].map((value) => distanceOf(value, fences) > 0)).toEqual([false, false, true]);
  expect(distanceOf(136, fences)).toBe(1);
});

test('where everybody is alike, another figure is outside', () => {
  const fences = fencesOf(Array.from({ length: 12 }, () => 500))!;
  expect([distanceOf(500, fences), distanceOf(501, fences)]).toEqual([0, 1]);
});
