import { describe, expect, test } from '@jest/globals';
import { control } from '@testing/examples/declaration';
import { orderPoints, weightOf } from './point-order';

const hours = control({ code: 'ACT-12' });
const rule = control({ code: 'ACT-04', severity: 'ANOMALY' });
const small = control({
  code: 'FIN-05',
  measured: { value: 900_00, unit: 'EURO' },
  reference: { value: 1_000_00, unit: 'EURO' },
});
const large = control({
  code: 'DEC-01',
  measured: { value: 210_345_12, unit: 'EURO' },
  reference: { value: 180_345_12, unit: 'EURO' },
});

describe('the order in which an agent reads the points', () => {
  test('a point weighs the distance between its two amounts', () => {
    expect(weightOf(large)).toBe(30_000_00);
    expect(weightOf(small)).toBe(100_00);
    expect(weightOf(hours)).toBeNull();
  });

  test('heaviest in euros first, then rules broken, then the other gaps', () => {
    const codes = orderPoints([hours, small, rule, large]).map((each) => each.code);
    expect(codes).toEqual(['DEC-01', 'FIN-05', 'ACT-04', 'ACT-12']);
  });

  test('information is not to be judged', () => {
    expect(orderPoints([control({ severity: 'INFO' })])).toEqual([]);
  });
});
