import { expect, test } from '@jest/globals';
import type { CalendarItem } from '@api/workflow/workflow.types';
import { monthsOf, preparedFor } from './calendar-words';

const item = (given: Partial<CalendarItem>): CalendarItem => ({
  type: 'ACTUAL',
  typeLabel: 'Réelle',
  exercise: 2016,
  periodEnd: '2016-12-31',
  opensOn: '2017-01-16',
  dueOn: '2017-03-31',
  state: 'TO_OPEN',
  campaigns: [],
  ...given,
});

test('the year is read month by month', () => {
  const months = monthsOf([item({}), item({ opensOn: '2017-01-20' }), item({ opensOn: '2017-06-15' })]);
  expect(months.map(({ heading, items }) => [heading, items.length])).toEqual([
    ['Janvier 2017', 2],
    ['Juin 2017', 1],
  ]);
});

test('a campaign is prepared with its exercise, type, period and deadline', () => {
  expect(preparedFor(item({}))).toEqual({
    nom: 'Réelle 2016',
    exercice: '2016',
    type: 'ACTUAL',
    echeance: '31/03/2017',
  });
  expect(preparedFor(item({ type: 'UPDATED', periodEnd: '2016-06-30' }))).toMatchObject({ periode: '06-30' });
});
