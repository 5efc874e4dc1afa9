import { letterOf } from '../model.ts';
import { layout } from '../modulation-workbook.ts';
import type { Archive } from './archive.ts';
import { mostColumns, mostRows, textContent, type CellContent, type Cells } from './cells.ts';
import { refuseFile } from './refused-file.ts';
import { readXml } from './xml.ts';

/** Parts of a workbook that does more than hold figures. */
const active = /^(Basic|Scripts|Dialogs|Object[^/]*|ObjectReplacements|database)\//i;

/** Elements that bring something from elsewhere, or do something by themselves. */
const foreign: ReadonlySet<string> = new Set([
  ...['script:event-listener', 'office:script', 'table:table-source', 'table:cell-range-source', 'office:dde-source'],
  ...['table:dde-link', 'draw:object', 'draw:object-ole', 'draw:plugin', 'draw:applet', 'draw:floating-frame'],
]);

/** Cells of our sheet in an OpenDocument workbook. */
export function readOds(archive: Archive): Cells {
  if (archive.names.some((name) => active.test(name))) throw refuseFile('ACTIVE_CONTENT');
  const content = archive.text('content.xml');
  if (content === undefined) throw refuseFile('NOT_OURS');
  for (const name of ['META-INF/manifest.xml', 'styles.xml', 'settings.xml', 'meta.xml']) {
    readXml(archive.text(name) ?? '<absent/>', { open: refuseForeign });
  }
  return cellsOf(content);
}

function refuseForeign(name: string, attributes: Readonly<Record<string, string>>): void {
  if (foreign.has(name)) throw refuseFile('ACTIVE_CONTENT');
  const target = attributes['xlink:href'];
  if (target !== undefined && target !== '' && !target.startsWith('#')) throw refuseFile('ACTIVE_CONTENT');
}

function cellsOf(part: string): Cells {
  const cells: Cells = new Map();
  let inSheet = false;
  let row = 0;
  let rowsRepeated = 1;
  let column = 0;
  let columnsRepeated = 1;
  let cell: Readonly<Record<string, string>> | null = null;
  let words = '';
  let inNote = 0;
  const keep = (content: CellContent) => {
    for (let down = 0; down < rowsRepeated && row + down < mostRows; down += 1) {
      for (let right = 0; right < columnsRepeated && column + right < mostColumns; right += 1) {
        cells.set(`${letterOf(column + right)}${row + down + 1}`, content);
      }
    }
  };
  readXml(part, {
    open: (name, attributes) => {
      refuseForeign(name, attributes);
      if (name === 'table:table') inSheet = attributes['table:name'] === layout.sheet;
      if (!inSheet) return;
      if (name === 'table:table-row') {
        rowsRepeated = repeats(attributes['table:number-rows-repeated']);
        column = 0;
      }
      if (isCell(name)) {
        columnsRepeated = repeats(attributes['table:number-columns-repeated']);
        cell = attributes;
        words = '';
      }
      if (name === 'office:annotation') inNote += 1;
      if (name === 'text:s') words += ' '.repeat(Math.min(repeats(attributes['text:c']), 60));
    },
    text: (text) => {
      if (cell !== null && inNote === 0 && words.length < 1_000) words += text;
    },
    close: (name) => {
      if (!inSheet) return;
      if (name === 'office:annotation') inNote -= 1;
      if (name === 'table:table') inSheet = false;
      if (name === 'table:table-row') row += rowsRepeated;
      if (!isCell(name) || cell === null) return;
      const content = contentOf(cell, words);
      if (content !== null) keep(content);
      column += columnsRepeated;
      cell = null;
    },
  });
  return cells;
}

const isCell = (name: string) => name === 'table:table-cell' || name === 'table:covered-table-cell';

function repeats(said: string | undefined): number {
  const times = Number(said ?? 1);
  return Number.isInteger(times) && times > 0 ? times : 1;
}

function contentOf(cell: Readonly<Record<string, string>>, words: string): CellContent | null {
  if (cell['table:formula'] !== undefined) return { kind: 'formula' };
  switch (cell['office:value-type']) {
    case undefined:
      return textContent(words.trim());
    case 'time':
      return timeOf(cell['office:time-value'] ?? '');
    case 'float':
    case 'percentage':
    case 'currency': {
      const number = Number(cell['office:value']);
      return Number.isFinite(number) ? { kind: 'number', number } : null;
    }
    default:
      return textContent(cell['office:string-value'] ?? words);
  }
}

/** `PT07H30M00S` as a fraction of a day. */
function timeOf(duration: string): CellContent | null {
  const [, hours, minutes, seconds] = /^PT(\d+)H(\d+)M(\d+(?:\.\d+)?)S$/.exec(duration) ?? [];
  if (hours === undefined) return textContent(duration);
  return { kind: 'number', number: (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) / 86_400 };
}
