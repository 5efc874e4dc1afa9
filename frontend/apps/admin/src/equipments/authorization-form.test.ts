import { describe, expect, test } from '@jest/globals';
import {
  authorizationAsTyped,
  type AuthorizationDraft,
  authorizationPath,
  emptySlot,
  formatHour,
  NO_AUTHORIZATION,
  parseHour,
  readAuthorization,
} from './authorization-form';

const draft: AuthorizationDraft = {
  validFrom: '01/01/2016',
  validTo: '',
  capacity: '25,5',
  ageFrom: '2',
  ageTo: '48',
  openingHours: '7 h 30 – 18 h 30',
  modulated: true,
  slots: [{ key: 1, label: 'Matin', days: '215', startsAt: '7h30', endsAt: '9:00', places: '10' }],
};

describe('an authorisation as typed', () => {
  test('is read as the service expects it, and typed back the same', () => {
    const read = readAuthorization(draft);
    expect(read).toEqual({
      ok: true,
      value: {
        validFrom: '2016-01-01',
        validTo: null,
        capacity: 2_550,
        ageFrom: 2,
        ageTo: 48,
        openingHours: '7 h 30 – 18 h 30',
        modulated: true,
        slots: [{ label: 'Matin', days: 215, startsAt: 450, endsAt: 540, places: 1_000 }],
      },
    });
    if (!read.ok) throw new Error('refused');
    expect(readAuthorization(authorizationAsTyped({ ...read.value, validTo: null }))).toEqual(read);
  });

  test('slots typed before the box was unticked are not sent', () => {
    expect(readAuthorization({ ...draft, modulated: false })).toMatchObject({ value: { modulated: false, slots: [] } });
  });

  test('every field at fault is named', () => {
    const empty = { ...NO_AUTHORIZATION, ageFrom: '', ageTo: '', modulated: true };
    const slots = [{ ...emptySlot([]), endsAt: '25 h' }];
    const read = readAuthorization({ ...empty, slots });
    expect(read.ok ? [] : read.errors.map(({ fieldId }) => fieldId)).toEqual([
      'agrement-validFrom',
      'agrement-capacity',
      'agrement-ageFrom',
      'agrement-ageTo',
      'agrement-openingHours',
      'agrement-creneau-1-label',
      'agrement-creneau-1-days',
      'agrement-creneau-1-startsAt',
      'agrement-creneau-1-endsAt',
      'agrement-creneau-1-places',
    ]);
    const none = readAuthorization({ ...draft, slots: [] });
    expect(none.ok ? [] : none.errors).toMatchObject([{ fieldId: 'agrement-ajouter-creneau' }]);
  });
});

test.each([
  ['7h30', 450],
  ['7 h 30', 450],
  ['07:30', 450],
  ['7', 420],
  ['24h', 1_440],
  ['24h01', null],
  ['7h60', null],
  ['', null],
  ['midi', null],
])('the hour %j is %j minutes', (typed, minutes) => {
  expect(parseHour(typed)).toBe(minutes);
  if (minutes !== null) expect(parseHour(formatHour(minutes))).toBe(minutes);
});

test('a new slot continues the one before', () => {
  expect(emptySlot(draft.slots)).toMatchObject({ key: 2, days: '215', startsAt: '9:00', endsAt: '' });
});

test('a refusal of the service leads to its field', () => {
  const slots = [{ ...emptySlot([]), key: 4 }];
  expect(authorizationPath('/capacity', slots)).toBe('agrement-capacity');
  expect(authorizationPath('/slots/0/startsAt', slots)).toBe('agrement-creneau-4-startsAt');
  expect(authorizationPath('/slots', slots)).toBe('agrement-ajouter-creneau');
});
