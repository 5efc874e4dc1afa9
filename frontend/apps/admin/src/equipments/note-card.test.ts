import { expect, test } from '@jest/globals';
import { readNote, shownWords } from './note-card';

const note = (from: string, until: string | null) => ({ text: 'Merci.', on: '2016-03-01', from, until });

test.each([
  [note('2016-04-01', null), 'Affiché au partenaire à partir du 01/04/2016, sans date de fin.'],
  [note('2016-03-12', '2016-03-12'), 'Affiché au partenaire depuis le 12/03/2016 jusqu’au 12/03/2016.'],
  [note('2016-03-01', '2016-03-11'), 'N’est plus affiché\u202f: il l’a été du 01/03/2016 au 11/03/2016.'],
  [null, ''],
])('%j on 12/03/2016', (given, words) => {
  expect(shownWords(given, '2016-03-12')).toBe(words);
});

test('days left empty are the service’s; wrong ones are named', () => {
  expect(readNote({ text: ' Merci. ', from: '', until: '' })).toEqual({
    ok: true,
    value: { text: 'Merci.', until: null },
  });
  expect(readNote({ text: 'Merci.', from: '01/04/2016', until: '30/04/2016' })).toMatchObject({
    value: { from: '2016-04-01', until: '2016-04-30' },
  });
  expect(readNote({ text: 'x'.repeat(2_001), from: '31/02/2016', until: 'demain' })).toMatchObject({
    ok: false,
    errors: [{ fieldId: 'texte-text' }, { fieldId: 'texte-from' }, { fieldId: 'texte-until' }],
  });
});
