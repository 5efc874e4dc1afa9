import { describe, expect, test } from '@jest/globals';
import type { ScaleContent, ScaleRow } from '@api/controls/reference.types';
import { nextScale, readScale, typedScale, withBands } from './scale-form-values';

const row = (suppliesBoth: boolean, bandIndex: number, bandUpperBound: number | null): ScaleRow => ({
  suppliesBoth,
  bandIndex,
  bandUpperBound,
  upperBoundInclusive: true,
  priceCap: 800 - bandIndex * 50,
  psuAmount: null,
  status: 'OFFICIAL',
  sourceNote: 'Circulaire',
});
const content: ScaleContent = {
  sourceNote: 'Circulaire',
  parameters: {
    rate: 6_600,
    meetingHoursPerPlace: 600,
    costBasis: 'INVOICED',
    rgApplication: 'ON_NET',
    mode: 'BANDED',
    linearFrom: null,
    linearTo: null,
    advanceRate: 7_000,
    exceptionalHoursDecision: false,
  },
  rows: [row(true, 1, 10_700), row(true, 2, null), row(false, 1, 10_700), row(false, 2, null)],
};

describe('the form of a scale', () => {
  test('gives back what it was filled with', () => {
    expect(readScale(typedScale(content))).toEqual({ ok: true, value: content });
  });

  test('keeps an empty cell as one that is missing', () => {
    const typed = typedScale(content);
    const read = readScale({ ...typed, without: [typed.without[0]!, { ...typed.without[1]!, priceCap: ' ' }] });
    expect(read.ok && read.value.rows[3]?.priceCap).toBeNull();
  });

  test('names the cell of what is no figure', () => {
    const typed = typedScale(content);
    const read = readScale({
      ...typed,
      rate: 'beaucoup',
      without: [typed.without[0]!, { ...typed.without[1]!, priceCap: '0' }],
    });
    expect(read.ok ? [] : read.errors.map(({ fieldId }) => fieldId)).toEqual([
      'bareme-parameters-rate',
      'bareme-rows-3-priceCap',
    ]);
  });

  test('begins the next exercise with the same bands and no price', () => {
    const { rate, both } = nextScale(content);
    expect(rate).toBe('66,00');
    expect(both.map(({ bound, priceCap, status }) => [bound, priceCap, status])).toEqual([
      ['107,00', '', 'TO_CONFIRM'],
      ['', '', 'TO_CONFIRM'],
    ]);
  });

  test('takes and gives bands at both levels, the last one without bound', () => {
    const one = withBands(typedScale(content), 1);
    expect([one.both.length, one.without[0]?.bound]).toEqual([1, '']);
    expect(withBands(one, 3).without.map(({ priceCap }) => priceCap)).toEqual(['7,50', '', '']);
  });
});
