import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Act, Actor } from './access.ts';
import { decide, decidePartner, decideRegistration, type Command, type NewAuthorization } from './decide.ts';
import type { Equipment, EquipmentIdentity } from './equipment.ts';
import { evolve } from './evolve.ts';

const identity: EquipmentIdentity = {
  name: 'Moufletterie',
  careType: 'COLLECTIVE',
  activityType: 'Multi-accueil',
  address: '3 rue des Tilleuls',
  postalCode: '80100',
  commune: 'Valmontel',
  departmentCode: '80',
  afcFileNumber: '201300012',
  idequ: '80000012',
  openedOn: '2010-09-01',
  closedOn: null,
};
const partner = { id: 'p1', revision: 1, name: 'Ville de Valmontel', status: 'PUBLIC' } as const;
const agent: Actor = { kind: 'CAF', id: 'u1', cafCodes: ['801'] };
const at = new Date('2016-03-12T23:30:00Z');
const act: Act = { actor: agent, at };

const equipment: Equipment = {
  ...identity,
  id: 'e1',
  revision: 1,
  cafCode: '801',
  partner,
  referent: null,
  note: null,
  authorizations: [],
  generalSchemeRates: [],
};
const authorization: NewAuthorization = {
  validFrom: '2012-01-01',
  capacity: 30_00,
  modulated: false,
  slots: [],
  ageFrom: 2,
  ageTo: 48,
  openingHours: '7 h 30 – 18 h 30',
};

function after(state: Equipment, command: Command): Equipment {
  const events = decide(state, state.revision, command, act);
  if (isRefusal(events)) throw new Error(events.code);
  return events.reduce(evolve, state);
}
const codeOf = (state: Equipment, command: Command, by: Act = act, revision = state.revision) => {
  const outcome = decide(state, revision, command, by);
  return isRefusal(outcome) ? outcome.code : 'accepted';
};

describe('who may act', () => {
  const command: Command = { act: 'WRITE_NOTE', text: 'Merci de répondre avant le 31 mars.' };
  test.each<[string, Actor, string]>([
    ['an agent of the Caf', agent, 'accepted'],
    ['an agent of another Caf', { kind: 'CAF', id: 'u2', cafCodes: ['011'] }, 'NOT_FOUND'],
    ['a national administrator', { kind: 'CNAF', id: 'u3' }, 'FORBIDDEN'],
    ['a partner with a role on it', { kind: 'PARTNER', id: 'u4', partnerId: 'p1', equipmentIds: ['e1'] }, 'FORBIDDEN'],
    ['a partner without a role', { kind: 'PARTNER', id: 'u5', partnerId: 'p1', equipmentIds: [] }, 'NOT_FOUND'],
    ['another partner', { kind: 'PARTNER', id: 'u6', partnerId: 'p2', equipmentIds: ['e1'] }, 'NOT_FOUND'],
    ['somebody unknown', { kind: 'NOBODY', id: 'x' }, 'NOT_FOUND'],
  ])('%s', (_who, actor, code) => {
    expect(codeOf(equipment, command, { actor, at })).toBe(code);
  });

  test('nobody overwrites what they did not see, and outsiders do not learn the revision', () => {
    expect(codeOf(equipment, command, act, 7)).toBe('STALE_VERSION');
    expect(codeOf(equipment, command, { actor: { kind: 'NOBODY', id: 'x' }, at }, 7)).toBe('NOT_FOUND');
  });
});

