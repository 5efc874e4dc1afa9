import type { FieldRefusal } from '@portail/platform/pure/refusal.ts';
import { divideHalfUp } from './exact.ts';
import { formatHundredths, NARROW } from '@portail/platform/pure/french.ts';
import type { ScaleContent } from './scale-content.ts';

type Row = ScaleContent['rows'][number];
type Placed = Row & { readonly path: string };

/** « sans couches ni repas »: the level of service of a row, in the words of the screen. */
export function levelWords(suppliesBoth: boolean): string {
  return suppliesBoth ? 'avec couches et repas' : 'sans couches ni repas';
}

/** « Palier 2, sans couches ni repas »: how a row is named to people. */
export function bandWords(row: Pick<Row, 'bandIndex' | 'suppliesBoth'>): string {
  return `Palier ${row.bandIndex}, ${levelWords(row.suppliesBoth)}`;
}

/** What keeps a scale from being published, each named by its cell; empty when nothing does. */
export function scaleFaults(content: ScaleContent): readonly FieldRefusal[] {
  return [...sourceFaults(content), ...parameterFaults(content), ...rowFaults(content)];
}

function fault(path: string, code: string, cell: string, what: string): FieldRefusal {
  return { path, code, message: `${cell}${NARROW}: ${what}` };
}

function sourceFaults({ sourceNote }: ScaleContent): readonly FieldRefusal[] {
  return sourceNote.trim() === '' ? [fault('/sourceNote', 'MISSING', 'Source du barème', 'texte manquant')] : [];
}

function parameterFaults({ parameters }: ScaleContent): readonly FieldRefusal[] {
  const figures = [
    ['rate', 'Taux de la Psu'],
    ['meetingHoursPerPlace', 'Heures de concertation par place'],
    ['advanceRate', 'Taux d’acompte'],
  ] as const;
  const missing = figures
    .filter(([name]) => parameters[name] === null)
    .map(([name, cell]) => fault(`/parameters/${name}`, 'MISSING', cell, 'valeur manquante'));
  if (parameters.mode === 'BANDED') return missing;
  const ends = [
    ['linearFrom', 'Début de la diminution'],
    ['linearTo', 'Fin de la diminution'],
  ] as const;
  const missingEnds = ends
    .filter(([name]) => parameters[name] === null)
    .map(([name, cell]) => fault(`/parameters/${name}`, 'MISSING', cell, 'taux manquant'));
  const falls = (parameters.linearFrom ?? 0) < (parameters.linearTo ?? Infinity);
  return [
    ...missing,
    ...missingEnds,
    ...(falls
      ? []
      : [
          fault(
            '/parameters/linearTo',
            'INCONSISTENT',
            'Fin de la diminution',
            'taux égal ou inférieur à celui du début',
          ),
        ]),
  ];
}

function rowFaults(content: ScaleContent): readonly FieldRefusal[] {
  const placed = content.rows.map((row, index) => ({ ...row, path: `/rows/${index}` }));
  return [true, false].flatMap((suppliesBoth) => {
    const level = levelWords(suppliesBoth);
    const rows = placed
      .filter((row) => row.suppliesBoth === suppliesBoth)
      .toSorted((one, other) => one.bandIndex - other.bandIndex);
    if (rows.length === 0) return [fault('/rows', 'MISSING', `Paliers ${level}`, 'tous manquent')];
    const misnumbered = rows.find((row, index) => row.bandIndex !== index + 1);
    if (misnumbered !== undefined) {
      return [
        fault(
          `${misnumbered.path}/bandIndex`,
          'INCONSISTENT',
          `Paliers ${level}`,
          'ils se numérotent à partir de 1, sans manque ni doublon',
        ),
      ];
    }
    const cells = rows.flatMap((row) => cellFaults(row, content.parameters.rate));
    if (content.parameters.mode === 'BANDED') return [...cells, ...boundFaults(rows), ...orderFaults(rows)];
    return rows.length === 2
      ? [...cells, ...orderFaults(rows)]
      : [fault('/rows', 'INCONSISTENT', `Paliers ${level}`, 'un barème linéaire en a deux')];
  });
}

/** The greatest difference that the rounding of a published amount explains, in cents. */
const ROUNDING = 1;

function cellFaults(row: Placed, rate: number | null): readonly FieldRefusal[] {
  const name = bandWords(row);
  const faults: FieldRefusal[] = [];
  if (row.priceCap === null) faults.push(fault(`${row.path}/priceCap`, 'MISSING', name, 'prix plafond manquant'));
  if (row.sourceNote.trim() === '') faults.push(fault(`${row.path}/sourceNote`, 'MISSING', name, 'source manquante'));
  if (row.priceCap !== null && row.psuAmount !== null && rate !== null) {
    const expected = divideHalfUp(BigInt(row.priceCap) * BigInt(rate), 10_000n);
    if (Math.abs(expected - row.psuAmount) > ROUNDING) {
      faults.push(
        fault(
          `${row.path}/psuAmount`,
          'INCONSISTENT',
          name,
          `le montant publié n’est pas le prix plafond multiplié par le taux de la Psu (${formatHundredths(expected)}\u00a0€)`,
        ),
      );
    }
  }
  return faults;
}

/** A cap never rises with the billing rate: the bands exist to lower it (domain.md 3.2). */
function orderFaults(rows: readonly Placed[]): readonly FieldRefusal[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1]?.priceCap ?? null;
    if (before === null || row.priceCap === null || row.priceCap <= before) return [];
    return [
      fault(
        `${row.path}/priceCap`,
        'INCONSISTENT',
        bandWords(row),
        'prix plafond supérieur à celui du palier précédent',
      ),
    ];
  });
}

function boundFaults(rows: readonly Placed[]): readonly FieldRefusal[] {
  return rows.flatMap((row, index) => {
    const path = `${row.path}/bandUpperBound`;
    const name = bandWords(row);
    if (index === rows.length - 1) {
      return row.bandUpperBound === null
        ? []
        : [fault(path, 'INCONSISTENT', name, 'le dernier palier n’a pas de borne')];
    }
    if (row.bandUpperBound === null) return [fault(path, 'MISSING', name, 'borne manquante')];
    const before = index === 0 ? 0 : (rows[index - 1]!.bandUpperBound ?? 0);
    return row.bandUpperBound > before
      ? []
      : [fault(path, 'INCONSISTENT', name, 'borne égale ou inférieure à celle du palier précédent')];
  });
}
