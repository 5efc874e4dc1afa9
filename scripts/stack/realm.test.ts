import { expect, test } from '@jest/globals';
import { chosenPasswordPolicy, passwordPolicyNamed } from './realm.ts';

test('the guide’s policy holds unless another is named, and a name that is none is refused', () => {
  expect(chosenPasswordPolicy({})).toBe('guide-2016');
  expect(chosenPasswordPolicy({ PASSWORD_POLICY: 'reinforced' })).toBe('reinforced');
  expect(() => chosenPasswordPolicy({ PASSWORD_POLICY: 'strong' })).toThrow('PASSWORD_POLICY');
});

test('the guide’s passwords grow old, the reinforced ones do not and go with a second factor of agents', () => {
  const [guide, reinforced] = [passwordPolicyNamed('guide-2016'), passwordPolicyNamed('reinforced')];
  expect(guide.passwordPolicy).toContain('forceExpiredPasswordChange(45)');
  expect(guide.secondFactorOfAgents).toBe('DISABLED');
  expect(reinforced.passwordPolicy).not.toContain('forceExpired');
  expect(reinforced.secondFactorOfAgents).toBe('CONDITIONAL');
});
