import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { EquipmentFacts } from '../equipment-facts.ts';
import { advance } from '../evolve.ts';
import { agent, partner } from '../testing/persons.ts';
import { openDeclaration, type AllowedPeriod, type Opening } from './open-declaration.ts';

const equipment: EquipmentFacts = {
  id: '01890000-0000-7000-8000-000000000002',
  name: 'Moufletterie',
  commune: 'Orléans',
  partnerName: 'Association Les Moufles',
  openedOn: '2010-09-01',
  closedOn: null,
  authorizations: [
    {
      validFrom: '2010-09-01',
      validTo: '2016-08-31',
      capacity: 3_000,
      modulated: false,
      ageFrom: 3,
      ageTo: 72,
      openingHours: '7 h 30 – 18 h 30',
    },
  ],
  generalSchemeRates: [],
};
const allowedPeriods: readonly AllowedPeriod[] = [
  { type: 'FORECAST', startsOn: '01-01', endsOn: '12-31' },
  { type: 'ACTUAL', startsOn: '01-01', endsOn: '12-31' },
  { type: 'UPDATED', startsOn: '01-01', endsOn: '06-30' },
  { type: 'UPDATED', startsOn: '01-01', endsOn: '09-30' },
];
const forecast: Opening = {
  id: '01890000-0000-7000-8000-000000000001',
  exercise: 2016,
  type: 'FORECAST',
  periodEnd: null,
  dueOn: '2016-02-13',
};

function open(opening: Partial<Opening>, facts: Partial<EquipmentFacts> = {}, person = agent('CAF_AGENT')) {
  const context = {
    person,
    at: new Date('2015-12-15T09:00:00Z'),
    equipment: { ...equipment, ...facts },
    allowedPeriods,
  };
  const given = { ...forecast, ...opening };
  const financial = given.type === 'UPDATED' ? null : {};
  const outcome = openDeclaration(given, { activity: { exceptionalHours: 0 }, financial }, context);
  return isRefusal(outcome) ? outcome.code : advance(null, outcome);
}

describe('T1, the Caf opens a declaration', () => {
  test('it starts « À saisir », version 1, revision 1, with the values the form starts with', () => {
    expect(open({})).toMatchObject({
      status: 'TO_ENTER',
      version: 1,
      revision: 1,
      periodStart: '2016-01-01',
      periodEnd: '2016-12-31',
      dueOn: '2016-02-13',
      activity: { state: 'EMPTY', values: { exceptionalHours: 0 } },
      financial: { state: 'EMPTY' },
      past: [],
    });
  });

  test.each(['2016-06-30', '2016-09-30'])('an actualisée to %s has no financial section', (periodEnd) => {
    expect(open({ type: 'UPDATED', periodEnd })).toMatchObject({ periodEnd, financial: null });
  });

  test.each([
    ['an actualisée without a period', { type: 'UPDATED' as const }],
    ['an actualisée to another day', { type: 'UPDATED' as const, periodEnd: '2016-07-31' }],
    ['a réelle of half a year', { type: 'ACTUAL' as const, periodEnd: '2016-06-30' }],
    ['the period of another exercise', { type: 'UPDATED' as const, periodEnd: '2015-06-30' }],
  ])('%s is refused', (_what, opening) => {
    expect(open(opening)).toBe('PERIOD_NOT_ALLOWED');
  });

  test.each([
    ['closed the day before', { closedOn: '2015-12-31' }, 'EQUIPMENT_CLOSED'],
    ['closed during the period', { closedOn: '2016-01-01' }, undefined],
    ['opened after the period', { openedOn: '2017-01-01' }, 'EQUIPMENT_CLOSED'],
    ['without authorisation', { authorizations: [] }, 'NOT_AUTHORIZED'],
  ])('equipment %s', (_what, facts, refusal) => {
    const outcome = open({}, facts);
    expect(refusal === undefined ? typeof outcome : outcome).toBe(refusal ?? 'object');
  });

  test('an authorisation that ended before the period does not cover it', () => {
    expect(open({ exercise: 2017 })).toBe('NOT_AUTHORIZED');
  });

  test.each([
    ['a partner user', partner('ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'), 'CAF_ONLY'],
    ['a national administrator', agent('CNAF_ADMIN'), 'CAF_ONLY'],
    ['an agent of another Caf', agent('CAF_AGENT', false), 'NOT_FOUND'],
    ['a user of another partner', partner(), 'NOT_FOUND'],
  ])('%s may not', (_who, person, code) => {
    expect(open({}, {}, person)).toBe(code);
  });

  test('an administrator of the Caf may', () => {
    expect(open({}, {}, agent('CAF_ADMIN'))).toMatchObject({ status: 'TO_ENTER' });
  });
});
