import { convertToParamMap } from '@angular/router';
import { expect, test } from '@jest/globals';
import { addressOf, filtersOf, queryOf } from './equipment-filters';

test('the address keeps the criteria', () => {
  const filters = { search: 'tilleuls 80100', state: 'OPEN' };
  expect(filtersOf(convertToParamMap(addressOf(filters)))).toEqual(filters);
  expect(filtersOf(convertToParamMap({}))).toEqual({ search: '', state: '' });
});

test('what is empty or unknown does not filter', () => {
  expect(queryOf({ search: ' ', state: 'GONE' })).toEqual({ search: undefined, state: undefined });
  expect(queryOf({ search: ' moufle ', state: 'CLOSED' })).toEqual({ search: 'moufle', state: 'CLOSED' });
  expect(queryOf({ search: 'x'.repeat(300), state: '' }).search).toHaveLength(200);
});
