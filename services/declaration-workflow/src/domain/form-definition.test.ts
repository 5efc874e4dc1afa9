import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formLines } from '../store/reference/form-lines.ts';
import type { Values } from './declaration.ts';
import {
  dateFaults,
  derivedActivity,
  derivedFinancial,
  formDefinition,
  initialValues,
  missingFields,
  valueFaults,
} from './form-definition.ts';

const activity2016 = formDefinition(formLines, 'activity', 2016, 'ACTUAL', false);
const financial2016 = formDefinition(formLines, 'financial', 2016, 'ACTUAL', false);
const fieldsOf = (definition: { lines: readonly { field: string }[] }) => definition.lines.map((line) => line.field);

describe('the forms', () => {
  test('an actualisée types the family contributions in the activity form and has no financial line', () => {
    const updated = formDefinition(formLines, 'activity', 2016, 'UPDATED', false);
    expect(updated.lines.find((line) => line.field === 'familyContributionsReminder')?.requirement).toBe('MANDATORY');
    expect(fieldsOf(activity2016)).not.toContain('familyContributionsReminder');
    expect(formDefinition(formLines, 'financial', 2016, 'UPDATED', false).lines).toEqual([]);
  });

  test.each([
    [2018, false, false, false],
    [2019, true, false, false],
    [2023, true, true, false],
    [2024, true, true, true],
  ])('of %i shows the lines of its exercise', (exercise, disability, exceptional, training) => {
    const fields = fieldsOf(formDefinition(formLines, 'activity', exercise, 'ACTUAL', false));
    expect(fields.includes('childrenWithDisability')).toBe(disability);
    expect(fields.includes('exceptionalHours')).toBe(exceptional);
    expect(fields.includes('trainingDays')).toBe(training);
  });

  test('exceptional hours start at zero', () => {
    expect(initialValues(formDefinition(formLines, 'activity', 2023, 'ACTUAL', false))).toEqual({
      exceptionalHours: 0,
    });
  });

  test('capacity is typed under a modulated approval only', () => {
    const requirement = (modulated: boolean) =>
      formDefinition(formLines, 'activity', 2016, 'ACTUAL', modulated).lines.find((line) => line.code === 'A05')
        ?.requirement;
    expect(requirement(true)).toBe('MANDATORY');
    expect(requirement(false)).toBe('DERIVED');
  });

  test('a réelle must type every account but 69; a prévisionnelle the subset of section 2.4', () => {
    const optional = (type: 'ACTUAL' | 'FORECAST') =>
      formDefinition(formLines, 'financial', 2016, type, false)
        .lines.filter((line) => line.requirement === 'OPTIONAL')
        .map((line) => line.code);
    expect(optional('ACTUAL')).toEqual(['69']);
    expect(optional('FORECAST')).toEqual([
      '66',
      '67',
      '68',
      '69',
      '70623',
      '70624',
      '708',
      '741',
      '742',
      '743',
      '7451',
      '7452',
      '746',
      '747',
      '748',
      '75',
      '76',
      '77',
      '78',
      '79',
    ]);
  });

  test('every line has a label, a help sentence and a place of its own', () => {
    expect(new Set(formLines.map((line) => line.position)).size).toBe(formLines.length);
    expect(new Set(formLines.map((line) => `${line.section} ${line.field}`)).size).toBe(formLines.length);
    for (const line of formLines) expect(line.help.trim()).toMatch(/[.]$/);
  });
});

