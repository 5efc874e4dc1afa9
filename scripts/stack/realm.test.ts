import { expect, test } from '@jest/globals';
import { chosenPasswordPolicy, passwordRules } from './realm.ts';

test('the guide’s policy holds unless another is named, and a name that is none is refused', () => {
  expect(chosenPasswordPolicy({})).toBe('guide-2016');
  expect(chosenPasswordPolicy({ PASSWORD_POLICY: 'reinforced' })).toBe('reinforced');
  expect(() => chosenPasswordPolicy({ PASSWORD_POLICY: 'strong' })).toThrow('PASSWORD_POLICY');
});

test('the guide’s passwords grow old, the reinforced ones do not', () => {
  expect(passwordRules('guide-2016')).toContain('forceExpiredPasswordChange(45)');
  expect(passwordRules('reinforced')).not.toContain('forceExpired');
});
