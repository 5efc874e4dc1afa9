import type { ScaleContent, ScaleRow } from '@api/controls/reference.types';
import type { FieldError } from '@ui/errors/error-summary';
import { figureAsTyped } from '@ui/figures/format-figure';
import { parseFigure } from '@ui/figures/parse-figure';
import { fieldIdOf } from './reference-words';

/** One band as it is typed. */
export interface TypedRow {
  readonly bound: string;
  readonly inclusive: string;
  readonly priceCap: string;
  readonly psuAmount: string;
  readonly status: string;
  readonly sourceNote: string;
}

/** A scale as it is typed; `both` and `without` are the two levels of service, one row per band. */
export interface TypedScale {
  readonly sourceNote: string;
  readonly rate: string;
  readonly meetingHoursPerPlace: string;
  readonly advanceRate: string;
  readonly costBasis: string;
  readonly rgApplication: string;
  readonly mode: string;
  readonly linearFrom: string;
  readonly linearTo: string;
  readonly exceptionalHoursDecision: string;
  readonly both: readonly TypedRow[];
  readonly without: readonly TypedRow[];
}

export type Level = 'both' | 'without';
export const PREFIX = 'bareme';
export const MOST_BANDS = 6;

const typed = (value: number | null) => figureAsTyped(value, 'DECIMAL');

/** What the form shows of a content. */
export function typedScale(content: ScaleContent): TypedScale {
  const { parameters: p, rows } = content;
  const level = (suppliesBoth: boolean) =>
    rows
      .filter((row) => row.suppliesBoth === suppliesBoth)
      .toSorted((one, other) => one.bandIndex - other.bandIndex)
      .map(typedRow);
  return {
    sourceNote: content.sourceNote,
    rate: typed(p.rate),
    meetingHoursPerPlace: typed(p.meetingHoursPerPlace),
    advanceRate: typed(p.advanceRate),
    costBasis: p.costBasis,
    rgApplication: p.rgApplication,
    mode: p.mode,
    linearFrom: typed(p.linearFrom),
    linearTo: typed(p.linearTo),
    exceptionalHoursDecision: String(p.exceptionalHoursDecision),
    both: level(true),
    without: level(false),
  };
}

function typedRow(row: ScaleRow): TypedRow {
  return {
    bound: typed(row.bandUpperBound),
    inclusive: String(row.upperBoundInclusive),
    priceCap: typed(row.priceCap),
    psuAmount: typed(row.psuAmount),
    status: row.status,
    sourceNote: row.sourceNote,
  };
}

/** A band that says nothing yet. */
export const EMPTY_ROW: TypedRow = {
  bound: '',
  inclusive: 'true',
  priceCap: '',
  psuAmount: '',
  status: 'TO_CONFIRM',
  sourceNote: '',
};

/** The next exercise, prepared from one that exists: same parameters and bands, prices still to be found. */
export function nextScale(from: ScaleContent | null): TypedScale {
  if (from === null) {
    const parameters = {
      rate: 6_600,
      meetingHoursPerPlace: 0,
      costBasis: 'INVOICED',
      rgApplication: 'ON_NET',
      mode: 'BANDED',
      linearFrom: null,
      linearTo: null,
      advanceRate: 7_000,
      exceptionalHoursDecision: false,
    } as const;
    return { ...typedScale({ sourceNote: '', parameters, rows: [] }), both: [EMPTY_ROW], without: [EMPTY_ROW] };
  }
  const known = typedScale(from);
  const blank = (row: TypedRow): TypedRow => ({ ...EMPTY_ROW, bound: row.bound, inclusive: row.inclusive });
  return { ...known, sourceNote: '', both: known.both.map(blank), without: known.without.map(blank) };
}

/** Reads the form. A cell may stay empty, since a draft may be incomplete; what cannot be a figure is refused. */
export function readScale(
  form: TypedScale,
):
  { readonly ok: true; readonly value: ScaleContent } | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const figure = (path: string, text: string, cell: string, most: number): number | null => {
    const read = parseFigure(text, 'DECIMAL');
    const refuse = (message: string) => {
      errors.push({ fieldId: fieldIdOf(PREFIX, path), message: `${cell}\u202f: ${message}` });
      return null;
    };
    if (!read.ok) return refuse(read.message);
    if (read.value !== null && read.value > most) return refuse('ce nombre est trop grand.');
    return read.value;
  };
  const rowsOf = (level: Level, first: number) =>
    form[level].map((row, index): ScaleRow => {
      const path = `/rows/${first + index}`;
      const cell = `Palier ${index + 1}, ${levelWords(level)}`;
      const last = index === form[level].length - 1;
      const price = (name: string, text: string) => {
        const value = figure(`${path}/${name}`, text, cell, 100_000);
        if (value === 0) {
          errors.push({
            fieldId: fieldIdOf(PREFIX, `${path}/${name}`),
            message: `${cell}\u202f: un prix ne peut être nul.`,
          });
        }
        return value;
      };
      return {
        suppliesBoth: level === 'both',
        bandIndex: index + 1,
        bandUpperBound:
          form.mode === 'LINEAR' && last ? null : figure(`${path}/bandUpperBound`, row.bound, cell, 100_000),
        upperBoundInclusive: row.inclusive === 'true',
        priceCap: price('priceCap', row.priceCap),
        psuAmount: price('psuAmount', row.psuAmount),
        status: row.status as ScaleRow['status'],
        sourceNote: row.sourceNote.trim(),
      };
    });
  const value: ScaleContent = {
    sourceNote: form.sourceNote.trim(),
    parameters: {
      rate: figure('/parameters/rate', form.rate, 'Taux de la Psu', 10_000),
      meetingHoursPerPlace: figure(
        '/parameters/meetingHoursPerPlace',
        form.meetingHoursPerPlace,
        'Heures de concertation par place',
        100_000,
      ),
      costBasis: form.costBasis as ScaleContent['parameters']['costBasis'],
      rgApplication: form.rgApplication as ScaleContent['parameters']['rgApplication'],
      mode: form.mode as ScaleContent['parameters']['mode'],
      linearFrom: linear(form, () =>
        figure('/parameters/linearFrom', form.linearFrom, 'Début de la diminution', 100_000),
      ),
      linearTo: linear(form, () => figure('/parameters/linearTo', form.linearTo, 'Fin de la diminution', 100_000)),
      advanceRate: figure('/parameters/advanceRate', form.advanceRate, 'Taux d’acompte', 10_000),
      exceptionalHoursDecision: form.exceptionalHoursDecision === 'true',
    },
    rows: [...rowsOf('both', 0), ...rowsOf('without', form.both.length)],
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

function linear(form: TypedScale, read: () => number | null): number | null {
  return form.mode === 'LINEAR' ? read() : null;
}

export function levelWords(level: Level): string {
  return level === 'both' ? 'avec couches et repas' : 'sans couches ni repas';
}

/** Gives both levels a number of bands: the last ones go, new ones are empty. */
export function withBands(form: TypedScale, count: number): TypedScale {
  const resize = (rows: readonly TypedRow[]) =>
    Array.from({ length: count }, (_, index) => rows[index] ?? EMPTY_ROW).map((row, index) =>
      index === count - 1 ? { ...row, bound: '' } : row,
    );
  return { ...form, both: resize(form.both), without: resize(form.without) };
}
