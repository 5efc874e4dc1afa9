import { expect, test } from '@jest/globals';
import { filterOf, lineState, tally } from './import-words';

const planned = { CREATE: 2, GRANT: 1, UNCHANGED: 3, REFUSED: 0 };
const outcomes = { CREATED: 1, GRANTED: 0, UNCHANGED: 3, REFUSED: 2 };

test('what will be done, then what was done', () => {
  expect(tally({ state: 'PREVIEWED', planned, outcomes })).toBe(
    '2\u00a0personnes à créer, 1\u00a0habilitation à accorder, 3\u00a0lignes inchangées, aucune ligne refusée.',
  );
  expect(tally({ state: 'DONE', planned, outcomes })).toBe(
    '1\u00a0personne créée et habilitée, aucune habilitation accordée, 3\u00a0lignes inchangées, 2\u00a0lignes refusées.',
  );
});

test('what a line did comes before what was planned', () => {
  expect(lineState({ planned: 'GRANT', outcome: null }).label).toBe('À habiliter');
  expect(lineState({ planned: 'GRANT', outcome: 'REFUSED' }).label).toBe('Refusé');
});

test('an unknown filter shows every line', () => {
  expect([filterOf('create'), filterOf('autre'), filterOf(undefined)]).toEqual(['CREATE', undefined, undefined]);
});
