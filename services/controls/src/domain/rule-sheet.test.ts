import { describe, expect, test } from '@jest/globals';
import { CONTROL_RULES } from '../store/reference/control-rules.ts';
import { FIELD_REQUIREMENTS } from '../store/reference/field-requirements.ts';
import { compileRuleSheet } from './evaluation.ts';
import { checkOverrides, type ControlRule, loosening, rulesInForce, type Threshold } from './rule-sheet.ts';

const national = (code: string) => CONTROL_RULES.find((rule) => rule.code === code)!;
const own = (code: string, change: Partial<ControlRule>): ControlRule => ({
  ...national(code),
  cafCode: '381',
  ...change,
});
const threshold = (code: string, name: string, value: number): Record<string, Threshold> => ({
  ...national(code).thresholds,
  [name]: { ...national(code).thresholds[name]!, value },
});

describe('a Caf may not loosen a national rule', () => {
  test.each<[string, string, Partial<ControlRule>, string | null]>([
    ['the same', 'ACT-12', {}, null],
    ['a lower tolerance', 'ACT-12', { thresholds: threshold('ACT-12', 'tolerance', 500) }, null],
    ['a higher tolerance', 'ACT-12', { thresholds: threshold('ACT-12', 'tolerance', 1_001) }, 'threshold tolerance'],
    ['a higher minimum', 'ACT-06', { thresholds: threshold('ACT-06', 'min', 5_500) }, null],
    ['a lower minimum', 'ACT-06', { thresholds: threshold('ACT-06', 'min', 4_999) }, 'threshold min'],
    ['a missing threshold', 'ACT-06', { thresholds: {} }, 'threshold min missing'],
    ['a heavier severity', 'ACT-12', { severity: 'ANOMALY' }, null],
    ['a lighter severity', 'ACT-12', { severity: 'INFO' }, 'severity'],
    ['disabled', 'ACT-12', { enabled: false }, 'disabled'],
    ['fewer types', 'ACT-12', { declarationTypes: ['ACTUAL'] }, 'declarationTypes'],
  ])('%s', (_name, code, change, fault) => expect(loosening(national(code), own(code, change))).toBe(fault));

  test('the check names the Caf, the control and the fault', () => {
    const lenient = own('ACT-12', { severity: 'INFO' });
    expect(checkOverrides([...CONTROL_RULES, lenient])).toEqual([
      'ACT-12 of Caf 381 is more lenient than the national rule: severity',
    ]);
    expect(checkOverrides([lenient])).toEqual(['ACT-12 of Caf 381: no national rule']);
  });
  test('the national sheet passes', () => expect(checkOverrides(CONTROL_RULES)).toEqual([]));
});

describe('rules in force', () => {
  const upperBand = (exercise: number) =>
    rulesInForce(CONTROL_RULES, { exercise, type: 'ACTUAL', cafCode: null }).find((rule) => rule.code === 'ACT-02');
  test('the band of the billing rate ends at 117 % until 2024, at 120 % from 2025, and does not exist in 2013', () => {
    expect(upperBand(2024)?.thresholds['max']?.value).toBe(11_700);
    expect(upperBand(2025)?.thresholds['max']?.value).toBe(12_000);
    expect(upperBand(2013)).toBeUndefined();
  });
  test('one row per code in every exercise and type', () => {
    for (let exercise = 2013; exercise <= 2027; exercise += 1) {
      for (const type of ['FORECAST', 'UPDATED', 'ACTUAL'] as const) {
        const sheet = compileRuleSheet(CONTROL_RULES, FIELD_REQUIREMENTS, { exercise, type, cafCode: null });
        const codes = [...sheet.sections, ...sheet.declaration].map(({ rule }) => rule.code);
        expect(codes).toEqual([...new Set(codes)]);
        const dated = CONTROL_RULES.filter(
          (rule) =>
            rule.fromExercise <= exercise &&
            (rule.toExercise ?? Infinity) >= exercise &&
            rule.declarationTypes.includes(type),
        );
        expect(dated.length).toBe(codes.length);
      }
    }
  });
  test('a later version replaces an earlier one', () => {
    const newer = { ...national('ACT-12'), version: 2, enabled: false };
    const rules = rulesInForce([newer, ...CONTROL_RULES], { exercise: 2016, type: 'ACTUAL', cafCode: null });
    expect(rules.some((rule) => rule.code === 'ACT-12')).toBe(false);
  });
  test('a rule without logic, a missing threshold or an unknown placeholder is refused loudly', () => {
    const scope = { exercise: 2016, type: 'ACTUAL', cafCode: null } as const;
    const compile = (rule: ControlRule) => () => compileRuleSheet([rule], FIELD_REQUIREMENTS, scope);
    expect(compile({ ...national('ACT-12'), code: 'ACT-99' })).toThrow('no logic for control ACT-99');
    expect(compile({ ...national('ACT-12'), thresholds: {} })).toThrow('lacks its threshold « tolerance »');
    expect(compile({ ...national('ACT-12'), message: '{montant}' })).toThrow('unknown placeholder {montant}');
  });
});
