import { describe, expect, test } from '@jest/globals';
import { convertToParamMap } from '@angular/router';
import type { Rule } from '@api/controls/reference.types';
import { addressOf, chosenRules, filtersOf, queryOf } from './rule-filters';

const rule = (code: string, label: string, severity: Rule['severity'], step: string) =>
  ({ code, label, severity, step }) as Rule;
const rules = [
  rule('ACT-12', 'Heures réalisées', 'ALERT', 'ACTIVITY'),
  rule('ACT-01', 'Taux de facturation inférieur à 100 %', 'ANOMALY', 'ACTIVITY'),
  rule('FIN-01', 'Total des charges', 'ALERT', 'FINANCIAL'),
];
const none = { words: '', step: '', type: '', exercise: '', severity: '' };

describe('filters of rules', () => {
  test('are written in the address and read back', () => {
    const filters = { words: 'act-12', step: 'ACTIVITY', type: 'ACTUAL', exercise: '2016', severity: 'ALERT' };
    expect(filtersOf(convertToParamMap(addressOf(filters)))).toEqual(filters);
    expect(queryOf(filters)).toEqual({ exercise: 2016, type: 'ACTUAL' });
    expect(queryOf({ ...filters, type: 'AUTRE', exercise: 'bientôt' })).toEqual({});
  });

  test('choose by words without accents, section and severity', () => {
    const codes = (change: object) => chosenRules(rules, { ...none, ...change }).map(({ code }) => code);
    expect(codes({ words: 'REALISEES' })).toEqual(['ACT-12']);
    expect(codes({ words: 'act taux' })).toEqual(['ACT-01']);
    expect(codes({ severity: 'ALERT', step: 'FINANCIAL' })).toEqual(['FIN-01']);
  });
});
