import { chance } from './random.ts';

/** Name and postal code. */
export type Commune = readonly [commune: string, postalCode: string];

/** Communes of the two Caf of the demo. */
const demoCommunes: Readonly<Record<string, readonly Commune[]>> = {
  '371': [
    ['Montrevel', '37210'],
    ['Saint-Aubin-le-Pré', '37320'],
    ['Valmont-sur-Indre', '37250'],
    ['Courcelles-la-Forêt', '37330'],
    ['Beaupuy', '37140'],
    ['Les Essarts-Neufs', '37510'],
  ],
  '861': [
    ['Roche-Blanche', '86310'],
    ['Pont-sur-Clain', '86240'],
    ['Villefranque', '86180'],
    ['Sainte-Radegonde-des-Bois', '86120'],
    ['Montfleury', '86470'],
  ],
};

/** Départements (domain.md section 7.4). */
const departments = [
  ...Array.from({ length: 19 }, (_, index) => String(index + 1).padStart(2, '0')),
  ...['2A', '2B'],
  ...Array.from({ length: 75 }, (_, index) => String(index + 21)),
  ...['971', '972', '973', '974', '976'],
];

/** One Caf for each département: its code and « 1 », or the three characters of an overseas one (assumption of 7.4). */
export const cafCodes: readonly string[] = departments.map((code) => (code.length === 3 ? code : `${code}1`));

/** The département of a Caf. */
export function departmentOf(cafCode: string): string {
  return departments.includes(cafCode) ? cafCode : cafCode.slice(0, 2);
}

const beginnings = [
  ...['Saint-Éloi', 'Sainte-Colombe', 'Montaigu', 'Villeneuve', 'Rochefort', 'Châteauvert', 'Bellerive', 'Fontenay'],
  ...['Beauregard', 'Clairvaux', 'Hautmont', 'La Chapelle', 'Les Ormes', 'Lagarde', 'Marsac', 'Noirétable'],
  ...['Pontévêque', 'Quincey', 'Ravières', 'Sauveterre'],
];
const endings = [
  ...['sur-Aulne', 'les-Bains', 'la-Forêt', 'en-Plaine', 'le-Vieux', 'sous-Bois', 'aux-Moines', 'l’Église'],
  ...['du-Lac', 'la-Rivière', 'd’en-Haut', 'les-Vignes'],
];

const drawn = new Map<string, readonly Commune[]>();

/** Communes of a Caf, all invented, the same at each call. */
export function communesOf(cafCode: string): readonly Commune[] {
  const known = demoCommunes[cafCode] ?? drawn.get(cafCode) ?? drawCommunes(cafCode);
  drawn.set(cafCode, known);
  return known;
}

function drawCommunes(cafCode: string): readonly Commune[] {
  const luck = chance(7_000 + cafCodes.indexOf(cafCode));
  const prefix = departmentOf(cafCode).replace(/[AB]/, '0');
  const names = new Set<string>();
  while (names.size < 40) names.add(`${luck.pick(beginnings)}-${luck.pick(endings)}`);
  return [...names].map((name, index) => [name, `${prefix}${String(100 + index * 10)}`.slice(0, 5)]);
}
