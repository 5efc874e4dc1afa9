import { expect, test } from '@jest/globals';
import type { Authorization, Equipment } from './equipment.ts';
import type { EquipmentEvent } from './events.ts';
import { eventsAbout, historyWords } from './history-words.ts';

const authorization: Authorization = {
  validFrom: '2016-01-01',
  validTo: null,
  capacity: 2_550,
  modulated: true,
  slots: [{ label: 'Matin', days: 215, startsAt: 450, endsAt: 540, places: 1_000 }],
  ageFrom: 2,
  ageTo: 48,
  openingHours: 'Du lundi au vendredi',
};
const plain = ({ act, changes, reason }: ReturnType<typeof historyWords>) => ({
  act,
  reason,
  changes: changes.map(({ label, before, after }) => [label, before, after]),
});
const words = (event: EquipmentEvent) =>
  JSON.parse(JSON.stringify(plain(historyWords(event))).replace(/[\u00a0\u202f]/g, ' '));

test('an authorisation is told value by value, slots included', () => {
  expect(
    words({ type: 'AuthorizationGranted', authorization, ended: { validFrom: '2012-01-01', validTo: '2015-12-31' } }),
  ).toEqual({
    act: 'Agrément ajouté, au 01/01/2016',
    reason: null,
    changes: [
      ['Date d’effet', null, '01/01/2016'],
      ['Capacité', null, '25,50 places'],
      ['Agrément modulé', null, 'Oui'],
      ['Créneaux', null, 'Matin, 215 jours, 7 h 30 – 9 h 00, 10 places'],
      ['Âges', null, 'de 2 à 48 mois'],
      ['Horaires', null, 'Du lundi au vendredi'],
      ['Dernier jour de l’agrément du 01/01/2012', null, '31/12/2015'],
    ],
  });
});

test('a correction tells only what differs, and why', () => {
  const to = { ...authorization, capacity: 2_600 };
  const corrected = { type: 'AuthorizationCorrected', from: authorization, to, reason: 'Faute de frappe' } as const;
  expect(words({ ...corrected, before: null })).toEqual({
    act: 'Agrément du 01/01/2016 corrigé',
    reason: 'Faute de frappe',
    changes: [['Capacité', '25,50 places', '26 places']],
  });
});

test('rates, closings, texts and identities have their French words', () => {
  expect(words({ type: 'GeneralSchemeRateSet', exercise: 2016, from: null, to: 9_820 }).changes).toEqual([
    ['Taux 2016', null, '98,20 %'],
  ]);
  const closing = { closedOn: '2016-08-31', closingReason: 'Fin de la convention' };
  expect(words({ type: 'EquipmentClosed', from: null, to: closing }).changes).toEqual([
    ['Dernier jour d’activité', null, '31/08/2016'],
    ['Motif de fermeture', null, 'Fin de la convention'],
  ]);
  // A text of before the days carries only the day on which it was written.
  const old = { text: 'Merci.', on: '2016-03-12' } as unknown as NonNullable<Equipment['note']>;
  expect(words({ type: 'NoteWritten', from: old, to: null })).toMatchObject({
    act: 'Texte explicatif retiré',
    changes: [
      ['Texte', 'Merci.', null],
      ['Affiché à partir du', '12/03/2016', null],
    ],
  });
  const changes = [
    { field: 'careType', from: 'FAMILY', to: 'COLLECTIVE' },
    { field: 'closedOn', from: null, to: '2016-08-31' },
  ];
  expect(words({ type: 'IdentityChanged', identity: {} as Equipment, changes }).changes).toEqual([
    ['Type d’accueil', 'Familial', 'Collectif'],
    ['Dernier jour d’activité', null, '31/08/2016'],
  ]);
});

test('every event is about one topic', () => {
  const types = Object.values(eventsAbout).flat();
  expect(new Set(types).size).toBe(types.length);
});
