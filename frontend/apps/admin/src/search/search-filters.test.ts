import { describe, expect, test } from '@jest/globals';
import { exerciseError, queryOf } from './search-filters';

const none = { search: '', exercise: '', status: '', type: '' };

describe('the criteria of the search, read from the address', () => {
  test('an absent criterion does not filter', () => {
    expect(queryOf(none, undefined)).toEqual({ page: 1 });
  });

  test('known criteria are passed on', () => {
    const filters = { search: ' moufle ', exercise: '2015', status: 'SUBMITTED', type: 'ACTUAL' };
    expect(queryOf(filters, '2')).toEqual({
      search: 'moufle',
      exercise: 2015,
      status: 'SUBMITTED',
      type: 'ACTUAL',
      page: 2,
    });
  });

  test('what the address says wrongly is left out', () => {
    expect(queryOf({ search: '', exercise: 'demain', status: 'PERDUE', type: 'x' }, '-4')).toEqual({ page: 1 });
  });

  test('an exercise is four digits or nothing', () => {
    expect(exerciseError('')).toBeNull();
    expect(exerciseError('2016')).toBeNull();
    expect(exerciseError('16')).toContain('quatre chiffres');
  });
});
