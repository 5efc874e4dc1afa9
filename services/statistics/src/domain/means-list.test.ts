import { describe, expect, test } from '@jest/globals';
import { readList } from '@portail/platform/imports/read-list.ts';
import { accepted } from '@portail/platform/pure/refusal.ts';
import { meansList, readMeans } from './means-list.ts';

const heading = meansList.columns.join(';');
/** Sums of two EAJE for each of `times`. */
const line = (zone: string, times = 1, changed: Readonly<Record<string, string>> = {}) => {
  const figures: Record<string, string> = {
    ...{ zone, EAJE: String(2 * times), places: `${40 * times},00`, 'jours d’ouverture': String(440 * times) },
    ...{ 'amplitude journalière': String(22 * times), 'capacité théorique': `${96_800 * times}` },
    ...{ 'heures réalisées': `${60_000 * times}`, 'heures facturées': `${66_000 * times}` },
    ...{ 'enfants inscrits': `${90 * times}`, 'EAJE qui fournissent les couches': String(times) },
    ...{
      'EAJE qui fournissent les repas': '0',
      'total des charges': `${500_000 * times},50`,
      'frais de personnel': String(350_000 * times),
    },
    ...{
      achats: String(40_000 * times),
      'participations familiales': String(90_000 * times),
      Caf: String(230_000 * times),
      collectivités: String(150_000 * times),
    },
    ...{
      'total des produits': `${499_000 * times}`,
      'droit Psu': String(220_000 * times),
      'heures facturées avec droit Psu': String(66_000 * times),
    },
    ...{ 'places avec droit Psu': String(40 * times) },
    ...changed,
  };
  return meansList.columns.map((column) => figures[column]).join(';');
};
const read = (...lines: readonly string[]) =>
  readMeans(accepted(readList(new TextEncoder().encode([heading, ...lines].join('\n')), meansList)));

test('sums are read in hundredths, counts as they are, whatever way they are written', () => {
  const { zones, faults } = read(line('France', 3, { 'total des charges': '1 500 001,5' }), line('1'), line('2a'));
  expect(faults).toEqual([]);
  expect(zones.map(({ zone, count }) => [zone, count])).toEqual([
    ['FR', 6],
    ['01', 2],
    ['2A', 2],
  ]);
  expect(zones[0]).toMatchObject({ expenses: 150_000_150, openingDays: 1_320, places: 12_000, nappies: 3 });
});

describe('a list is refused', () => {
  test.each<[string, readonly string[], string]>([
    ['without France', [line('37')], 'La ligne « France » manque.'],
    ['a département that is none', [line('France'), line('99')], '« 99 » n’est ni'],
    ['a zone twice', [line('France', 2), line('37'), line('37')], '« 37 » figure déjà plus haut.'],
    ['an empty cell', [line('France', 1, { achats: '' })], '« achats » est vide'],
    ['a word', [line('France', 1, { achats: 'beaucoup' })], '« achats »\u202f: « beaucoup » n’est pas un nombre'],
    ['three decimals', [line('France', 1, { achats: '1,234' })], 'à deux décimales au plus'],
    ['half an EAJE', [line('France', 1, { EAJE: '1,5' })], 'n’est pas un nombre entier'],
    ['no EAJE', [line('France', 1, { EAJE: '0' })], '« EAJE »'],
    ['less than nothing', [line('France', 1, { Caf: '-1' })], '« Caf »'],
    ['more suppliers than EAJE', [line('France', 1, { 'EAJE qui fournissent les repas': '3' })], 'plus que d’EAJE'],
    [
      'more staff than charges',
      [line('France', 1, { 'frais de personnel': '600000' })],
      'dépasse « total des charges »',
    ],
    [
      'départements beyond France',
      [line('France'), line('37'), line('86')],
      'les départements ensemble dépassent la France',
    ],
  ])('%s', (_what, lines, reason) => {
    const { faults } = read(...lines);
    expect(faults.map((fault) => fault.reason).join('\n')).toContain(reason);
  });
});
