import { type CellKind, parisMinute, type Sheet } from './sheet.ts';
import { xmlText } from './xml-text.ts';
import { zipStream } from './zip.ts';

/** What an OpenDocument spreadsheet says it is. */
export const odsType = 'application/vnd.oasis.opendocument.spreadsheet';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'urn:oasis:names:tc:opendocument:xmlns';
const manifest = `${head}<manifest:manifest xmlns:manifest="${namespace}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${odsType}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;

const styles = `<number:number-style style:name="N1"><number:number number:min-integer-digits="1" number:decimal-places="2" number:min-decimal-places="2" number:grouping="true"/></number:number-style>
<number:date-style style:name="N2"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:date-style style:name="N3"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<style:style style:name="heading" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="euros" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="instant" style:family="table-cell" style:data-style-name="N3"/>`;

/**
 * An OpenDocument spreadsheet of one sheet, zipped as its rows come: what is held at once is one batch. Numbers and days are
 * numbers; texts are texts, and a formula is an attribute that no cell here has.
 */
export async function* odsOf<Row>({ title, columns, batches }: Sheet<Row>): AsyncGenerator<Uint8Array> {
  const zip = zipStream();
  // First and as it is: the file is told by it.
  zip.file('mimetype', { stored: true })(odsType, true);
  zip.file('META-INF/manifest.xml')(manifest, true);
  const content = zip.file('content.xml');
  const widths = columns.map(
    ({ width }, index) =>
      `<style:style style:name="c${index}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.21).toFixed(2)}cm"/></style:style>`,
  );
  const named = columns.map((_, index) => `<table:table-column table:style-name="c${index}"/>`);
  const headings = columns.map(({ heading }) => textCell(heading, ' table:style-name="heading"'));
  content(
    `${head}<office:document-content xmlns:office="${namespace}:office:1.0" xmlns:table="${namespace}:table:1.0" xmlns:text="${namespace}:text:1.0" xmlns:style="${namespace}:style:1.0" xmlns:number="${namespace}:datastyle:1.0" xmlns:fo="${namespace}:xsl-fo-compatible:1.0" office:version="1.3"><office:automatic-styles>${styles}${widths.join('')}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="${xmlText(title)}">${named.join('')}<table:table-header-rows><table:table-row>${headings.join('')}</table:table-row></table:table-header-rows>`,
  );
  yield* zip.taken();
  for await (const rows of batches) {
    const xml = rows.map((row) => {
      const cells = columns.map(({ kind, value }) => cell(kind, value(row)));
      return `<table:table-row>${cells.join('')}</table:table-row>`;
    });
    content(xml.join(''));
    yield* zip.taken();
  }
  content('</table:table></office:spreadsheet></office:body></office:document-content>', true);
  zip.end();
  yield* zip.taken();
}

function cell(kind: CellKind, value: string | number | null): string {
  if (value === null || value === '') return '<table:table-cell/>';
  switch (kind) {
    case 'text':
      return textCell(String(value));
    case 'number':
      return `<table:table-cell office:value-type="float" office:value="${Number(value)}"/>`;
    case 'euros':
      return `<table:table-cell table:style-name="euros" office:value-type="float" office:value="${Number(value) / 100}"/>`;
    case 'day':
      return dateCell('day', String(value));
    case 'instant':
      return dateCell('instant', `${parisMinute(String(value)).replace(' ', 'T')}:00`);
  }
}

function dateCell(style: string, date: string): string {
  return `<table:table-cell table:style-name="${style}" office:value-type="date" office:date-value="${xmlText(date)}"/>`;
}

/** Each line of the text is a paragraph of the cell. */
function textCell(value: string, style = ''): string {
  const lines = value.split(/\r\n|\r|\n/).map((line) => `<text:p>${spaced(line)}</text:p>`);
  return `<table:table-cell${style} office:value-type="string">${lines.join('')}</table:table-cell>`;
}

/** OpenDocument folds spaces: those after the first, and tabs, are elements. */
function spaced(line: string): string {
  return xmlText(line)
    .replaceAll('\t', '<text:tab/>')
    .replace(/^ | {2,}/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);
}
