import { formatFigure, formatHundredths, NARROW } from '@portail/platform/pure/french.ts';
import { euros, hours, percent } from './figure.ts';
import { type Change, changed } from './reference-data.ts';
import type { ReferenceStatus } from './psu-scale.ts';
import { bandWords } from './scale-faults.ts';
import type { ScaleContent } from './scale-content.ts';

type Row = ScaleContent['rows'][number];
type Parameters = ScaleContent['parameters'];

const STATUS_WORDS: Readonly<Record<ReferenceStatus, string>> = {
  OFFICIAL: 'officiel',
  RECONSTRUCTED: 'reconstitué',
  TO_CONFIRM: 'à confirmer',
  FIXTURE: 'démonstration',
};

const figure = <T>(value: number | null, write: (value: number) => T): T | null =>
  value === null ? null : write(value);
const asPercent = (value: number) => formatFigure(percent(value));
const asPrice = (value: number) => formatFigure(euros(value));

/** Every parameter in the words of the screen. */
const PARAMETER_WORDS: readonly (readonly [string, (parameters: Parameters) => string | null])[] = [
  ['Taux de la Psu', (p) => figure(p.rate, asPercent)],
  ['Heures de concertation par place', (p) => figure(p.meetingHoursPerPlace, (value) => formatFigure(hours(value)))],
  ['Heures qui divisent les charges', (p) => (p.costBasis === 'INVOICED' ? 'heures facturées' : 'heures réalisées')],
  [
    'Application du taux du régime général',
    (p) => (p.rgApplication === 'ON_NET' ? 'après déduction des participations' : 'avant déduction des participations'),
  ],
  ['Prix plafond', (p) => (p.mode === 'BANDED' ? 'par palier' : 'diminution linéaire')],
  ['Début de la diminution', (p) => (p.mode === 'LINEAR' ? figure(p.linearFrom, asPercent) : null)],
  ['Fin de la diminution', (p) => (p.mode === 'LINEAR' ? figure(p.linearTo, asPercent) : null)],
  ['Taux d’acompte', (p) => figure(p.advanceRate, asPercent)],
  ['Heures exceptionnelles ouvertes par la Cnaf', (p) => (p.exceptionalHoursDecision ? 'oui' : 'non')],
];

/** What a prepared scale says otherwise than another one (null: none is in force), cell by cell. */
export function scaleChanges(before: ScaleContent | null, after: ScaleContent): readonly Change[] {
  return [
    ...PARAMETER_WORDS.flatMap(([field, write]) =>
      changed(field, before && write(before.parameters), write(after.parameters)),
    ),
    ...rowChanges(before?.rows ?? [], after.rows),
    ...changed('Source du barème', before && before.sourceNote, after.sourceNote),
  ];
}

function rowChanges(before: readonly Row[], after: readonly Row[]): readonly Change[] {
  const known = new Map(before.map((row) => [bandWords(row), row]));
  const named = new Map(after.map((row) => [bandWords(row), row]));
  return [...new Set([...named.keys(), ...known.keys()])].flatMap((name) => {
    const one = known.get(name);
    const other = named.get(name);
    const cell = (what: string, write: (row: Row) => string | null) =>
      changed(
        `${name}${NARROW}: ${what}`,
        one === undefined ? null : write(one),
        other === undefined ? null : write(other),
      );
    return [
      ...cell('borne', boundWords),
      ...cell('prix plafond', (row) => figure(row.priceCap, asPrice)),
      ...cell('montant Psu publié', (row) => figure(row.psuAmount, asPrice)),
      ...cell('statut', (row) => STATUS_WORDS[row.status]),
      ...cell('source', (row) => row.sourceNote),
    ];
  });
}

function boundWords(row: Row): string {
  if (row.bandUpperBound === null) return 'sans borne';
  const bound = `${formatHundredths(row.bandUpperBound, true)}${NARROW}%`;
  return row.upperBoundInclusive ? `jusqu’à ${bound} inclus` : `moins de ${bound}`;
}
