import { expect, test } from '@jest/globals';
import { isFresh, reasonIn } from './precautions.ts';

test('a reason has ten characters at least, spaces around it left out', () => {
  expect(reasonIn('  Téléphone volé. ')).toBe('Téléphone volé.');
  expect(reasonIn('  perdu    ')).toMatchObject({ code: 'REASON_REQUIRED', errors: [{ path: '/reason' }] });
});

test('a password is fresh for five minutes', () => {
  const at = new Date('2026-11-28T09:00:00Z');
  const before = (minutes: number) => at.getTime() - minutes * 60_000;
  expect([isFresh(undefined, at), isFresh(before(5.1), at), isFresh(before(5), at)]).toEqual([false, false, true]);
});
