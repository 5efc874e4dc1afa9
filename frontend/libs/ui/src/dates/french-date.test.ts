import { describe, expect, test } from '@jest/globals';
import {
  formatDay,
  formatDeadline,
  formatInstant,
  formatLongDay,
  formatTime,
  parisDay,
  parseDay,
} from '@ui/dates/french-date';

describe('French dates', () => {
  test('a calendar day stays the same day whatever the zone of the reader', () => {
    expect(formatDay('2016-03-12')).toBe('12/03/2016');
    expect(formatLongDay('2016-04-01')).toBe('1er avril 2016');
    expect(formatDeadline('2016-03-31')).toBe('Jusqu’au 31 mars 2016 inclus');
  });

  test('an instant is told in Paris', () => {
    expect(formatInstant('2016-03-12T09:42:10Z')).toBe('12/03/2016 à 10\u202fh\u202f42');
    expect(formatInstant('2016-07-31T22:05:00Z')).toBe('01/08/2016 à 0\u202fh\u202f05');
    expect(formatTime(new Date('2016-03-12T09:02:00Z'))).toBe('10\u202fh\u202f02');
  });

  test('the day is the day in Paris', () => {
    expect(parisDay(new Date('2016-07-31T22:30:00Z'))).toBe('2016-08-01');
    expect(parisDay(new Date('2016-12-31T22:30:00Z'))).toBe('2016-12-31');
  });

  test.each<[string, string | null]>([
    ['', null],
    ['01/09/2016', '2016-09-01'],
    ['1/9/2016', '2016-09-01'],
    ['01.09.2016', '2016-09-01'],
    ['29/02/2016', '2016-02-29'],
  ])('%j is read as %j', (typed, value) => {
    expect(parseDay(typed)).toEqual({ ok: true, value });
  });

  test.each(['2016-09-01', '01/09/16', '31/02/2016', '29/02/2015', '00/01/2016', 'hier'])('%j is refused', (typed) => {
    expect(parseDay(typed).ok).toBe(false);
  });
});
