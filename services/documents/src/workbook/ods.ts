import { strToU8, zipSync } from 'fflate';
import { letterOf, type Cell, type Validation, type Workbook, type WorkbookSheet } from './model.ts';
import { openFormula } from './open-formula.ts';

const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const office = 'urn:oasis:names:tc:opendocument:xmlns';
const namespaces = [
  ...['office', 'table', 'style', 'text', 'meta'].map((name) => `xmlns:${name}="${office}:${name}:1.0"`),
  `xmlns:number="${office}:datastyle:1.0"`,
  `xmlns:fo="${office}:xsl-fo-compatible:1.0"`,
  `xmlns:config="${office}:config:1.0"`,
  `xmlns:of="${office}:of:1.2"`,
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
].join(' ');

/**
 * A workbook as OpenDocument writes it. Formulas carry no result, so that LibreOffice works them out; the type of the file
 * comes first in it and is not compressed, as the standard wants.
 */
export function odsWorkbook(workbook: Workbook): Buffer {
  const file = (content: string) => strToU8(content);
  return Buffer.from(
    zipSync(
      {
        mimetype: [file(mimetype), { level: 0 }],
        'META-INF/manifest.xml': file(manifest),
        'content.xml': file(contentOf(workbook)),
        'styles.xml': file(
          `${head}<office:document-styles ${namespaces} office:version="1.3"><office:styles/></office:document-styles>`,
        ),
        'settings.xml': file(settingsOf(workbook)),
        'meta.xml': file(
          `${head}<office:document-meta ${namespaces} office:version="1.3"><office:meta><dc:title>${escaped(workbook.title)}</dc:title><dc:language>fr-FR</dc:language><meta:generator>Portail Caf partenaires</meta:generator></office:meta></office:document-meta>`,
        ),
      },
      // The date of a part would make two files of the same content differ.
      { mtime: '1980-01-01T00:00:00Z' },
    ),
  );
}

