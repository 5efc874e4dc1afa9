import { webcrypto } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { AttemptKey } from '@api/http/attempt-key';

// jsdom has no randomUUID.
Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });

describe('the idempotency key of an act', () => {
  test('the same act pressed twice carries the same key', () => {
    const attempt = new AttemptKey();
    expect(attempt.keyFor('3:motif')).toBe(attempt.keyFor('3:motif'));
  });

  test('another content is another act', () => {
    const attempt = new AttemptKey();
    expect(attempt.keyFor('3:motif')).not.toBe(attempt.keyFor('4:motif'));
  });

  test('after a definite answer the same content is a new act', () => {
    const attempt = new AttemptKey();
    const first = attempt.keyFor('3:motif');
    attempt.settled();
    expect(attempt.keyFor('3:motif')).not.toBe(first);
  });
});
