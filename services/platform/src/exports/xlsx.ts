import { type CellKind, type Column, looksLikeFormula, parisMinute, type Sheet } from './sheet.ts';
import { xmlText } from './xml-text.ts';
import { zipStream } from './zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in `cellXfs` of {@link styles}. */
const style = { heading: 1, euros: 2, day: 3, instant: 4, quoted: 5 } as const;

const styles = `${head}<styleSheet xmlns="${main}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs>
</styleSheet>`;

/**
 * An XLSX workbook of one sheet, zipped as its rows come: what is held at once is one batch. Numbers and days are numbers,
 * texts are texts and never formulas. Strings stand in their cells, since a shared table would have to be held to the end.
 */
export async function* xlsxOf<Row>({ title, columns, batches }: Sheet<Row>): AsyncGenerator<Uint8Array> {
  const zip = zipStream();
  for (const [name, content] of fixedFiles(title)) zip.file(name)(content, true);
  const sheet = zip.file('xl/worksheets/sheet1.xml');
  sheet(opening(columns));
  yield* zip.taken();
  let line = 1;
  for await (const rows of batches) {
    const xml = rows.map((row) => {
      line += 1;
      const cells = columns.map(({ kind, value }, index) => cell(`${letters(index + 1)}${line}`, kind, value(row)));
      return `<row r="${line}">${cells.join('')}</row>`;
    });
    sheet(xml.join(''));
    yield* zip.taken();
  }
  sheet(`</sheetData><autoFilter ref="A1:${letters(columns.length)}${line}"/></worksheet>`, true);
  zip.end();
  yield* zip.taken();
}

function fixedFiles(title: string): [string, string][] {
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${text(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles],
  ];
}

function opening(columns: readonly Pick<Column<never>, 'heading' | 'width'>[]): string {
  const widths = columns.map(({ width }, index) => {
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  const headings = columns.map(({ heading }, index) => textCell(`${letters(index + 1)}1`, heading, style.heading));
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`;
}

function cell(at: string, kind: CellKind, value: string | number | null): string {
  if (value === null || value === '') return `<c r="${at}"/>`;
  switch (kind) {
    case 'text':
      return textCell(at, String(value), looksLikeFormula(String(value)) ? style.quoted : 0);
    case 'number':
      return `<c r="${at}"><v>${Number(value)}</v></c>`;
    case 'euros':
      return `<c r="${at}" s="${style.euros}"><v>${Number(value) / 100}</v></c>`;
    case 'day':
      return `<c r="${at}" s="${style.day}"><v>${serial(String(value))}</v></c>`;
    case 'instant':
      return `<c r="${at}" s="${style.instant}"><v>${serial(parisMinute(String(value)).replace(' ', 'T'))}</v></c>`;
  }
}

function textCell(at: string, value: string, place: number): string {
  return `<c r="${at}" s="${place}" t="inlineStr"><is><t xml:space="preserve">${text(value)}</t></is></c>`;
}

/** Days since 30 December 1899, as spreadsheets count them. */
function serial(local: string): number {
  const minutes = Date.parse(local.length === 10 ? `${local}T00:00Z` : `${local}Z`) / 60_000;
  return minutes / 1_440 + 25_569;
}

const longestCell = 32_767;

/** Text as XML holds it; `_x0041_` would be read as an escaped character, hence its own escape. */
function text(value: string): string {
  return xmlText(value.slice(0, longestCell).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? `${letters(Math.floor((column - 1) / 26))}${last}` : last;
}
