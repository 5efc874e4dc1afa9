import { expect, test } from '@jest/globals';
import { faultReason } from './fault-reason.ts';

test('tells messages and codes down to the cause, and nothing of what Keycloak answered', () => {
  const network = Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
  const library = Object.assign(new Error('bad answer', { cause: network }), {
    error: 'invalid_grant',
    body: 'eyJhbGci',
  });
  const reason = faultReason(new Error('keycloak is away', { cause: library }));
  expect(reason).toBe('keycloak is away ← bad answer (invalid_grant) ← connect failed (ECONNREFUSED)');
  expect(faultReason({ token: 'eyJhbGci' })).toBe('unknown');
});
