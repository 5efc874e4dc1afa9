import { describe, expect, test } from '@jest/globals';
import { sampleEquipment, sampleSheet, sampleVerdict, transmittedSheet } from '../testing/samples.ts';
import { formatInstant, formatValue, typeWords } from './french.ts';
import { readingOf, type Reading } from './reading.ts';
import { keepingOf, summaryOf, type SummaryMaterial } from './summary.ts';

const rejected = {
  version: 1,
  status: 'REJECTED',
  decided: { by: 'Paul Lambert', at: '2016-04-02T22:30:00Z' },
} as const;

const material = (given: Partial<SummaryMaterial> = {}): SummaryMaterial => ({
  sheet: sampleSheet(),
  equipment: sampleEquipment(),
  verdict: sampleVerdict(),
  closed: null,
  ...given,
});

describe('who reads what (domain.md 5.3)', () => {
  test.each<[string, Parameters<typeof readingOf>[0], boolean, Reading | null]>([
    ['an approver, of a draft', { population: 'PARTNER', roles: ['APPROVER', 'ACTIVITY_PROVIDER'] }, false, 'WHOLE'],
    [
      'both providers in one',
      { population: 'PARTNER', roles: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'] },
      true,
      'BOTH',
    ],
    ['an activity provider', { population: 'PARTNER', roles: ['ACTIVITY_PROVIDER'] }, true, 'ACTIVITY'],
    ['a financial provider', { population: 'PARTNER', roles: ['FINANCIAL_PROVIDER'] }, false, 'FINANCIAL'],
    ['an agent, of a draft', { population: 'CAF_AGENT', roles: [] }, false, null],
    ['an agent, of what was transmitted', { population: 'CAF_AGENT', roles: [] }, true, 'WHOLE'],
    ['a national administrator', { population: 'CNAF_ADMIN', roles: [] }, true, null],
  ])('%s', (_, reader, transmitted, reading) => {
    expect(readingOf(reader, { transmitted })).toBe(reading);
  });
});

describe('what a summary says', () => {
  test('everything to the approver and the Caf, but DEC-12, which the transmission itself decides', () => {
    const summary = summaryOf(material(), 'WHOLE');
    expect(summary.controls.map(({ code }) => code)).toEqual(['ACT-12', 'FIN-04', 'DEC-01']);
    expect(summary).toMatchObject({ comment: 'Merci de votre lecture.', pending: false });
    expect(summary.controls[0]?.explanation).toMatchObject({ answers: true, given: { by: 'Claire Roux' } });
  });

  test('to an activity provider, neither the accounts nor what is the approver’s; the estimate, yes (decision 9.18)', () => {
    const summary = summaryOf(material(), 'ACTIVITY');
    expect(summary).toMatchObject({ financial: null, comment: null });
    expect(summary.controls.map(({ code }) => code)).toEqual(['ACT-12']);
    expect(summary.estimate?.lines).toHaveLength(1);
    expect(JSON.stringify(summary.acts)).not.toContain('financières');
  });

  test('to a financial provider, the amount of the right without its steps, which are activity data', () => {
    const summary = summaryOf(material(), 'FINANCIAL');
    expect(summary).toMatchObject({ activity: null, indicators: [] });
    expect(summary.estimate).toMatchObject({ entitlement: 18_843_479, lines: [], information: [] });
  });

  test('a verdict on older data is not shown', () => {
    expect(summaryOf(material({ sheet: sampleSheet({ dataRevision: 6 }) }), 'WHOLE')).toMatchObject({
      ...{ pending: true, controls: [], estimate: null, indicators: [] },
    });
  });

  test('the state in words and across the page (decision 9.19)', () => {
    const said = (given: Partial<SummaryMaterial>) => {
      const { watermark, state } = summaryOf(material(given), 'WHOLE');
      return [watermark, state];
    };
    expect(said({})).toEqual(['Saisie en cours', 'Saisie en cours']);
    expect(said({ sheet: transmittedSheet() })).toEqual([null, 'Transmise à la Caf']);
    // The day is that of Paris, where it is past midnight.
    expect(said({ sheet: transmittedSheet(), closed: rejected })).toEqual([
      'Rejetée le 03/04/2016',
      'Rejetée par la Caf le 03/04/2016',
    ]);
    expect(said({ sheet: sampleSheet({ status: 'CANCELLED' }) })).toEqual(['Annulée', 'Annulée par la Caf']);
  });

  test('what was transmitted is kept as it was, and once more when it is rejected; a validation changes nothing', () => {
    expect(keepingOf(material())).toBeNull();
    expect(keepingOf(material({ sheet: transmittedSheet() }))).toBe('TRANSMITTED');
    expect(keepingOf(material({ sheet: transmittedSheet({ status: 'VALIDATED' }) }))).toBe('TRANSMITTED');
    expect(keepingOf(material({ sheet: transmittedSheet(), closed: rejected }))).toBe('REJECTED');
  });
});

describe('in French', () => {
  test('what stands in a form', () => {
    expect(formatValue({ value: 222, unit: 'DAYS' })).toBe('222\u00a0jours');
    expect(formatValue({ value: null, unit: 'EURO' })).toBe('—');
    expect(formatValue({ value: false, unit: 'YES_NO' })).toBe('Non');
    expect(formatValue({ value: '2015-09-01', unit: 'DATE' })).toBe('01/09/2015');
    expect(formatInstant('2016-07-12T08:05:00Z')).toBe('12/07/2016 à 10\u00a0h\u00a005');
    expect(typeWords('UPDATED', '2016-01-01', '2016-09-30')).toBe('actualisée de janvier à septembre');
  });
});
