import { expect, test } from '@jest/globals';
import { refreshNeed } from './token-refresh.ts';

const minute = 60_000;
const tokens = (life: number) => ({
  accessToken: 'a',
  refreshToken: 'r',
  idToken: 'i',
  obtainedAt: 0,
  expiresAt: life,
});

test.each([
  [0, 'none'],
  [2.5 * minute - 1, 'none'],
  [2.5 * minute, 'soon'],
  [5 * minute - 20_001, 'soon'],
  [5 * minute - 20_000, 'now'],
  [6 * minute, 'now'],
])('a token of five minutes, after %i ms: %s', (at, need) => {
  expect(refreshNeed(tokens(5 * minute), at)).toBe(need);
});

test('a token of very short life still rests before it is renewed', () => {
  expect([0, 4_999, 5_000, 7_499, 7_500].map((at) => refreshNeed(tokens(10_000), at))).toEqual([
    'none',
    'none',
    'soon',
    'soon',
    'now',
  ]);
});
