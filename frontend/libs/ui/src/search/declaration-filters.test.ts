import { convertToParamMap } from '@angular/router';
import { describe, expect, test } from '@jest/globals';
import { addressOf, exerciseError, filtersOf, queryOf } from '@ui/search/declaration-filters';

const none = { search: '', exercise: '', status: '', type: '' };

describe('the criteria of the search, read from the address', () => {
  test('an absent criterion does not filter', () => {
    expect(filtersOf(convertToParamMap({ page: '2' }))).toEqual(none);
    expect(queryOf(none)).toEqual({});
  });

  test('known criteria are passed on', () => {
    const filters = { search: ' moufle ', exercise: '2015', status: 'SUBMITTED', type: 'ACTUAL' };
    expect(filtersOf(convertToParamMap(addressOf(filters)))).toEqual(filters);
    expect(queryOf(filters)).toEqual({
      search: 'moufle',
      exercise: 2015,
      status: 'SUBMITTED',
      type: 'ACTUAL',
    });
  });

  test('what the address says wrongly is left out', () => {
    expect(queryOf({ search: '', exercise: 'demain', status: 'PERDUE', type: 'x' })).toEqual({});
  });

  test('an exercise is four digits or nothing', () => {
    expect(exerciseError('')).toBeNull();
    expect(exerciseError('2016')).toBeNull();
    expect(exerciseError('16')).toContain('quatre chiffres');
  });
});
