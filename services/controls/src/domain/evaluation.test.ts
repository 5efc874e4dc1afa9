import { describe, expect, test } from '@jest/globals';
import { CONTROL_RULES } from '../store/reference/control-rules.ts';
import { FIELD_REQUIREMENTS } from '../store/reference/field-requirements.ts';
import { type Change, evaluateSample, findings, sampleInput } from '../testing/sample-declaration.ts';
import { compileRuleSheet, type ControlResult, evaluate, type Evaluation } from './evaluation.ts';
import type { ControlRule } from './rule-sheet.ts';

function result(evaluation: Evaluation, code: string): ControlResult {
  const found = evaluation.results.find((each) => each.code === code);
  if (found === undefined) throw new Error(`${code} did not say anything`);
  return found;
}

const codes = (evaluation: Evaluation) => evaluation.results.map((each) => each.code);
const HISTORY_CODES = ['ACT-10', 'ACT-11', 'ACT-12', 'ACT-13', 'ACT-14', 'ACT-15', 'ACT-16', 'ACT-17'];

describe('what a result tells', () => {
  test('the default message compares with the reference exercise, in French figures', () => {
    const found = result(evaluateSample({ activity: { attendedHours: 5_500_000 } }), 'ACT-12');
    expect(found.message).toBe(
      'Heures réalisées\u202F: 55\u202F000,00\u00A0h contre 49\u202F000,00\u00A0h en 2015 (écart +12,24\u202F%, seuil 10,00\u202F%).',
    );
    expect(found).toMatchObject({
      step: 'ACTIVITY',
      severity: 'ALERT',
      field: 'attendedHours',
      measured: { value: 5_500_000, unit: 'HOURS' },
      reference: { value: 4_900_000, unit: 'HOURS' },
      referenceExercise: 2015,
      gap: { value: 1_224, unit: 'PERCENT' },
      threshold: { value: 1_000, unit: 'PERCENT' },
    });
    expect(found.requiredActions).toMatch(
      /^Vérifiez la donnée saisie et corrigez-la si nécessaire\. Si elle est exacte/,
    );
  });

  test('an anomaly asks for a correction first', () =>
    expect(result(evaluateSample({ activity: { places: 3_100 } }), 'ACT-09').requiredActions).toMatch(
      /Cette valeur contredit une règle\u202F: privilégiez la correction\.$/,
    ));

  test('a gap from zero has no percentage but exceeds any threshold', () => {
    const found = result(evaluateSample({ previous: { activity: { attendedHours: 0 } } }), 'ACT-12');
    expect(found.gap).toBeUndefined();
    expect(found.message).toContain('écart non calculable');
  });

  test('several empty fields are several results with the label of each', () => {
    const evaluation = evaluateSample({ activity: { places: undefined, openingDays: undefined } });
    const empty = evaluation.results.filter((each) => each.code === 'ACT-B01');
    expect(empty.map((each) => [each.field, each.message])).toEqual([
      ['places', 'Renseignez le champ «\u00A0Nombre de places\u00A0».'],
      ['openingDays', 'Renseignez le champ «\u00A0Nombre de jours d’ouverture\u00A0».'],
    ]);
  });

  test('every account that moved stands in the one result of FIN-17', () =>
    expect(
      result(evaluateSample({ financial: { c60Purchases: 6_000_000, c64Staff: 50_000_000 } }), 'FIN-17').message,
    ).toMatch(/compte 60, 60\u202F000,00\u00A0€ contre 38\u202F000,00\u00A0€\u202F; compte 64/));
});

describe('a fingerprint answers one state of the inputs', () => {
  const print = (change: Change, code: string) => result(evaluateSample(change), code).fingerprint;
  const base: Change = { activity: { attendedHours: 5_500_000 } };

  test('the same data give the same fingerprint', () => expect(print(base, 'ACT-12')).toBe(print(base, 'ACT-12')));
  test('an unrelated field does not change it', () =>
    expect(print({ activity: { ...base.activity, comment: 'Travaux en mars' } }, 'ACT-12')).toBe(
      print(base, 'ACT-12'),
    ));
  test('the value changes it', () =>
    expect(print({ activity: { attendedHours: 5_500_001 } }, 'ACT-12')).not.toBe(print(base, 'ACT-12')));
  test('the reference changes it', () =>
    expect(print({ ...base, previous: { activity: { attendedHours: 4_900_001 } } }, 'ACT-12')).not.toBe(
      print(base, 'ACT-12'),
    ));
  test('an input changes it even when the rounded rate does not', () => {
    const low = (invoicedHours: number) => print({ activity: { invoicedHours } }, 'ACT-01');
    expect(low(4_900_000)).not.toBe(low(4_900_001));
  });
  test('the version of the rule changes it', () => {
    const input = sampleInput(base);
    const scope = { exercise: 2016, type: 'ACTUAL', cafCode: null } as const;
    const newer = CONTROL_RULES.map((rule) => (rule.code === 'ACT-12' ? { ...rule, version: 2 } : rule));
    const sheet = compileRuleSheet(newer, FIELD_REQUIREMENTS, scope);
    expect(result(evaluate(input, sheet), 'ACT-12').fingerprint).not.toBe(print(base, 'ACT-12'));
  });
  test('each day of delay does not ask for the explanation again', () => {
    const late = (evaluatedOn: string) => print({ input: { evaluatedOn } }, 'DEC-09');
    expect(late('2017-04-02')).toBe(late('2017-04-10'));
  });
});

