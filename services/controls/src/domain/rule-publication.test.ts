import { describe, expect, test } from '@jest/globals';
import { CONTROL_RULES } from '../store/reference/control-rules.ts';
import { ruleChanges } from './rule-changes.ts';
import { publishRule, type RuleContent, ruleOf, startOf, typesOf } from './rule-publication.ts';
import { type ControlRule, rulesInForce } from './rule-sheet.ts';
import { Refusal } from '@portail/platform/pure/refusal.ts';

const context = { actor: 'administrator', actorName: 'Béatrice Renaud', at: '2026-11-28T10:00:00.000Z' };

function content(code: string, change: Partial<RuleContent> = {}): RuleContent {
  const known = startOf(CONTROL_RULES, code);
  return {
    ...known,
    thresholds: Object.entries(known.thresholds).map(([name, { value }]) => ({ name, value })),
    reason: 'Essai',
    ...change,
  };
}

describe('what would change', () => {
  test('is said for each part of the exercises over which another rule is in force', () => {
    const wanted = content('ACT-02', { fromExercise: 2020, thresholds: [{ name: 'max', value: 11_500 }] });
    expect(ruleChanges(CONTROL_RULES, ruleOf(CONTROL_RULES, 'ACT-02', wanted)).map(({ scope }) => scope)).toEqual([
      'Exercices 2020 à 2024, prévisionnelle, actualisée, réelle',
      'Exercices 2025 et suivants, prévisionnelle, actualisée, réelle',
    ]);
  });

  test('is everything where nothing was in force', () => {
    const wanted = content('ACT-02', { fromExercise: 2013, toExercise: 2013 });
    const [group] = ruleChanges(CONTROL_RULES, ruleOf(CONTROL_RULES, 'ACT-02', wanted));
    expect(group).toMatchObject({ replaces: null });
    expect(group?.changes[0]).toEqual({ field: 'Contrôle', before: null, after: 'en service' });
  });
});

describe('a published rule', () => {
  test('put out of use for one type only, the others keep theirs', () => {
    const wanted = content('ACT-12', { enabled: false, declarationTypes: ['FORECAST'], fromExercise: 2020 });
    const published = publishRule(CONTROL_RULES, { code: 'ACT-12', expectedVersion: 1, content: wanted }, context);
    if (published instanceof Refusal) throw new Error(published.detail);
    const rules = [...CONTROL_RULES, published.rule];
    const has = (type: 'FORECAST' | 'ACTUAL', exercise: number) =>
      rulesInForce(rules, { exercise, type, cafCode: null }).some(({ code }) => code === 'ACT-12');
    expect([has('FORECAST', 2020), has('FORECAST', 2019), has('ACTUAL', 2020)]).toEqual([false, true, true]);
  });

  test('may not make the rule of a Caf more lenient than the national one', () => {
    const own: ControlRule = { ...startOf(CONTROL_RULES, 'ACT-12'), cafCode: '381' };
    const wanted = content('ACT-12', { thresholds: [{ name: 'tolerance', value: 500 }] });
    const command = { code: 'ACT-12', expectedVersion: 1, content: wanted };
    const refused = publishRule([...CONTROL_RULES, own], command, context);
    expect(refused instanceof Refusal && refused.errors.map(({ message }) => message)).toEqual([
      'Contrôle\u202F: la règle propre à la Caf 381 deviendrait plus souple que la règle nationale',
    ]);
  });

  test('keeps to the types its logic knows', () => {
    expect(typesOf(CONTROL_RULES, 'ACT-21')).toEqual(['UPDATED']);
    expect(typesOf(CONTROL_RULES, 'ACT-12')).toEqual(['FORECAST', 'UPDATED', 'ACTUAL']);
  });
});
