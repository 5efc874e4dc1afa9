import { describe, expect, test } from '@jest/globals';
import { control } from '@testing/examples/declaration';
import { countControls, verdictOf } from '@ui/controls/severity';

const confirmed = { text: 'Nouvelle section ouverte.', by: 'Mme Roux', at: '2016-03-12T09:00:00Z', confirmed: true };

describe('the verdict in a sentence', () => {
  test.each([
    [[], 'Contrôle sans écart\u202f: rien à corriger ni à expliquer. Aucune intervention n’est attendue.'],
    [
      [control({ severity: 'INFO', toExplain: false })],
      'Contrôle sans écart\u202f: rien à corriger ni à expliquer. Aucune intervention n’est attendue.',
    ],
    [[control({})], '1\u00a0point à expliquer.'],
    [[control({}), control({}), control({ severity: 'ANOMALY' })], '3\u00a0points à expliquer.'],
    [[control({}), control({ severity: 'BLOCKING', toExplain: false })], '1\u00a0point à expliquer, 1 à corriger.'],
    [[control({ severity: 'BLOCKING', toExplain: false })], '1\u00a0point à corriger.'],
    [
      [control({ toExplain: false, explanation: confirmed })],
      'Tous les écarts sont expliqués. Aucune intervention n’est attendue.',
    ],
  ])('%#', (controls, sentence) => {
    expect(verdictOf(countControls(controls))).toBe(sentence);
  });

  test('what remains to be done takes the place of « nothing is awaited »', () => {
    const left = 'Il reste à terminer la saisie.';
    expect(verdictOf(countControls([]), left)).toBe(
      'Contrôle sans écart\u202f: rien à corriger ni à expliquer. Il reste à terminer la saisie.',
    );
    expect(verdictOf(countControls([control({ toExplain: false, explanation: confirmed })]), left)).toBe(
      'Tous les écarts sont expliqués. Il reste à terminer la saisie.',
    );
    expect(verdictOf(countControls([control({})]), left)).toBe('1\u00a0point à expliquer.');
  });
});
