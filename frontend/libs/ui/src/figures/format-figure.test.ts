import { describe, expect, test } from '@jest/globals';
import { formatFigure, formatGap, formatHundredths, formatWhole } from '@ui/figures/format-figure';

// Spaces are written out so that a wrong kind of space is seen: _ narrow no-break, ~ no-break.
const spaced = (text: string) => text.replaceAll('_', '\u202f').replaceAll('~', '\u00a0');

describe('French figures', () => {
  test.each<[number, string]>([
    [0, '0,00'],
    [5, '0,05'],
    [50, '0,50'],
    [123450, '1_234,50'],
    [100, '1,00'],
    [99999, '999,99'],
    [100000, '1_000,00'],
    [123456789, '1_234_567,89'],
    [100000000000, '1_000_000_000,00'],
    [-123450, '−1_234,50'],
  ])('%d hundredths reads %s', (value, text) => {
    expect(formatHundredths(value)).toBe(spaced(text));
  });

  test('what is naturally whole drops its decimals only when they are nil', () => {
    expect(formatHundredths(2800, { trim: true })).toBe('28');
    expect(formatHundredths(2850, { trim: true })).toBe('28,50');
  });

  test('whole numbers are grouped', () => {
    expect(formatWhole(1234567)).toBe(spaced('1_234_567'));
    expect(formatWhole(366)).toBe('366');
  });

  test.each<[number, string, string]>([
    [123450, 'EURO', '1_234,50~€'],
    [760, 'EURO_PER_HOUR', '7,60~€/h'],
    [1234525, 'HOURS', '12_345,25~h'],
    [1100, 'HOURS_PER_DAY', '11,00~h par jour'],
    [11125, 'PERCENT', '111,25_%'],
    [100, 'POINTS', '1,00~point'],
    [520, 'POINTS', '5,20~points'],
    [100, 'PLACES', '1~place'],
    [2800, 'PLACES', '28~places'],
    [150, 'PLACES', '1,50~place'],
    [22000, 'DAYS', '220~jours'],
    [4200, 'COUNT', '42'],
    [250, 'RATIO', '2,50'],
  ])('%d %s reads %s', (value, unit, text) => {
    expect(formatFigure({ value, unit })).toBe(spaced(text));
  });

  test('a gap carries its sign', () => {
    expect(formatGap({ value: 1234, unit: 'PERCENT' })).toBe(spaced('+12,34_%'));
    expect(formatGap({ value: -1234, unit: 'EURO' })).toBe(spaced('−12,34~€'));
    expect(formatGap({ value: 0, unit: 'DAYS' })).toBe(spaced('0~jour'));
  });
});
