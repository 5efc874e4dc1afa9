import { expect, test } from '@jest/globals';
import { countOutcomes, planRates, type RatedEquipment } from './rate-import.ts';

const equipment = (idequ: string, rate?: number): RatedEquipment => ({
  id: `e-${idequ}`,
  idequ,
  name: `Crèche ${idequ}`,
  commune: 'Montrevel',
  generalSchemeRates: rate === undefined ? [] : [{ exercise: 2016, rate }],
});
const row = (line: number, idequ: string, exercise: string, rate: string, fault?: string) => ({
  line,
  cells: { IDEQU: idequ, exercice: exercise, taux: rate },
  fault,
});
const outcomes = (lines: ReturnType<typeof planRates>) => lines.map(({ outcome, reason }) => reason ?? outcome);

test('a line sets, changes nothing, or is refused with a sentence', () => {
  const known = [equipment('100'), equipment('200', 98_20), equipment('300'), equipment('300')];
  const plan = planRates(
    [
      row(2, '100', '2016', '98,2'),
      row(3, '200', '2016', '98.20 %'),
      row(4, '200', '2017', '100'),
      row(5, '999', '2016', '98'),
      row(6, '300', '2016', '98'),
      row(7, '', '2016', '98'),
      row(8, '100', '16', '98'),
      row(9, '100', '2018', '100,01'),
      row(10, '100', '2019', '98,123'),
      row(11, '100', '2020', '', 'La ligne a 4 cellules.'),
    ],
    known,
  );
  expect(outcomes(plan)).toEqual([
    'SET',
    'UNCHANGED',
    'SET',
    'Aucun équipement de votre Caf ne porte cet IDEQU.',
    'Plusieurs équipements de vos Caf portent cet IDEQU\u202f: saisissez ce taux sur sa page.',
    'L’IDEQU manque.',
    'L’exercice s’écrit sur quatre chiffres, de 2010 à 2100.',
    'Le taux ne peut dépasser 100\u202f%.',
    'Le taux est un pourcentage, avec deux décimales au plus, par exemple 98,20.',
    'La ligne a 4 cellules.',
  ]);
  expect(plan[0]).toMatchObject({ set: { exercise: 2016, rate: 98_20 }, before: null, equipment: { id: 'e-100' } });
  expect(plan[1]).toMatchObject({ set: { exercise: 2016, rate: 98_20 }, before: 98_20 });
  expect(countOutcomes(plan)).toEqual({ set: 2, unchanged: 1, refused: 7 });
});

test('a rate given twice is refused on both lines: nobody can tell which is right', () => {
  const plan = planRates([row(2, '100', '2016', '98'), row(3, '100', '2016', '97')], [equipment('100')]);
  expect(outcomes(plan)).toEqual([
    'Le taux de cet exercice est donné aussi à la ligne 3\u202f: gardez une seule des deux.',
    'Le taux de cet exercice est donné aussi à la ligne 2\u202f: gardez une seule des deux.',
  ]);
});

test('what was applied is unchanged the next time', () => {
  const rows = [row(2, '100', '2016', '98,2')];
  const [first] = planRates(rows, [equipment('100')]);
  expect(outcomes(planRates(rows, [equipment('100', first!.set!.rate)]))).toEqual(['UNCHANGED']);
});