describe('when there is nothing to compare with', () => {
  test('the first declaration of an equipment says so, once per control, and asks for nothing', () => {
    const evaluation = evaluateSample({ previous: null });
    expect(findings(evaluation)).toEqual([]);
    const informed = evaluation.results.filter((each) => each.message.includes('pas d’historique'));
    expect(informed.map((each) => each.code)).toEqual([
      ...HISTORY_CODES,
      'FIN-02',
      'FIN-03',
      'FIN-04',
      'FIN-10',
      'FIN-11',
      'FIN-17',
      'FIN-18',
      'DEC-01',
    ]);
    expect(new Set(informed.map((each) => each.severity))).toEqual(new Set(['INFO']));
  });

  test('a réelle without a transmitted prévisionnelle skips the comparison with it', () => {
    const evaluation = evaluateSample({ forecast: null });
    expect(result(evaluation, 'ACT-24').severity).toBe('INFO');
    expect(result(evaluation, 'DEC-02').severity).toBe('INFO');
  });

  test('financial controls that need activity figures are « à réévaluer » until those are saved', () => {
    const empty = { state: 'EMPTY', values: {}, lockedDigest: null, required: true } as const;
    const evaluation = evaluateSample({ declaration: { activity: empty } });
    const waiting = evaluation.results.filter((each) => each.toReevaluate);
    expect(waiting.map((each) => each.code)).toEqual([
      'FIN-01',
      'FIN-02',
      'FIN-03',
      'FIN-07',
      'FIN-09',
      'FIN-10',
      'FIN-13',
    ]);
    expect(waiting.every((each) => each.severity === 'INFO' && each.message.includes('à réévaluer'))).toBe(true);
  });

  test('activity saved later reaches a financial section already locked: DEC-06', () => {
    const empty = { state: 'EMPTY', values: {}, lockedDigest: null, required: true } as const;
    const expensive: Change = { financial: { c64Staff: 80_000_000, p748Other: 42_000_000 } };
    const before = evaluateSample({ ...expensive, previous: null, declaration: { activity: empty } });
    const locked = { ...sampleInput(expensive).declaration.financial, lockedDigest: before.financialDigest };
    expect(codes(before)).not.toContain('DEC-06');
    const after = evaluateSample({ ...expensive, previous: null, declaration: { financial: locked } });
    expect(result(after, 'FIN-01').severity).toBe('ALERT');
    expect(result(after, 'DEC-06')).toMatchObject({ severity: 'BLOCKING', field: 'financial' });
  });
});

describe('partial years are compared at equal capacity', () => {
  // Opened on 1 July 2015 with half the days and half the hours.
  const halfBefore: Change = {
    previous: {
      activity: { activeFrom: '2015-07-01', openingDays: 112, attendedHours: 2_461_000, invoicedHours: 2_611_600 },
    },
  };
  test('half a year against a full one raises nothing by itself', () => {
    const evaluation = evaluateSample(halfBefore);
    const compared = ['ACT-11', 'ACT-12', 'ACT-13', 'ACT-15'];
    expect(evaluation.results.filter((each) => compared.includes(each.code))).toEqual([]);
  });
  test('the message says that the reference was brought to the part compared', () => {
    const evaluation = evaluateSample({ ...halfBefore, activity: { attendedHours: 5_900_000 } });
    const found = result(evaluation, 'ACT-12');
    // 24 610 h × 73 590 ÷ 36 960.
    expect(found.reference?.value).toBe(4_900_027);
    expect(found.message).toMatch(/La référence est ramenée à la part d’année comparée\.$/);
  });
});

describe('types', () => {
  test('an actualisée runs ACT and DEC-01, 03, 06, 07, 09, 11, 12 only', () => {
    const sheet = compileRuleSheet(CONTROL_RULES, FIELD_REQUIREMENTS, {
      exercise: 2016,
      type: 'UPDATED',
      cafCode: null,
    });
    const run = [...sheet.sections, ...sheet.declaration].map(({ rule }) => rule.code);
    expect(run.filter((code) => !code.startsWith('ACT'))).toEqual([
      'DEC-01',
      'DEC-03',
      'DEC-06',
      'DEC-07',
      'DEC-09',
      'DEC-11',
      'DEC-12',
    ]);
  });
  test('an actualisée takes the hourly cost of the prévisionnelle, then of N-1, then the cap', () => {
    const origin = (change: Change) => {
      const { outcome } = evaluateSample({ type: 'UPDATED', ...change }).estimate;
      return outcome.available ? [outcome.result.hourlyCostOrigin, outcome.result.hourlyCost] : [];
    };
    expect(origin({})).toEqual(['FORECAST', 1_009]);
    expect(origin({ forecast: null })).toEqual(['PREVIOUS_ACTUAL', 1_019]);
    expect(origin({ forecast: null, previous: null })).toEqual(['PRICE_CAP', 800]);
  });
});

describe('rules of a Caf', () => {
  const national = CONTROL_RULES.find((rule) => rule.code === 'ACT-12')!;
  const stricter: ControlRule = {
    ...national,
    cafCode: '381',
    thresholds: { tolerance: { ...national.thresholds['tolerance']!, value: 100 } },
  };
  const run = (cafCode: string) =>
    codes(
      evaluate(
        sampleInput(),
        compileRuleSheet([...CONTROL_RULES, stricter], FIELD_REQUIREMENTS, { exercise: 2016, type: 'ACTUAL', cafCode }),
      ),
    );
  test('its own threshold applies to its equipments only', () => {
    expect(run('381')).toContain('ACT-12');
    expect(run('751')).not.toContain('ACT-12');
  });
});
