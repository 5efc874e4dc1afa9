import { convertToParamMap } from '@angular/router';
import { describe, expect, test } from '@jest/globals';
import { addressOf, filtersOf, queryOf } from './statistics-filters';

describe('the criteria of the search of statistics', () => {
  test('the address keeps them', () => {
    const filters = { name: 'moufles', commune: 'Montrevel', exercise: '2014' };
    expect(filtersOf(convertToParamMap(addressOf(filters)))).toEqual(filters);
    expect(queryOf(filters)).toEqual({ name: 'moufles', commune: 'Montrevel', exercise: 2014 });
  });

  test('what is no year and what is empty do not filter', () => {
    expect(queryOf(filtersOf(convertToParamMap({ exercice: 'deux mille', nom: ' ' })))).toEqual({
      name: undefined,
      commune: undefined,
      exercise: undefined,
    });
  });
});
