import { type CellKind, looksLikeFormula, parisMinute, type Sheet } from './sheet.ts';
import { writable } from './xml-text.ts';

/**
 * CSV as French spreadsheets open it: UTF-8 with its mark, semicolons, decimal commas, days as jj/mm/aaaa. A text that could
 * be a formula gets an apostrophe before it.
 */
export async function* csvOf<Row>({ columns, batches }: Sheet<Row>): AsyncGenerator<Buffer> {
  const headings = columns.map(({ heading }) => quoted(heading)).join(';');
  yield Buffer.from(`\uFEFF${headings}\r\n`);
  for await (const rows of batches) {
    const lines = rows.map((row) => columns.map(({ kind, value }) => quoted(written(kind, value(row)))).join(';'));
    yield Buffer.from(`${lines.join('\r\n')}\r\n`);
  }
}

function written(kind: CellKind, value: string | number | null): string {
  if (value === null) return '';
  switch (kind) {
    case 'text':
      return `${looksLikeFormula(String(value)) ? "'" : ''}${writable(String(value))}`;
    case 'number':
      return String(value);
    case 'euros':
      return (Number(value) / 100).toFixed(2).replace('.', ',');
    case 'day':
      return french(String(value));
    case 'instant': {
      const [day = '', minute = ''] = parisMinute(String(value)).split(' ');
      return `${french(day)} ${minute}`;
    }
  }
}

function french(day: string): string {
  return day.split('-').reverse().join('/');
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
