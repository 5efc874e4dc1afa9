import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Act, Actor } from './access.ts';
import type { NewAuthorization } from './authorizations.ts';
import { decide, decidePartner, decideRegistration, type Command } from './decide.ts';
import type { Equipment, EquipmentIdentity } from './equipment.ts';
import { evolve } from './evolve.ts';
import { isShown } from './note.ts';

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
  closedOn: null,
  closingReason: null,
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
  ])('is refused %s', (_what, command, known, code) => {
    expect(decideRegistration(command, known, act)).toMatchObject({ code });
  });
  test('a gestionnaire is registered by a Caf only', () => {
    const command = { id: 'p1', name: ' Ville de Valmontel ', status: 'PUBLIC' } as const;
    expect(decidePartner(command, act)).toEqual({ type: 'PartnerRegistered', partner });
    expect(decidePartner(command, { actor: { kind: 'CNAF', id: 'u3' }, at })).toMatchObject({ code: 'FORBIDDEN' });
    expect(decidePartner({ ...command, name: ' ' }, act)).toMatchObject({ code: 'PARTNER_NAME' });
  });
});

describe('identity', () => {
  test('shows each value before and after', () => {
    const command: Command = {
      act: 'CHANGE_IDENTITY',
      identity: { ...identity, name: 'La Moufletterie', openedOn: '2010-09-02' },
    };
    expect(decide(equipment, 1, command, act)).toEqual([
      expect.objectContaining({
        changes: [
          { field: 'name', from: 'Moufletterie', to: 'La Moufletterie' },
          { field: 'openedOn', from: '2010-09-01', to: '2010-09-02' },
        ],
      }),
    ]);
    expect(after(equipment, command)).toMatchObject({ revision: 2, name: 'La Moufletterie', openedOn: '2010-09-02' });
  });
  test('the same values change nothing', () => {
    expect(decide(equipment, 1, { act: 'CHANGE_IDENTITY', identity }, act)).toEqual([]);
  });
  test('an equipment does not open after it closed', () => {
    expect(codeOf({ ...equipment, closedOn: '2010-08-31' }, { act: 'CHANGE_IDENTITY', identity })).toBe(
      'INVALID_IDENTITY',
    );
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
  const day = { ...slot, label: 'Journée', startsAt: 540, endsAt: 1_020 };
  test.each<[string, (typeof slot)[], string]>([
    ['one that ends when the next begins is accepted', [slot, day], 'accepted'],
    ['one within another on the same days is refused', [day, { ...slot, startsAt: 600, endsAt: 660 }], 'refused'],
    ['one that another ends in is refused', [slot, { ...day, startsAt: 530 }], 'refused'],
    [
      'the same hours in two periods of the year are accepted',
      [
        { ...day, days: 150 },
        { ...day, days: 65 },
      ],
      'accepted',
    ],
    ['two that together have more days than a year are refused', [day, { ...day, days: 152 }], 'refused'],
  ])('slots: %s', (_what, slots, outcome) => {
    const decided = decide(equipment, 1, grant({ modulated: true, slots }), act);
    if (outcome === 'accepted') expect(isRefusal(decided)).toBe(false);
    else expect(isRefusal(decided) && decided.errors.every(({ code }) => code === 'OVERLAP')).toBe(true);
  });
  test('a closed equipment receives none after its closing', () => {
    expect(codeOf({ ...equipment, closedOn: '2011-12-31' }, grant())).toBe('INVALID_AUTHORIZATION');
  });
});

describe('authorisations entered by mistake', () => {
  const grant = (validFrom: string, capacity: number): Command => ({
    act: 'GRANT_AUTHORIZATION',
    authorization: { ...authorization, validFrom, capacity },
  });
  const three = [grant('2012-01-01', 30_00), grant('2014-01-01', 350_00), grant('2016-01-01', 40_00)].reduce(
    after,
    equipment,
  );
  const correct = (validFrom: string, change: Partial<NewAuthorization>, reason = 'Faute de frappe'): Command => ({
    act: 'CORRECT_AUTHORIZATION',
    validFrom,
    authorization: { ...authorization, validFrom, ...change },
    reason,
  });
  const rows = (state: Equipment) =>
    state.authorizations.map(({ validFrom, validTo, capacity }) => [validFrom, validTo, capacity]);

  test('the values are put right where they stand', () => {
    const command = correct('2014-01-01', { capacity: 35_00 });
    expect(rows(after(three, command))).toEqual([
      ['2012-01-01', '2013-12-31', 30_00],
      ['2014-01-01', '2015-12-31', 35_00],
      ['2016-01-01', null, 40_00],
    ]);
    expect(decide(three, three.revision, command, act)).toMatchObject([
      { from: { capacity: 350_00 }, to: { capacity: 35_00 }, before: null, reason: 'Faute de frappe' },
    ]);
  });
  test('the one before lasts until the corrected date', () => {
    const later = after(three, correct('2014-01-01', { validFrom: '2014-09-01', capacity: 350_00 }));
    expect(rows(later).slice(0, 2)).toEqual([
      ['2012-01-01', '2014-08-31', 30_00],
      ['2014-09-01', '2015-12-31', 350_00],
    ]);
    const earlier = after(three, correct('2014-01-01', { validFrom: '2013-09-01', capacity: 350_00 }));
    expect(rows(earlier)[0]).toEqual(['2012-01-01', '2013-08-31', 30_00]);
  });
  test('the same values change nothing', () => {
    expect(decide(three, three.revision, correct('2014-01-01', { capacity: 350_00 }), act)).toEqual([]);
  });
  test.each<[string, Command, string]>([
    ['one that does not exist', correct('2013-01-01', {}), 'AUTHORIZATION_UNKNOWN'],
    ['before the one before', correct('2014-01-01', { validFrom: '2012-01-01' }), 'AUTHORIZATION_ORDER'],
    ['after the next', correct('2014-01-01', { validFrom: '2016-01-01' }), 'AUTHORIZATION_ORDER'],
    ['without a reason', correct('2014-01-01', { capacity: 35_00 }, ' ok '), 'INVALID_REASON'],
    ['without places', correct('2014-01-01', { capacity: 0 }), 'INVALID_AUTHORIZATION'],
  ])('refuses to correct %s', (_what, command, code) => {
    expect(codeOf(three, command)).toBe(code);
  });
  test('one that never was is withdrawn, and the one before lasts again', () => {
    const withdraw = (validFrom: string): Command => ({
      act: 'WITHDRAW_AUTHORIZATION',
      validFrom,
      reason: 'Saisi pour un autre équipement',
    });
    expect(rows(after(three, withdraw('2016-01-01'))).at(-1)).toEqual(['2014-01-01', null, 350_00]);
    expect(rows(after(three, withdraw('2014-01-01')))[0]).toEqual(['2012-01-01', '2015-12-31', 30_00]);
    expect(rows(after(three, withdraw('2012-01-01')))).toHaveLength(2);
    expect(codeOf(three, withdraw('2013-01-01'))).toBe('AUTHORIZATION_UNKNOWN');
  });
});

describe('closing', () => {
  const closeOn = (closedOn: string, reason = 'Fin de la convention'): Command => ({ act: 'CLOSE', closedOn, reason });
  test('keeps the last day and the reason, and can be said again', () => {
    const closed = after(equipment, closeOn('2016-08-31'));
    expect(closed).toMatchObject({ revision: 2, closedOn: '2016-08-31', closingReason: 'Fin de la convention' });
    expect(decide(closed, 2, closeOn('2016-08-31'), act)).toEqual([]);
    expect(after(closed, closeOn('2016-09-30'))).toMatchObject({ closedOn: '2016-09-30' });
  });
  test('can be taken back, once, with a reason', () => {
    const reopen = (reason: string): Command => ({ act: 'REOPEN', reason });
    const closed = after(equipment, closeOn('2016-08-31'));
    expect(after(closed, reopen('Reprise par la commune'))).toMatchObject({ closedOn: null, closingReason: null });
    expect(codeOf(closed, reopen('non'))).toBe('INVALID_REASON');
    expect(codeOf(equipment, reopen('Reprise par la commune'))).toBe('NOT_CLOSED');
  });
  test.each([
    ['a day that does not exist', closeOn('2016-02-30'), '/closedOn'],
    ['a day before the opening', closeOn('2010-08-31'), '/closedOn'],
    ['a reason too short', closeOn('2016-08-31', ' fin '), '/reason'],
    ['a reason too long', closeOn('2016-08-31', 'x'.repeat(501)), '/reason'],
  ])('is refused on %s', (_what, command, path) => {
    expect(decide(equipment, 1, command, act)).toMatchObject({ code: 'INVALID_CLOSING', errors: [{ path }] });
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
    expect(noted.note).toEqual({ text: 'Merci.', on: '2016-03-13', from: '2016-03-13', until: null });
    expect(after(noted, { act: 'WRITE_NOTE', text: '  ' }).note).toBeNull();
  });
  test('a note has a first and a last day', () => {
    const command = { act: 'WRITE_NOTE', text: 'Merci.', from: '2016-04-01', until: '2016-04-30' } as const;
    const { note } = after(equipment, command);
    expect(note).toEqual({ text: 'Merci.', on: '2016-03-13', from: '2016-04-01', until: '2016-04-30' });
    const days = ['2016-03-31', '2016-04-01', '2016-04-30', '2016-05-01'];
    expect(days.map((day) => isShown(note!, day))).toEqual([false, true, true, false]);
    expect(decide({ ...equipment, note }, 1, command, act)).toEqual([]);
    for (const [change, path] of [
      [{ from: '2016-02-30' }, '/from'],
      [{ until: '2016-02-30' }, '/until'],
      [{ until: '2016-03-31' }, '/until'],
    ] as const) {
      const refused = decide(equipment, 1, { ...command, ...change }, act);
      expect(refused).toMatchObject({ code: 'INVALID_NOTE', errors: [{ path }] });
    }
  });
  test('a referent replaces the former', () => {
    const referent = { name: 'Mme Baron', email: 'a.baron@caf-80.example', phone: '03 00 00 00 01' };
    const named = after(equipment, { act: 'APPOINT_REFERENT', referent });
    expect(named.referent).toEqual(referent);
    expect(decide(named, 2, { act: 'APPOINT_REFERENT', referent }, act)).toEqual([]);
  });
});
