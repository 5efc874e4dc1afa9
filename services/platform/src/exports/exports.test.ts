import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { csvOf } from './csv.ts';
import { odsOf, odsType } from './ods.ts';
import { batchesOf, batchSize, type Sheet } from './sheet.ts';
import { xlsxOf } from './xlsx.ts';

interface Line {
  readonly name: string;
  readonly places: number | null;
  readonly cents: number | null;
  readonly day: string | null;
  readonly at: string | null;
}

const sheet = (rows: readonly Line[]): Sheet<Line> => ({
  title: 'Suivi',
  columns: [
    { heading: 'Équipement', kind: 'text', width: 30, value: ({ name }) => name },
    { heading: 'Places', kind: 'number', width: 10, value: ({ places }) => places },
    { heading: 'Droit (€)', kind: 'euros', width: 12, value: ({ cents }) => cents },
    { heading: 'Échéance', kind: 'day', width: 12, value: ({ day }) => day },
    { heading: 'Transmise le', kind: 'instant', width: 18, value: ({ at }) => at },
  ],
  batches: (async function* () {
    yield rows;
  })(),
});
const line = (given: Partial<Line>): Line => ({ name: '', places: null, cents: null, day: null, at: null, ...given });
const nursery = line({
  name: 'Les Écureuils ; « 2 » "A"',
  places: 12,
  cents: -123_456,
  day: '2016-03-31',
  at: '2016-07-01T22:00:00.000Z',
});

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
const records = (text: string): string[][] => parse(text, { delimiter: ';', bom: true });
const csv = async (rows: readonly Line[]) => (await bytesOf(csvOf(sheet(rows)))).toString('utf8');
const xlsx = (rows: readonly Line[]) => bytesOf(xlsxOf(sheet(rows)));
const sheetXml = (file: Buffer) => strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] as Uint8Array);

const dangerous = ['=1+1', '+33', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', ' =1', '\u00a0=1', '\u200b=1'];

describe('CSV', () => {
  test('opens in a French spreadsheet: mark, semicolons, commas, days', async () => {
    const text = await csv([nursery]);
    expect(text.startsWith('\uFEFFÉquipement;Places;')).toBe(true);
    const [, read] = records(text);
    expect(read).toEqual([nursery.name, '12', '-1234,56', '31/03/2016', '02/07/2016 00:00']);
  });

  test.each(dangerous)('never a formula: %j', async (name) => {
    const [, read] = records(await csv([line({ name })]));
    expect(read?.[0]).toBe(`'${name}`);
  });
});

describe('XLSX', () => {
  test('another reader finds texts, numbers and days as such', async () => {
    const rows = await readSheet(await xlsx([nursery]));
    expect(rows[0]).toEqual(['Équipement', 'Places', 'Droit (€)', 'Échéance', 'Transmise le']);
    expect(rows[1]).toEqual([
      nursery.name,
      12,
      -1234.56,
      new Date('2016-03-31T00:00:00Z'),
      new Date('2016-07-02T00:00:00Z'),
    ]);
  });

  test.each(dangerous)('never a formula: %j', async (name) => {
    const file = await xlsx([line({ name })]);
    expect(sheetXml(file)).not.toContain('<f');
    expect(sheetXml(file)).toContain(`<c r="A2" s="5" t="inlineStr"><is><t xml:space="preserve">${name}</t>`);
  });

  test('what XML cannot hold does not break the file', async () => {
    const file = await xlsx([line({ name: 'a\u0000b <&> _x0041_ \uD800' })]);
    expect(sheetXml(file)).toContain('a\uFFFDb &lt;&amp;&gt; _x005F_x0041_ \uFFFD');
    expect(await readSheet(file)).toHaveLength(2);
  });
});

describe('ODS', () => {
  const ods = async (rows: readonly Line[]) => unzipSync(await bytesOf(odsOf(sheet(rows))));
  const contentOf = (files: Record<string, Uint8Array>) => strFromU8(files['content.xml'] as Uint8Array);

  test('says what it is first, uncompressed; numbers and days are values', async () => {
    const file = await bytesOf(odsOf(sheet([nursery])));
    expect(file.subarray(30, 38 + odsType.length).toString('latin1')).toBe(`mimetype${odsType}`);
    const content = contentOf(unzipSync(file));
    expect(content).toContain('office:value="-1234.56"');
    expect(content).toContain('office:date-value="2016-03-31"');
    expect(content).toContain('office:date-value="2016-07-02T00:00:00"');
    expect(content).toContain('<text:p>Les Écureuils ; « 2 » &quot;A&quot;</text:p>');
  });

  test.each(dangerous)('never a formula: %j', async (name) => {
    const content = contentOf(await ods([line({ name })]));
    expect(content).not.toContain('table:formula');
    expect(content).toContain('<table:table-cell office:value-type="string"><text:p>');
  });

  test('what XML cannot hold does not break the file', async () => {
    const content = contentOf(await ods([line({ name: 'a\u0000b <&>  \uD800' })]));
    expect(content).toContain('a\uFFFDb &lt;&amp;&gt;<text:s text:c="2"/>\uFFFD');
  });
});

test('batches follow each other by the key of the last row', async () => {
  const all = Array.from({ length: batchSize * 2 + 3 }, (_, id) => ({ id }));
  const asked: (number | null)[] = [];
  const read = async (after: { id: number } | null) => {
    asked.push(after?.id ?? null);
    return all.filter(({ id }) => id > (after?.id ?? -1)).slice(0, batchSize);
  };
  let count = 0;
  for await (const rows of batchesOf(read)) count += rows.length;
  expect([count, asked]).toEqual([all.length, [null, batchSize - 1, batchSize * 2 - 1]]);
});
