import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { summaryOf } from '../domain/summary.ts';
import { summaryPage } from '../template/summary-page.ts';
import { hostileTexts, typedEverywhere } from '../testing/hostile-texts.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { sampleReceipt } from '../testing/receipts.ts';
import { sampleEquipment, sampleVerdict, transmittedSheet } from '../testing/samples.ts';
import { createPrinter, type Printer } from './printer.ts';

const secret = 'contenu-qui-ne-doit-pas-sortir';
/** Texts in every field of one document: together they meet each other’s openings and ends too. */
const atOnce = 4;

let printer: Printer;
let listening: Server;
let connections = 0;
let refused: string[] = [];
let folder: string;
let texts: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portail-hostile-'));
  writeFileSync(join(folder, 'secret.txt'), secret);
  // Any connection counts, whatever is said on it.
  listening = createServer((socket) => {
    connections += 1;
    socket.end(secret);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  texts = hostileTexts(`http://127.0.0.1:${port}`, join(folder, 'secret.txt'));
  printer = createPrinter({
    executablePath: testVariable('CHROMIUM_PATH'),
    onRefused: (address) => refused.push(address),
  });
});

afterAll(async () => {
  await printer.close();
  listening.close();
  rmSync(folder, { recursive: true });
});

test('what people type, in every field: no request, not even a refused one, no leak, no crash', async () => {
  expect(texts.length).toBeGreaterThanOrEqual(60);
  const sample = { sheet: transmittedSheet(), equipment: sampleEquipment(), verdict: sampleVerdict(), closed: null };
  const groups = Array.from({ length: Math.ceil(texts.length / atOnce) }, (_, at) =>
    texts.slice(at * atOnce, (at + 1) * atOnce).join('\n'),
  );
  await Promise.all(
    groups.map(async (text) => {
      const summary = summaryOf(typedEverywhere(sample, text), 'WHOLE', sampleReceipt());
      const { text: read, tagged, roles } = await readPdf(await printer.print(summaryPage(summary)));
      expect([tagged, roles.get('H1'), read.includes(secret)]).toEqual([true, 1, false]);
      // The last section is there, whole.
      expect(read).toContain('Vérifier ce document');
    }),
  );
  expect([refused, connections]).toEqual([[], 0]);
}, 120_000);

test('were one of them to get in as markup, it would reach nothing', async () => {
  const markup = texts.filter((text) => text.startsWith('<'));
  refused = [];
  for (const text of [markup.slice(0, 20).join(''), markup.slice(20).join('')]) {
    const html = `<!doctype html><html lang="fr"><title>Essai</title><p>Le texte</p>${text}`;
    const printed = printer.print({ html, footer: '<span></span>' });
    // A refresh that wins makes the try fail rather than print another page.
    const read = await printed.then(async (pdf) => (await readPdf(pdf)).text).catch(() => '');
    expect(read).not.toContain(secret);
  }
  expect(connections).toBe(0);
}, 120_000);
