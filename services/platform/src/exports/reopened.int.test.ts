import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formulas } from '../testing/formulas.ts';
import { runLibreOffice } from '../testing/libre-office.ts';
import { csvOf } from './csv.ts';
import { odsOf } from './ods.ts';
import type { Sheet } from './sheet.ts';
import { xlsxOf } from './xlsx.ts';

const writers = { csv: csvOf, xlsx: xlsxOf, ods: odsOf } as const;
const sheet = (): Sheet<string> => ({
  title: 'Essai',
  columns: [
    { heading: 'Texte', kind: 'text', width: 20, value: (text) => text },
    { heading: 'Le même', kind: 'text', width: 20, value: (text) => text },
    { heading: 'Longueur', kind: 'number', width: 10, value: ({ length }) => length },
  ],
  batches: (async function* () {
    yield formulas;
  })(),
});
let folder: string;

// Opened by LibreOffice as a person would and saved in its flat format, where a formula is an attribute.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portail-exports-'));
  for (const [name, write] of Object.entries(writers)) {
    const parts: Uint8Array[] = [];
    for await (const part of write(sheet())) parts.push(part);
    await writeFile(join(folder, `${name}.${name}`), Buffer.concat(parts));
  }
  const paths = Object.keys(writers).map((name) => join(folder, `${name}.${name}`));
  // Semicolons, double quotes, UTF-8, from the first line; formulas are evaluated as in the dialog’s most careless choice.
  const filter = '--infilter=CSV:59,34,76,1,,0,false,true,false,false,false,0,true';
  await runLibreOffice(folder, [filter, '--convert-to', 'fods', '--outdir', folder, paths[0]!]);
  await runLibreOffice(folder, ['--convert-to', 'fods', '--outdir', folder, ...paths.slice(1)]);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(Object.keys(writers))('%s, opened in a spreadsheet, holds no formula and every text', async (name) => {
  const saved = await readFile(join(folder, `${name}.fods`), 'utf8');
  expect(saved.match(/table:formula="[^"]*"/g)).toBeNull();
  const rows = saved.match(/<table:table-row[\s>]/g) ?? [];
  expect(rows.length).toBeGreaterThan(formulas.length);
  expect(saved).toContain('HYPERLINK(');
});
