import { describe, expect, test } from '@jest/globals';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { obstacleTo } from './obstacle';

type Step = DeclarationView['steps'][number];
const step = (key: Step['key'], state: Step['state'], stateLabel = '', label = ''): Step => ({
  key,
  number: 1,
  label,
  state,
  stateLabel,
  current: false,
  open: true,
});

describe('what keeps a declaration from being transmitted', () => {
  test('another role is told whose act it is', () => {
    expect(obstacleTo({ roles: ['ACTIVITY_PROVIDER'], steps: [] })).toMatchObject({
      text: expect.stringContaining('revient à l’approbateur'),
      toControl: false,
    });
  });

  test.each<[string, Step[], string]>([
    ['points left', [step('DECLARATION_CONTROLS', 'TO_EXPLAIN', '2 points à expliquer')], '2 points à expliquer avant'],
    ['not controlled', [step('DECLARATION_CONTROLS', 'TO_DO')], 'pas encore contrôlée'],
    [
      'a section not ended',
      [
        step('ACTIVITY_ENTRY', 'LOCKED', '', 'Saisie des données d’activité'),
        step('FINANCIAL_ENTRY', 'IN_PROGRESS', '', 'Saisie des données financières'),
        step('DECLARATION_CONTROLS', 'NOT_YET'),
      ],
      '«\u202fSaisie des données financières\u202f»\u202f: à terminer d’abord.',
    ],
  ])('%s', (_what, steps, words) => {
    expect(obstacleTo({ roles: ['APPROVER'], steps })).toMatchObject({
      text: expect.stringContaining(words),
      toControl: true,
    });
  });
});
