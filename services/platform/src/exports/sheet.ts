/** How the values of a column are written. */
export type CellKind =
  | 'text'
  | 'number'
  /** Integer cents, or hundredths of another unit; shown with two decimals. */
  | 'euros'
  /** ISO day. */
  | 'day'
  /** ISO instant; shown as of Paris, to the minute. */
  | 'instant';

/** A column of a table to export; null leaves the cell empty. */
export interface Column<Row> {
  readonly heading: string;
  readonly kind: CellKind;
  /** In characters, for XLSX. */
  readonly width: number;
  readonly value: (row: Row) => string | number | null;
}

/** A table to export. Rows come in batches, so that no more than one of them is held. */
export interface Sheet<Row> {
  /** Of the sheet in XLSX: at most 31 characters, none of `[]:*?/\`. */
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly batches: AsyncIterable<readonly Row[]>;
}

/** Rows read at once. */
export const batchSize = 500;

/**
 * Batches read one after the other, each by the key of the last row of the one before: no connection and no transaction is
 * held while a slow reader takes what was read.
 * @param read at most {@link batchSize} rows after a row, in a total order; null asks for the first ones
 */
export async function* batchesOf<Row>(
  read: (after: Row | null) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let last: Row | null = null;
  for (;;) {
    const rows: readonly Row[] = await read(last);
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    last = rows.at(-1) ?? null;
  }
}

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant in Paris as `2016-03-12 09:05`. */
export function parisMinute(instant: string): string {
  return paris.format(new Date(instant));
}

/**
 * Signs with which a spreadsheet begins a formula; the full-width ones are read as such by some, and some drop the blanks,
 * marks and controls before them.
 */
const formula = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

/** True for a text that a spreadsheet could take for a formula. */
export function looksLikeFormula(text: string): boolean {
  return formula.test(text);
}
