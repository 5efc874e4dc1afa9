import { expect, test } from '@jest/globals';
import { Refusal } from '@api/http/refusal';
import { errorsOf } from './refusal-errors';

test('a refusal that names fields leads to them', () => {
  const refusal = new Refusal(422, 'INVALID_NOTE', 'Les dates…', [{ path: '/until', code: 'DATE', message: 'Non.' }]);
  expect(errorsOf(refusal, (path) => `note-${path.slice(1)}`)).toEqual([{ fieldId: 'note-until', message: 'Non.' }]);
});

test('a refusal that names none says its sentence', () => {
  const refusal = new Refusal(409, 'STALE_VERSION', 'Une autre personne a enregistré entre-temps.');
  expect(errorsOf(refusal, () => 'nulle-part')).toEqual([{ fieldId: null, message: refusal.message }]);
});