describe('values', () => {
  test.each([
    ['an unknown field', { status: 'VALIDATED' }, 'UNKNOWN_FIELD'],
    ['a computed field', { theoreticalCapacityHours: 100 }, 'DERIVED_FIELD'],
    ['a text for a figure', { places: '20' }, 'ACT-B10'],
    ['three decimals', { places: 2012.5 }, 'ACT-B10'],
    ['a negative', { attendedHours: -1 }, 'ACT-B10'],
    ['more than a billion', { attendedHours: 100_000_000_001 }, 'ACT-B10'],
    ['decimals in a count', { openingDays: 10.5 }, 'ACT-B10'],
    ['a count over a billion', { enrolledChildren: 1_000_000_001 }, 'ACT-B10'],
    ['yes in words', { suppliesMeals: 'oui' }, 'ACT-B10'],
    ['a day that does not exist', { activeFrom: '2016-02-30' }, 'ACT-B10'],
    ['a comment too long', { comment: 'x'.repeat(2001) }, 'ACT-B10'],
  ])('%s is refused with its field', (_what, values, code) => {
    const [field] = Object.keys(values);
    expect(valueFaults(activity2016, values)).toEqual([
      { path: `/values/${field}`, code, message: expect.stringMatching(/\.$/) },
    ]);
  });

  test('limits and empty values are accepted', () => {
    const values = {
      attendedHours: 100_000_000_000,
      places: null,
      suppliesMeals: false,
      activeTo: '2016-02-29',
      comment: '',
    };
    expect(valueFaults(activity2016, values)).toEqual([]);
  });

  test.each<[string, Values, Values, string[]]>([
    ['inside the period', {}, { activeFrom: '2016-09-01', activeTo: '2016-12-31' }, []],
    ['another exercise', {}, { activeFrom: '2026-09-01' }, ['activeFrom']],
    ['years before', {}, { activeFrom: '2009-09-01' }, ['activeFrom']],
    ['closing before the opening stored', { activeFrom: '2016-09-01' }, { activeTo: '2016-08-31' }, ['activeTo']],
    ['opening after the closing stored', { activeTo: '2016-08-31' }, { activeFrom: '2016-09-01' }, ['activeFrom']],
    ['emptied', { activeFrom: '2026-09-01' }, { activeFrom: null }, []],
    ['kept as it was by a save of something else', { activeFrom: '2026-09-01' }, { places: 2_000 }, []],
  ])('dates of opening and closing: %s', (_what, stored, changed, fields) => {
    const faults = dateFaults(activity2016, stored, changed, { start: '2016-01-01', end: '2016-12-31' });
    expect(faults.map(({ path, code }) => [path, code])).toEqual(
      fields.map((field) => [`/values/${field}`, 'ACT-B11']),
    );
  });

  test('a financial format fault has its own code', () => {
    expect(valueFaults(financial2016, { c60Purchases: -1 })[0]?.code).toBe('FIN-B04');
  });

  test('zero is typed, empty is missing', () => {
    expect(missingFields(financial2016, { c60Purchases: 0 }).map((line) => line.field)).not.toContain('c60Purchases');
    expect(missingFields(financial2016, { c60Purchases: null }).map((line) => line.field)).toContain('c60Purchases');
  });
});

describe('derived figures', () => {
  test('golden case G1', () => {
    const values = {
      places: 3000,
      openingDays: 223,
      dailyOpeningHours: 1100,
      attendedHours: 5_000_000,
      invoicedHours: 5_300_000,
    };
    expect(derivedActivity(values, false, 8_851_000)).toMatchObject({
      theoreticalCapacityHours: 7_359_000,
      billingRate: 10_600,
      actualOccupancyRate: 6_794,
      invoicedOccupancyRate: 7_202,
      contributionPerHour: 167,
    });
  });

  test('nothing typed, nothing computed', () => {
    expect(Object.values(derivedActivity({}, false, null)).every((value) => value === null)).toBe(true);
  });

  test('charges + surplus = produits + deficit, whatever is typed', () => {
    const amounts = fc.record(
      Object.fromEntries(
        financial2016.lines
          .filter((line) => line.requirement !== 'DERIVED')
          .map((line) => [line.field, fc.option(fc.integer({ min: 0, max: 10 ** 10 }))]),
      ),
    );
    fc.assert(
      fc.property(amounts, (values) => {
        const { totalExpenses, surplus, totalIncome, deficit } = derivedFinancial(financial2016, values);
        expect((totalExpenses ?? NaN) + (surplus ?? NaN)).toBe((totalIncome ?? NaN) + (deficit ?? NaN));
        expect(surplus === 0 || deficit === 0).toBe(true);
      }),
    );
  });
});
