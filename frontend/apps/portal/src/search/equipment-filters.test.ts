import { convertToParamMap } from '@angular/router';
import { describe, expect, test } from '@jest/globals';
import { addressOf, filtersOf, queryOf } from './equipment-filters';

describe('the criteria of the search of equipments', () => {
  test('the address keeps them', () => {
    const filters = { name: 'les moufles', commune: 'Montrevel' };
    expect(filtersOf(convertToParamMap(addressOf(filters)))).toEqual(filters);
    expect(filtersOf(convertToParamMap({}))).toEqual({ name: '', commune: '' });
  });

  test('an empty one does not filter, a too long one still answers', () => {
    expect(queryOf({ name: ' ', commune: ' Tours ' })).toEqual({ name: undefined, commune: 'Tours' });
    expect(queryOf({ name: 'x'.repeat(200), commune: '' }).name).toHaveLength(100);
  });
});
