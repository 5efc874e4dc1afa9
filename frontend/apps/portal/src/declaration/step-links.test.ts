import { describe, expect, test } from '@jest/globals';
import type { Role } from '@api/identity/identity.types';
import type { DeclarationView, Step, StepKey } from '@api/workflow/workflow.types';
import { declaration, section } from '@testing/examples/declaration';
import { startLink, stepAfter } from './step-links';

const step = (key: StepKey, open = true, current = false): Step => ({
  key,
  number: 1,
  label: key,
  state: 'TO_DO',
  stateLabel: 'à faire',
  current,
  open,
});
const view = (roles: Role[], given: Partial<DeclarationView> = {}) =>
  declaration({ roles, steps: [step('FINANCIAL_ENTRY'), step('DECLARATION_CONTROLS')], ...given });
const updated: Partial<DeclarationView> = { type: 'UPDATED', sections: { activity: section({}), financial: null } };

describe('the next screen by role (fiches 7 and 9)', () => {
  test.each<[string, ReturnType<typeof stepAfter>, 'activity' | 'financial', Role[], Partial<DeclarationView>]>([
    ['activity only goes home', null, 'activity', ['ACTIVITY_PROVIDER'], {}],
    [
      'both providers go on to the accounts',
      'FINANCIAL_ENTRY',
      'activity',
      ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'],
      {},
    ],
    ['an approver goes on to the accounts', 'FINANCIAL_ENTRY', 'activity', ['ACTIVITY_PROVIDER', 'APPROVER'], {}],
    ['accounts only goes home', null, 'financial', ['FINANCIAL_PROVIDER'], {}],
    ['an approver goes on to the whole', 'DECLARATION_CONTROLS', 'financial', ['FINANCIAL_PROVIDER', 'APPROVER'], {}],
    [
      'an actualisée skips the accounts',
      'DECLARATION_CONTROLS',
      'activity',
      ['ACTIVITY_PROVIDER', 'APPROVER'],
      updated,
    ],
    ['an actualisée without approver goes home', null, 'activity', ['ACTIVITY_PROVIDER'], updated],
  ])('%s', (_name, next, key, roles, given) => {
    expect(stepAfter(key, view(roles, given))).toBe(next);
  });

  test('a step this person may not open is never the next one', () => {
    expect(stepAfter('activity', view(['APPROVER'], { steps: [step('FINANCIAL_ENTRY', false)] }))).toBeNull();
  });
});

describe('where a declaration opens', () => {
  test('on the current step', () => {
    const steps = [step('ACTIVITY_ENTRY'), step('FINANCIAL_ENTRY', true, true)];
    expect(startLink(declaration({ steps }))).toEqual(['/declarations', 'd1', 'saisie-financiere']);
  });

  test('on the reading page once transmitted', () => {
    const steps = [step('TRANSMISSION', true, true)];
    expect(startLink(declaration({ status: 'SUBMITTED', steps }))).toEqual(['/declarations', 'd1', 'consultation']);
  });
});