const manifest = `${head}<manifest:manifest xmlns:manifest="${office}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mimetype}"/>${[
  'content.xml',
  'styles.xml',
  'settings.xml',
  'meta.xml',
]
  .map((name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`)
  .join('')}</manifest:manifest>`;

function contentOf({ sheets }: Workbook): string {
  const validations = sheets.flatMap((sheet) => sheet.validations.map((each) => validationOf(sheet, each)));
  return `${head}<office:document-content ${namespaces} office:version="1.3"><office:automatic-styles>${cellStyles}${sheets
    .flatMap(({ widths }, index) => widths.map((width, column) => columnStyle(`co${index}-${column}`, width)))
    .join('')}</office:automatic-styles><office:body><office:spreadsheet>${
    // Otherwise two names of a period that differ by a capital would be two periods, unlike in Excel.
    '<table:calculation-settings table:case-sensitive="false" table:automatic-find-labels="false" table:use-regular-expressions="false"/>'
  }${validations.length === 0 ? '' : `<table:content-validations>${validations.join('')}</table:content-validations>`}${sheets
    .map((sheet, index) => tableOf(sheet, index))
    .join('')}</office:spreadsheet></office:body></office:document-content>`;
}

const numberStyles = [
  '<number:number-style style:name="whole"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>',
  '<number:number-style style:name="decimal"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
  '<number:time-style style:name="time" number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>',
].join('');

const style = (name: string, data: string, cell: string, paragraph: string, words: string) =>
  `<style:style style:name="${name}" style:family="table-cell"${data === '' ? '' : ` style:data-style-name="${data}"`}><style:table-cell-properties ${cell}/>${paragraph === '' ? '' : `<style:paragraph-properties ${paragraph}/>`}<style:text-properties ${words}/></style:style>`;

const locked = 'style:cell-protect="protected" style:vertical-align="top"';
const open = 'style:cell-protect="none" fo:background-color="#fff8e1" fo:border="0.5pt solid #8a8a8a"';
const plain = 'fo:font-size="11pt"';
const bold = `${plain} fo:font-weight="bold"`;
const cellStyles = [
  numberStyles,
  style('title', '', locked, '', 'fo:font-size="14pt" fo:font-weight="bold"'),
  style('heading', '', locked, '', bold),
  style('label', '', locked, '', bold),
  style('text', '', locked, '', plain),
  style('alert', '', locked, '', `${plain} fo:color="#b00020"`),
  style('wrapped', '', `${locked} fo:wrap-option="wrap"`, '', plain),
  style('result-words', '', locked, '', `${plain} fo:color="#b00020"`),
  ...['whole', 'decimal', 'time'].flatMap((shown) => [
    style(`result-${shown}`, shown, locked, 'fo:text-align="end"', bold),
    style(`entry-${shown}`, shown, open, '', plain),
  ]),
  style('entry-words', '', open, '', plain),
].join('');

function columnStyle(name: string, width: number): string {
  return `<style:style style:name="${name}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.2).toFixed(1)}cm"/></style:style>`;
}

function validationName(sheet: WorkbookSheet, { range }: Validation): string {
  return `${sheet.name}-${range.charAt(0)}`;
}

function validationOf(sheet: WorkbookSheet, validation: Validation): string {
  const { rule, range, help, refusal } = validation;
  const [from = ''] = range.split(':');
  const condition =
    rule.kind === 'length'
      ? `cell-content-text-length()<=${rule.most}`
      : `cell-content-is-${rule.kind === 'whole' ? 'whole' : 'decimal'}-number() and cell-content-is-between(${rule.least},${rule.most})`;
  return `<table:content-validation table:name="${escaped(validationName(sheet, validation))}" table:condition="of:${escaped(condition)}" table:allow-empty-cell="true" table:base-cell-address="$${sheet.name}.${from}"><table:help-message table:title="Saisie" table:display="true"><text:p>${escaped(help)}</text:p></table:help-message><table:error-message table:title="Saisie refusée" table:message-type="stop" table:display="true"><text:p>${escaped(refusal)}</text:p></table:error-message></table:content-validation>`;
}

function tableOf(sheet: WorkbookSheet, index: number): string {
  const columns = sheet.widths.map((_, column) => `<table:table-column table:style-name="co${index}-${column}"/>`);
  const rows = sheet.rows.map((cells, row) => {
    const filled = cells.map((cell, column) =>
      cellOf(cell, validationAt(sheet, column, row + 1), sheet.widths.length === 1),
    );
    return `<table:table-row>${filled.length === 0 ? '<table:table-cell/>' : filled.join('')}</table:table-row>`;
  });
  return `<table:table table:name="${escaped(sheet.name)}" table:protected="true"><loext:table-protection loext:select-protected-cells="true" loext:select-unprotected-cells="true"/>${columns.join('')}${rows.join('')}</table:table>`;
}

function validationAt(sheet: WorkbookSheet, column: number, row: number): string {
  const found = sheet.validations.find(({ range }) => {
    const [from = '', to = ''] = range.split(':');
    return from.startsWith(letterOf(column)) && row >= Number(from.slice(1)) && row <= Number(to.slice(1));
  });
  return found === undefined ? '' : ` table:content-validation-name="${escaped(validationName(sheet, found))}"`;
}

function cellOf(cell: Cell | null, validation: string, wrapped: boolean): string {
  if (cell === null) return '<table:table-cell/>';
  const paragraph = (words: string) => `<text:p>${escaped(words)}</text:p>`;
  switch (cell.kind) {
    case 'text': {
      const look = wrapped && cell.look === 'text' ? 'wrapped' : cell.look;
      return `<table:table-cell table:style-name="${look}" office:value-type="string">${paragraph(cell.text)}</table:table-cell>`;
    }
    case 'formula':
      return `<table:table-cell table:style-name="result-${cell.shown}" table:formula="${escaped(openFormula(cell.formula))}"/>`;
    case 'entry': {
      const start = `<table:table-cell table:style-name="entry-${cell.shown}"${validation}`;
      if (cell.value === null) return `${start}/>`;
      if (typeof cell.value === 'string') {
        return `${start} office:value-type="string">${paragraph(cell.value)}</table:table-cell>`;
      }
      return cell.shown === 'time'
        ? `${start} office:value-type="time" office:time-value="${duration(cell.value)}"/>`
        : `${start} office:value-type="float" office:value="${cell.value}"/>`;
    }
  }
}

/** A fraction of a day as `PT07H30M00S`. */
function duration(fraction: number): string {
  const minutes = Math.round(fraction * 1_440);
  const two = (part: number) => String(part).padStart(2, '0');
  return `PT${two(Math.floor(minutes / 60))}H${two(minutes % 60)}M00S`;
}

/** Which lines stay in sight. */
function settingsOf({ sheets }: Workbook): string {
  const item = (name: string, type: string, value: string | number) =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const frozen = sheets
    .filter((sheet) => sheet.frozen > 0)
    .map(
      (sheet) =>
        `<config:config-item-map-entry config:name="${escaped(sheet.name)}">${[
          item('VerticalSplitMode', 'short', 2),
          item('VerticalSplitPosition', 'int', sheet.frozen),
          item('PositionBottom', 'int', sheet.frozen),
          item('ActiveSplitRange', 'short', 2),
        ].join('')}</config:config-item-map-entry>`,
    );
  return `${head}<office:document-settings ${namespaces} office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${item('ViewId', 'string', 'view1')}<config:config-item-map-named config:name="Tables">${frozen.join('')}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`;
}

const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escaped(words: string): string {
  return words
    .toWellFormed()
    .replace(forbidden, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
