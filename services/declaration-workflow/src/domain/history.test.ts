import { describe, expect, test } from '@jest/globals';
import { historySentence, withSittings, type HistoryLine } from './history.ts';

const save = (at: string, actor: string, fields: readonly string[], section = 'activity'): HistoryLine => ({
  at: `2016-03-${at}:00.000Z`,
  actor,
  type: 'SectionSaved',
  data: { section, changes: fields.map((field) => ({ field, from: null, to: 1 })) },
});
const act = (at: string, type: string): HistoryLine => ({ at: `2016-03-${at}:00.000Z`, actor: 'Paul', type, data: {} });
const told = (lines: readonly HistoryLine[]) =>
  withSittings(lines).map(({ at, actor, type, data }) =>
    [at.slice(8, 16), actor, historySentence(type, data, () => undefined)].join(' | '),
  );

describe('the history tells a sitting once', () => {
  test('the saves of one person in a row are one line, at the last, each field counted once', () => {
    expect(
      told([save('01T09:00', 'Claire', ['a']), save('01T09:10', 'Claire', ['b']), save('01T09:20', 'Claire', ['a'])]),
    ).toEqual(['01T09:20 | Claire | Enregistrement des données d’activité (2 données modifiées)']);
  });

  test('another act, another day in Paris, another person or section is another line', () => {
    expect(
      told([
        save('01T09:00', 'Claire', ['a']),
        save('01T09:01', 'Luc', ['c'], 'financial'),
        save('01T09:02', 'Claire', ['b']),
        act('01T09:03', 'DeclarationTransmitted'),
        save('01T09:04', 'Claire', ['a']),
        save('01T22:59', 'Claire', ['b']),
        save('01T23:01', 'Claire', ['c']),
      ]),
    ).toEqual([
      '01T09:01 | Luc | Enregistrement des données financières (1 donnée modifiée)',
      '01T09:02 | Claire | Enregistrement des données d’activité (2 données modifiées)',
      '01T09:03 | Paul | Déclaration transmise à la Caf',
      '01T22:59 | Claire | Enregistrement des données d’activité (2 données modifiées)',
      '01T23:01 | Claire | Enregistrement des données d’activité (1 donnée modifiée)',
    ]);
  });
});