describe('registration', () => {
  const asked = { id: 'e1', cafCode: '801', identity };
  test('begins at revision 1 without authorisation or rate', () => {
    expect(decideRegistration(asked, partner, act)).toEqual({ type: 'EquipmentRegistered', equipment });
  });
  test.each([
    ['for another Caf', { ...asked, cafCode: '011' }, partner, 'OTHER_CAF'],
    ['with an unknown gestionnaire', asked, undefined, 'PARTNER_UNKNOWN'],
    [
      'on a day that does not exist',
      { ...asked, identity: { ...identity, openedOn: '2016-02-30' } },
      partner,
      'INVALID_IDENTITY',
    ],
    [
      'closed before it opened',
      { ...asked, identity: { ...identity, closedOn: '2009-01-01' } },
      partner,
      'INVALID_IDENTITY',
    ],
  ])('is refused %s', (_what, command, known, code) => {
    expect(decideRegistration(command, known, act)).toMatchObject({ code });
  });
  test('a gestionnaire is registered by a Caf only', () => {
    const command = { id: 'p1', name: ' Ville de Valmontel ', status: 'PUBLIC' } as const;
    expect(decidePartner(command, act)).toEqual({ type: 'PartnerRegistered', partner });
    expect(decidePartner(command, { actor: { kind: 'CNAF', id: 'u3' }, at })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('identity', () => {
  test('shows each value before and after', () => {
    const command: Command = {
      act: 'CHANGE_IDENTITY',
      identity: { ...identity, name: 'La Moufletterie', closedOn: '2016-08-31' },
    };
    expect(decide(equipment, 1, command, act)).toEqual([
      expect.objectContaining({
        changes: [
          { field: 'name', from: 'Moufletterie', to: 'La Moufletterie' },
          { field: 'closedOn', from: null, to: '2016-08-31' },
        ],
      }),
    ]);
    expect(after(equipment, command)).toMatchObject({ revision: 2, name: 'La Moufletterie', closedOn: '2016-08-31' });
  });
  test('the same values change nothing', () => {
    expect(decide(equipment, 1, { act: 'CHANGE_IDENTITY', identity }, act)).toEqual([]);
  });
});

describe('authorisations', () => {
  const grant = (change: Partial<NewAuthorization> = {}): Command => ({
    act: 'GRANT_AUTHORIZATION',
    authorization: { ...authorization, ...change },
  });
  test('a new one ends the one in force on the day before', () => {
    const second = after(after(equipment, grant()), grant({ validFrom: '2014-03-01', capacity: 35_00 }));
    expect(second.revision).toBe(3);
    expect(second.authorizations.map(({ validFrom, validTo, capacity }) => [validFrom, validTo, capacity])).toEqual([
      ['2012-01-01', '2014-02-28', 30_00],
      ['2014-03-01', null, 35_00],
    ]);
  });
  test('a modulated one keeps its slots', () => {
    const slots = [{ label: 'Matin', days: 215, startsAt: 450, endsAt: 540, places: 10_00 }];
    expect(after(equipment, grant({ modulated: true, slots })).authorizations[0]).toMatchObject({
      modulated: true,
      slots,
    });
  });
  test('one with a last day leaves a gap that the next does not fill', () => {
    const first = after(equipment, grant({ validTo: '2013-12-31' }));
    expect(after(first, grant({ validFrom: '2014-03-01' })).authorizations.map(({ validTo }) => validTo)).toEqual([
      '2013-12-31',
      null,
    ]);
    expect(after(first, grant({ validFrom: '2013-03-01' })).authorizations[0]?.validTo).toBe('2013-02-28');
  });
  test('two cannot begin on the same day', () => {
    expect(codeOf(after(equipment, grant()), grant())).toBe('AUTHORIZATION_OVERLAP');
  });
  const slot = { label: 'Matin', days: 215, startsAt: 450, endsAt: 540, places: 10_00 };
  test.each<[string, Partial<NewAuthorization>, string]>([
    ['no place', { capacity: 0 }, '/capacity'],
    ['ages upside down', { ageFrom: 48, ageTo: 10 }, '/ageTo'],
    ['slots without modulation', { slots: [slot] }, '/slots'],
    ['modulation without slots', { modulated: true }, '/slots'],
    ['a slot that ends first', { modulated: true, slots: [{ ...slot, endsAt: 450 }] }, '/slots/0/endsAt'],
    ['a slot over the capacity', { modulated: true, slots: [{ ...slot, places: 31_00 }] }, '/slots/0/places'],
    ['a day that does not exist', { validFrom: '2015-13-01' }, '/validFrom'],
    ['a last day that does not exist', { validTo: '2015-13-01' }, '/validTo'],
    ['a last day before the first', { validTo: '2011-12-31' }, '/validTo'],
  ])('refuses %s and names the field', (_what, change, path) => {
    expect(decide(equipment, 1, grant(change), act)).toMatchObject({
      code: 'INVALID_AUTHORIZATION',
      errors: [expect.objectContaining({ path })],
    });
  });
  test('a closed equipment receives none after its closing', () => {
    expect(codeOf({ ...equipment, closedOn: '2011-12-31' }, grant())).toBe('INVALID_AUTHORIZATION');
  });
});

describe('rates, note and referent', () => {
  test('a rate is set per exercise and shows the one before', () => {
    const set = (exercise: number, rate: number): Command => ({ act: 'SET_GENERAL_SCHEME_RATE', exercise, rate });
    const state = [set(2016, 98_00), set(2015, 97_50), set(2016, 98_20)].reduce(after, equipment);
    expect(state.generalSchemeRates).toEqual([
      { exercise: 2015, rate: 97_50 },
      { exercise: 2016, rate: 98_20 },
    ]);
    expect(decide(state, 4, set(2016, 99_00), act)).toEqual([
      { type: 'GeneralSchemeRateSet', exercise: 2016, from: 98_20, to: 99_00 },
    ]);
    expect(decide(state, 4, set(2016, 98_20), act)).toEqual([]);
  });
  test('a note is dated of the day in Paris; an empty one is taken away', () => {
    const noted = after(equipment, { act: 'WRITE_NOTE', text: ' Merci. ' });
    expect(noted.note).toEqual({ text: 'Merci.', on: '2016-03-13' });
    expect(after(noted, { act: 'WRITE_NOTE', text: '  ' }).note).toBeNull();
  });
  test('a referent replaces the former', () => {
    const referent = { name: 'Mme Baron', email: 'a.baron@caf-80.example', phone: '03 00 00 00 01' };
    const named = after(equipment, { act: 'APPOINT_REFERENT', referent });
    expect(named.referent).toEqual(referent);
    expect(decide(named, 2, { act: 'APPOINT_REFERENT', referent }, act)).toEqual([]);
  });
});
