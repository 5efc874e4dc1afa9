import { layout } from '../modulation-workbook.ts';
import type { Archive } from './archive.ts';
import { mostColumns, mostRows, textContent, type CellContent, type Cells } from './cells.ts';
import { refuseFile } from './refused-file.ts';
import { readXml } from './xml.ts';

/** Parts of a workbook that does more than hold figures. */
const active =
  /vbaProject|vbaData|macrosheets?\/|dialogsheets?\/|externalLinks?\/|embeddings?\/|activeX\/|ctrlProps\/|connections\.xml|queryTables?\/|webextensions?\/|\.bin$/i;
const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** Cells of our sheet in a workbook of Excel, or of a spreadsheet that writes the same. */
export function readXlsx(archive: Archive): Cells {
  if (archive.names.some((name) => active.test(name) && !/printerSettings\d*\.bin$/i.test(name))) {
    throw refuseFile('ACTIVE_CONTENT');
  }
  const types = archive.text('[Content_Types].xml') ?? '';
  if (/macroEnabled|vbaProject/i.test(types)) throw refuseFile('ACTIVE_CONTENT');
  for (const name of archive.names.filter((each) => each.endsWith('.rels'))) refuseExternal(archive.text(name) ?? '');
  const sheet = archive.text(sheetPath(archive));
  if (sheet === undefined) throw refuseFile('NOT_OURS');
  return cellsOf(sheet, stringsOf(archive.text('xl/sharedStrings.xml')));
}

function refuseExternal(relations: string): void {
  readXml(relations, {
    open: (name, { TargetMode }) => {
      if (local(name) === 'Relationship' && TargetMode === 'External') throw refuseFile('ACTIVE_CONTENT');
    },
  });
}

/** Where the sheet of our name stands. */
function sheetPath(archive: Archive): string {
  const workbook = archive.text('xl/workbook.xml');
  if (workbook === undefined) throw refuseFile('NOT_OURS');
  let relation: string | undefined;
  readXml(workbook, {
    open: (name, attributes) => {
      if (local(name) === 'sheet' && attributes['name'] === layout.sheet) relation = attributes['r:id'];
    },
  });
  let target: string | undefined;
  readXml(archive.text('xl/_rels/workbook.xml.rels') ?? '', {
    open: (name, { Id, Target }) => {
      if (local(name) === 'Relationship' && Id === relation) target = Target;
    },
  });
  if (relation === undefined || target === undefined) throw refuseFile('NOT_OURS');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function stringsOf(part: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let words = '';
  let inText = false;
  let phonetic = false;
  readXml(part, {
    open: (name) => {
      if (local(name) === 'si') words = '';
      if (local(name) === 'rPh') phonetic = true;
      if (local(name) === 't') inText = true;
    },
    text: (text) => {
      if (inText && !phonetic) words += text;
    },
    close: (name) => {
      if (local(name) === 't') inText = false;
      if (local(name) === 'rPh') phonetic = false;
      if (local(name) === 'si') strings.push(words);
    },
  });
  return strings;
}

function cellsOf(part: string, strings: readonly string[]): Cells {
  const cells: Cells = new Map();
  let at = '';
  let type = '';
  let words = '';
  let formula = false;
  let reading = false;
  readXml(part, {
    open: (name, attributes) => {
      switch (local(name)) {
        case 'c':
          at = attributes['r'] ?? '';
          type = attributes['t'] ?? 'n';
          words = '';
          formula = false;
          return;
        case 'f':
          formula = true;
          return;
        case 'v':
        case 't':
          reading = true;
      }
    },
    text: (text) => {
      if (reading) words += text;
    },
    close: (name) => {
      if (local(name) === 'v' || local(name) === 't') reading = false;
      if (local(name) !== 'c' || !isOurs(at)) return;
      const content = formula ? ({ kind: 'formula' } as const) : contentOf(type, words, strings);
      if (content !== null) cells.set(at, content);
    },
  });
  return cells;
}

function isOurs(address: string): boolean {
  const [, letter = '', row = ''] = /^([A-Z])(\d{1,4})$/.exec(address) ?? [];
  return letter !== '' && letter.charCodeAt(0) - 65 < mostColumns && Number(row) <= mostRows;
}

function contentOf(type: string, words: string, strings: readonly string[]): CellContent | null {
  if (words === '') return null;
  switch (type) {
    case 's':
      return textContent(strings[Number(words)] ?? '');
    case 'n':
      return Number.isFinite(Number(words)) ? { kind: 'number', number: Number(words) } : textContent(words);
    default:
      return textContent(words);
  }
}
