import { expect, test } from '@jest/globals';
import { afterTry, isNews } from './delivery.ts';

const since = new Date('2016-03-01T10:00:00Z');
const after = (seconds: number) => new Date(since.getTime() + seconds * 1_000);

test('a server that is away is asked again after 30 s, twice as long each time, never more than 5 min', () => {
  const pauses = [1, 2, 3, 4, 5, 50].map((attempts) => {
    const next = afterTry('AWAY', attempts, since, since);
    return next.state === 'WAITING' ? (next.at.getTime() - since.getTime()) / 1_000 : next.state;
  });
  expect(pauses).toEqual([30, 60, 120, 240, 300, 300]);
});

test('what is refused has failed, and so has what waited for more than three days', () => {
  expect(afterTry('SENT', 9, since, after(400_000))).toEqual({ state: 'SENT' });
  expect(afterTry('REFUSED', 1, since, since)).toEqual({ state: 'FAILED' });
  expect(afterTry('AWAY', 900, since, after(3 * 86_400)).state).toBe('WAITING');
  expect(afterTry('AWAY', 900, since, after(3 * 86_400 + 1))).toEqual({ state: 'FAILED' });
});

test('a week later it is no news any more', () => {
  expect([isNews(since, after(7 * 86_400)), isNews(since, after(7 * 86_400 + 1))]).toEqual([true, false]);
});
