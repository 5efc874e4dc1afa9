import { describe, expect, test } from '@jest/globals';
import type { RuleContent } from '@api/controls/reference.types';
import { readRule, typedRule } from './rule-form-values';

const thresholds = [
  { name: 'min', label: 'Seuil minimal', unit: 'PERCENT' },
  { name: 'max', label: 'Seuil maximal', unit: 'PERCENT' },
];
const content: RuleContent = {
  severity: 'ALERT',
  enabled: true,
  label: 'Résultat',
  message: null,
  requiredActions: null,
  thresholds: [
    { name: 'min', value: -500 },
    { name: 'max', value: 500 },
  ],
  fromExercise: 2016,
  toExercise: null,
  declarationTypes: ['ACTUAL'],
  sourceNote: 'Circulaire',
  reason: '',
};

describe('the form of a rule', () => {
  test('gives back what it was filled with, bounds under zero too', () => {
    expect(readRule(typedRule(content), thresholds)).toEqual({ ok: true, value: content });
  });

  test('keeps an empty threshold as one that is missing', () => {
    const read = readRule({ ...typedRule(content), thresholds: { min: '', max: '5' } }, thresholds);
    expect(read.ok && read.value.thresholds).toEqual([
      { name: 'min', value: null },
      { name: 'max', value: 500 },
    ]);
  });

  test('names the field of what cannot be read', () => {
    const read = readRule(
      { ...typedRule(content), thresholds: { min: 'peu', max: '5' }, toExercise: '16' },
      thresholds,
    );
    expect(read.ok ? [] : read.errors.map(({ fieldId }) => fieldId)).toEqual([
      'controle-thresholds-min',
      'controle-toExercise',
    ]);
  });
});
