import { expect, test } from '@jest/globals';
import { readRate } from './rates-card';

test('a rate is read in hundredths of a percent', () => {
  expect(readRate({ exercise: '2016', rate: '98,2 %' })).toEqual({ ok: true, value: { exercise: 2016, rate: 9_820 } });
});

test.each([
  [{ exercise: '16', rate: '98' }, 'taux-exercise'],
  [{ exercise: '2016', rate: '' }, 'taux-rate'],
  [{ exercise: '2016', rate: '100,01' }, 'taux-rate'],
  [{ exercise: '2016', rate: 'beaucoup' }, 'taux-rate'],
])('%j is refused at %s', (draft, fieldId) => {
  expect(readRate(draft)).toMatchObject({ ok: false, errors: [{ fieldId }] });
});
