import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../pure/refusal.ts';

/** What a list must look like: its columns, and how long it may be. */
export interface ListShape {
  /** Headings, as the template writes them; their order in the file is free, accents and capitals do not count. */
  readonly columns: readonly string[];
  /** Lines under the headings, at most. */
  readonly mostLines: number;
}

/** A line under the headings. */
export interface ListRow {
  /** Its number in the file, the headings being line 1. */
  readonly line: number;
  /** By heading, as the shape writes it; without surrounding spaces. */
  readonly cells: Readonly<Record<string, string>>;
  /** French sentence: why the line cannot be used as it stands. */
  readonly fault: string | undefined;
}

/** Largest file accepted, bytes. */
export const mostBytes = 2 * 1024 * 1024;

const separators = [';', ',', '\t'] as const;
/** What else a spreadsheet may have been told to write: named in the refusal. */
const otherSeparators = ['|', ':', '~', ' '] as const;
/** Longest line of headings and longest line that can be one of a list. */
const mostLetters = 20_000;
const formula = /^[=+\-@\t\r]/;
// Tab, line feed and carriage return are the only control characters of a text file.
const controls: ReadonlySet<number> = new Set(
  Array.from({ length: 32 }, (_, code) => code).filter((code) => code !== 9 && code !== 10 && code !== 13),
);

/**
 * Reads a list that a person made in a spreadsheet and saved as CSV, whatever the spreadsheet did with separator and
 * encoding. What cannot be a list is refused whole; a line that cannot be used is kept with its fault, so that the person
 * sees all of them at once.
 */
export function readList(content: Uint8Array, shape: ListShape): readonly ListRow[] | Refusal {
  const text = textOf(content);
  if (text instanceof Refusal) return text;
  if (text.trim() === '') return refuse('FILE_EMPTY');
  const heading = headingOf(text, shape);
  if (heading instanceof Refusal) return heading;
  // One line more than allowed is enough to know; the rest of a huge file is not looked at.
  const records = recordsOf(text, heading.separator, shape.mostLines + 2);
  if (records instanceof Refusal) return records;
  const [, ...filled] = records;
  if (filled.length === 0) return refuse('FILE_EMPTY');
  if (filled.length > shape.mostLines)
    return refuse('TOO_MANY_LINES', new Intl.NumberFormat('fr').format(shape.mostLines));
  return filled.map(({ line, cells }) => rowOf(line, cells, heading));
}

/** UTF-8 with or without its mark; otherwise Windows-1252, which is what French spreadsheets write. */
function textOf(content: Uint8Array): string | Refusal {
  if (content.length > mostBytes) return refuse('FILE_TOO_LARGE');
  const begins = (...bytes: number[]) => bytes.every((byte, index) => content[index] === byte);
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return refuse('FILE_UTF16');
  if (begins(0x50, 0x4b) || begins(0xd0, 0xcf, 0x11, 0xe0)) return refuse('FILE_WORKBOOK');
  if (begins(0x25, 0x50, 0x44, 0x46)) return refuse('FILE_BINARY');
  if (content.includes(0) && zeroesEveryOther(content)) return refuse('FILE_UTF16');
  if (content.some((byte) => controls.has(byte))) return refuse('FILE_BINARY');
  const text = decoded(content);
  // Bytes without a letter in Windows-1252.
  return typeof text === 'string' && /[\u0080-\u009f]/.test(text) ? refuse('FILE_BINARY') : text;
}

function decoded(content: Uint8Array): string | Refusal {
  // What is not UTF-8 becomes U+FFFD here; a file that holds that very letter is as spoilt.
  const text = new TextDecoder('utf-8').decode(content);
  if (!text.includes('\ufffd')) return text;
  // Mostly letters written on several bytes that do read as UTF-8: it is that, and damaged. In Windows-1252 hardly any does.
  const marked = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
  const lettersRead = text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0;
  const lettersLost = text.match(/\ufffd/g)?.length ?? 0;
  if (marked || lettersRead > lettersLost) return refuse('FILE_ENCODING');
  return new TextDecoder('windows-1252').decode(content);
}

/** Letters of UTF-16 without its mark: one byte in two is zero, always on the same side. */
function zeroesEveryOther(content: Uint8Array): boolean {
  const sample = [...content.subarray(0, 200)];
  const zeroes = sample.flatMap((byte, index) => (byte === 0 ? [index % 2] : []));
  return zeroes.length >= sample.length / 3 && new Set(zeroes).size === 1;
}

interface Heading {
  readonly separator: (typeof separators)[number];
  /** Columns, in the order of the file. */
  readonly names: readonly string[];
}

