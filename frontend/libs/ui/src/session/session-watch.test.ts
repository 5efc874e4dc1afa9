import { expect, test } from '@jest/globals';
import { delayBeforeWarning } from '@ui/session/session-watch';

const now = Date.parse('2016-03-12T10:00:00Z');
const at = (time: string) => `2016-03-12T${time}Z`;

test.each([
  ['25 minutes left of 30', { idleExpiresAt: at('10:30:00') }, 25 * 60_000],
  ['the warning is due', { idleExpiresAt: at('10:05:00') }, 0],
  ['the warning is overdue', { idleExpiresAt: at('10:01:00') }, 0],
  ['the nearer end counts', { idleExpiresAt: at('10:30:00'), absoluteExpiresAt: at('10:10:00') }, 5 * 60_000],
])('%s', (_name, ends, delay) => {
  expect(delayBeforeWarning({ signedIn: true, ...ends }, now)).toBe(delay);
});
