import { describe, expect, test } from '@jest/globals';
import type { Values } from '@api/workflow/workflow.types';
import { dateFault, figureFaults } from './form-rules';

const year = { start: '2016-01-01', end: '2016-12-31' };
const halfYear = { start: '2016-01-01', end: '2016-06-30' };

describe('dates of opening and closing', () => {
  test.each<[string, Values, string | null]>([
    ['nothing typed', {}, null],
    ['in the period', { activeFrom: '2016-09-01' }, null],
    ['its first and last day', { activeFrom: '2016-01-01', activeTo: '2016-12-31' }, null],
    ['another exercise', { activeFrom: '2026-09-01' }, 'du 01/01/2016 au 31/12/2016'],
    ['years ago', { activeFrom: '2009-09-01' }, 'hors de la période'],
  ])('opening: %s', (_what, values, words) => {
    const fault = dateFault('activeFrom', values, year);
    if (words === null) expect(fault).toBeNull();
    else expect(fault).toContain(words);
  });

  test('a closing before the opening is told at the closing', () => {
    const values = { activeFrom: '2016-09-01', activeTo: '2016-08-31' };
    expect(dateFault('activeFrom', values, year)).toBeNull();
    expect(dateFault('activeTo', values, year)).toBe('La fermeture ne peut précéder l’ouverture, le 01/09/2016.');
  });

  test('the period is that of the declaration, not the year', () => {
    expect(dateFault('activeFrom', { activeFrom: '2016-09-01' }, halfYear)).toContain('du 01/01/2016 au 30/06/2016');
  });
});

describe('figures the controls will refuse', () => {
  test.each<[string, Values, string[]]>([
    ['a leap year has 366 days', { openingDays: 366 }, []],
    ['more days than the period', { openingDays: 400 }, ['openingDays']],
    ['more days than since the opening', { openingDays: 123, activeFrom: '2016-09-01' }, ['openingDays']],
    ['a misplaced date blames no figure', { openingDays: 183, activeFrom: '2026-09-01' }, []],
    ['24 hours a day', { dailyOpeningHours: 2_400 }, []],
    ['25 hours a day', { dailyOpeningHours: 2_500 }, ['dailyOpeningHours']],
    ['no hour a day', { dailyOpeningHours: 0 }, ['dailyOpeningHours']],
    ['more than enrolled', { enrolledChildren: 10, childrenWithDisability: 11 }, ['childrenWithDisability']],
    ['nobody knows how many are enrolled', { childrenWithDisability: 11 }, []],
  ])('%s', (_what, values, fields) => {
    expect(Object.keys(figureFaults(values, year))).toEqual(fields);
  });

  test('the sentence counts the days', () => {
    expect(figureFaults({ openingDays: 183 }, halfYear)['openingDays']).toBe(
      'La période compte 182\u00a0jours\u202f: indiquez les jours réellement ouverts.',
    );
  });
});
