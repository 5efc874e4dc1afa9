import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { figureAsTyped } from '@ui/figures/format-figure';
import { type FigureRefusal, parseFigure } from '@ui/figures/parse-figure';

const NNBSP = '\u202f';
const NBSP = '\u00a0';

describe('a figure typed any usual way', () => {
  test.each<[string, number | null]>([
    ['', null],
    ['   ', null],
    ['0', 0],
    ['0,5', 50],
    [',5', 50],
    ['.5', 50],
    ['12,', 1200],
    ['1234,5', 123450],
    ['1234.5', 123450],
    ['1 234,5', 123450],
    [`1${NBSP}234,50`, 123450],
    [`1${NNBSP}234,50`, 123450],
    [`1${NNBSP}234${NNBSP}567,89`, 123456789],
    ['1\t234', 123400],
    ['  1 234,50 €  ', 123450],
    ['1\u2007234,50', 123450],
    [`1${NNBSP}234,50\t`, 123450],
    [`1${NNBSP}234,50${NBSP}€\r\n`, 123450],
    ['\t1234,5\n', 123450],
    [`1 234,50${NBSP}€`, 123450],
    ['95,20 %', 9520],
    [`95,20${NNBSP}%`, 9520],
    ['12 345,25 h', 1234525],
    ['28 places', 2800],
    ['007', 700],
    ['1000000000', 100000000000],
    ['1 000 000 000,00', 100000000000],
  ])('%j is %j hundredths', (typed, value) => {
    expect(parseFigure(typed, 'DECIMAL')).toEqual({ ok: true, value });
  });

  test.each<[string, number | null]>([
    ['', null],
    ['220', 220],
    ['1 220', 1220],
    ['220,00', 220],
    ['220 jours', 220],
  ])('%j is the whole number %j', (typed, value) => {
    expect(parseFigure(typed, 'INTEGER')).toEqual({ ok: true, value });
  });
});

describe('a usual way that is not ours is told how to be written', () => {
  test.each([
    ['11h30', `Écrivez les heures avec des décimales${NNBSP}: 11,5.`],
    ['11 h 30', `Écrivez les heures avec des décimales${NNBSP}: 11,5.`],
    ['11:45', `Écrivez les heures avec des décimales${NNBSP}: 11,75.`],
    ['10h05 min', `Écrivez les heures avec des décimales${NNBSP}: 10,08.`],
    ['10:00', `Écrivez les heures avec des décimales${NNBSP}: 10.`],
    ['1,234.50', `N’écrivez qu’une virgule, avant les décimales${NNBSP}: 1${NNBSP}234,50.`],
    ['1234.5\t2000', 'Plusieurs nombres ont été collés ensemble. Gardez celui de cette ligne.'],
  ])('%j', (typed, message) => {
    expect(parseFigure(typed, 'DECIMAL')).toMatchObject({ ok: false, message });
  });
});

describe('a figure that would have to be guessed is refused', () => {
  test.each<[string, FigureRefusal]>([
    ['douze', 'NOT_A_NUMBER'],
    ['12a', 'NOT_A_NUMBER'],
    ['1e5', 'NOT_A_NUMBER'],
    ['+12', 'NOT_A_NUMBER'],
    ['=12', 'NOT_A_NUMBER'],
    ['1.234,50', 'TWO_SEPARATORS'],
    ['1,234.50', 'TWO_SEPARATORS'],
    ['11h30', 'HOURS_MINUTES'],
    ['11:30', 'HOURS_MINUTES'],
    ['1234.5\t2000', 'TWO_FIGURES'],
    ['1234,5\t2000,5', 'TWO_FIGURES'],
    ['12\t34', 'TWO_FIGURES'],
    ['1,234,567', 'NOT_A_NUMBER'],
    ['١٢', 'NOT_A_NUMBER'],
    ['-', 'NOT_A_NUMBER'],
    [',', 'NOT_A_NUMBER'],
    ['€', 'NOT_A_NUMBER'],
    ['-12', 'NEGATIVE'],
    ['−12,50', 'NEGATIVE'],
    ['– 3', 'NEGATIVE'],
    ['1,234', 'TOO_MANY_DECIMALS'],
    ['1.234', 'TOO_MANY_DECIMALS'],
    ['0,001', 'TOO_MANY_DECIMALS'],
    ['12 34', 'SPACING'],
    ['1234 567', 'SPACING'],
    ['1,2 3', 'SPACING'],
    ['1000000000,01', 'TOO_LARGE'],
    ['10000000000', 'TOO_LARGE'],
    ['99999999999999999999', 'TOO_LARGE'],
  ])('%j is refused as %s', (typed, code) => {
    expect(parseFigure(typed, 'DECIMAL')).toMatchObject({ ok: false, code });
  });

  test('a half day is not a whole number', () => {
    expect(parseFigure('220,5', 'INTEGER')).toMatchObject({ ok: false, code: 'NOT_WHOLE' });
  });

  test('the refusal says what to do, in French, with narrow spaces', () => {
    const refused = parseFigure('1.234', 'DECIMAL');
    expect(refused).toHaveProperty(
      'message',
      expect.stringContaining(`milliers, laissez un espace${NNBSP}: 1${NNBSP}234,50`),
    );
  });
});

test('what is shown in a cell is read back to the same integer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (value) => {
      expect(parseFigure(figureAsTyped(value, 'DECIMAL'), 'DECIMAL')).toEqual({ ok: true, value });
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (value) => {
      expect(parseFigure(figureAsTyped(value, 'INTEGER'), 'INTEGER')).toEqual({ ok: true, value });
    }),
  );
});

test('no text makes it throw or answer anything but a safe integer', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const parsed = parseFigure(typed, 'DECIMAL');
      if (parsed.ok && parsed.value !== null) expect(Number.isSafeInteger(parsed.value)).toBe(true);
    }),
  );
});