/** The separator that gives the headings of the shape. */
function headingOf(text: string, shape: ListShape): Heading | Refusal {
  const [first = ''] = text.slice(0, mostLetters).split(/\r\n|\r|\n/, 1);
  const expected = shape.columns.join(';');
  const wanted = new Map(shape.columns.map((column) => [headingKey(column), column]));
  for (const separator of [...separators, ...otherSeparators]) {
    const names = first.split(separator).map((cell) => wanted.get(headingKey(unquoted(cell))));
    const known = names.filter((name) => name !== undefined);
    const once = new Set(known).size === shape.columns.length;
    if (!once || names.length !== shape.columns.length) continue;
    const usual = separators.find((each) => each === separator);
    return usual === undefined ? refuse('SEPARATOR_UNKNOWN', separator) : { separator: usual, names: known };
  }
  return refuse('HEADINGS_UNKNOWN', expected);
}

const unquoted = (cell: string) => cell.trim().replace(/^"(.*)"$/, '$1');

/** Headings are compared without accents, capitals nor kind of apostrophe. */
function headingKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[’'\s]+/g, ' ')
    .trim();
}

function recordsOf(text: string, separator: string, most: number): { line: number; cells: string[] }[] | Refusal {
  try {
    const read = parse(text, {
      delimiter: separator,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: mostLetters,
      to: most,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return read.map(({ info, record }) => ({
      // The parser counts the lines it has read; a cell that holds line breaks ends further down than it begins.
      line: info.lines - record.reduce((breaks, cell) => breaks + (cell.match(/\n/g)?.length ?? 0), 0),
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = String((error as { readonly lines?: number }).lines ?? '?');
    return refuse(error.code === 'CSV_MAX_RECORD_SIZE' && !text.includes('"') ? 'LINE_TOO_LONG' : 'FILE_QUOTES', line);
  }
}

function rowOf(line: number, cells: readonly string[], { names, separator }: Heading): ListRow {
  const read = Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()]));
  const suspect = names.find(
    (_, index) => formula.test(cells[index] ?? '') || formula.test((cells[index] ?? '').trim()),
  );
  const fault =
    suspect === undefined
      ? shapeFault(cells, names.length, separator)
      : `La cellule « ${suspect} » commence comme une formule (=, +, -, @ ou tabulation) : écrivez un texte simple.`;
  return { line, cells: read, fault: fault && spaced(fault) };
}

/** A line separated otherwise than the headings, or with more cells than they are. */
function shapeFault(cells: readonly string[], expected: number, separator: string): string | undefined {
  const [only = ''] = cells;
  if (cells.length === 1 && separators.some((other) => other !== separator && only.split(other).length >= expected)) {
    return `La ligne n’est pas séparée par ${separatorWords(separator)}, comme le sont les en-têtes.`;
  }
  const tooMany = cells.length > expected && cells.slice(expected).some((cell) => cell.trim() !== '');
  return tooMany ? `La ligne a ${cells.length} cellules, ${expected} sont attendues.` : undefined;
}

function separatorWords(separator: string): string {
  return separator === '\t' ? 'une tabulation' : `« ${separator} »`;
}

const sentences = {
  FILE_TOO_LARGE: 'Le fichier dépasse 2 Mo. Partagez la liste en plusieurs fichiers.',
  FILE_UTF16:
    'Ce fichier est enregistré en « texte Unicode » (UTF-16). Enregistrez-le au format « CSV UTF-8 », puis recommencez.',
  FILE_WORKBOOK:
    'Ce fichier est un classeur (Excel ou LibreOffice), pas une liste CSV. Dans le tableur, choisissez « Enregistrer sous », puis « CSV UTF-8 ».',
  FILE_BINARY: 'Ce fichier n’est pas un fichier de texte. Enregistrez votre liste au format « CSV UTF-8 ».',
  FILE_ENCODING:
    'Certaines lettres de ce fichier ne peuvent pas être lues : il a été abîmé en route. Enregistrez votre liste de nouveau au format « CSV UTF-8 », puis recommencez.',
  SEPARATOR_UNKNOWN:
    'Les colonnes de ce fichier sont séparées par « {0} ». Enregistrez votre liste avec des points-virgules entre les colonnes, puis recommencez.',
  LINE_TOO_LONG: 'La ligne {0} est trop longue pour une liste. Vérifiez qu’il ne manque pas de retour à la ligne.',
  FILE_EMPTY: 'Le fichier ne contient aucune ligne sous les en-têtes.',
  FILE_QUOTES: 'Les guillemets de la ligne {0} ne se referment pas. Corrigez cette ligne, puis recommencez.',
  HEADINGS_UNKNOWN: 'La première ligne doit porter ces en-têtes, et aucun autre : {0}',
  TOO_MANY_LINES: 'Le fichier contient plus de {0} lignes. Partagez-le en plusieurs fichiers.',
} as const;

function refuse(code: keyof typeof sentences, ...values: readonly string[]): Refusal {
  const detail = sentences[code].replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
  return new Refusal('rule', code, spaced(detail));
}

const spaced = (sentence: string) => sentence.replace(/ ([:;!?])/g, '\u202f$1');
