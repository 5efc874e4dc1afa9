import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { summaryOf } from '../domain/summary.ts';
import { summaryPage } from '../template/summary-page.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { sampleEquipment, sampleSheet, sampleVerdict } from '../testing/samples.ts';
import { PrinterDown } from '../usecases/ports.ts';
import { createPrinter, type Printer } from './printer.ts';

// A browser starts in some tests, beside everything else that runs.
jest.setTimeout(60_000);

const footer = '<span></span>';
const plainPage = { html: '<!doctype html><html lang="fr"><title>Essai</title><p>Bonjour</p>', footer };
const pids: number[] = [];
let printer: Printer;
let listening: Server;
let asked: string[];

beforeAll(async () => {
  printer = createPrinter({ executablePath: testVariable('CHROMIUM_PATH'), onStart: (pid) => pids.push(pid) });
  listening = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('leaked');
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await printer.close();
  listening.close();
});

/** True while a process of the browser’s group lives. */
function lives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a printed summary', () => {
  test('is tagged, outlined, in French, titled, with its pages counted and its tables headed', async () => {
    const material = { sheet: sampleSheet(), equipment: sampleEquipment(), verdict: sampleVerdict(), closed: null };
    const pdf = await readPdf(await printer.print(summaryPage(summaryOf(material, 'WHOLE'))));
    expect(pdf).toMatchObject({
      title: 'Synthèse de la déclaration réelle 2015, La Moufletterie, version 1',
      language: 'fr',
      tagged: true,
    });
    expect(pdf.outline).toEqual([
      'Synthèse de la déclaration réelle 2015',
      ...['Données d’activité', 'Indicateurs', 'Données financières', 'Estimation du droit (Psu)'],
      ...['Calcul étape par étape', 'Pour information', 'Contrôles et explications', 'Pour information'],
      ...['Commentaire de l’approbateur', 'Attestation et transmission'],
    ]);
    expect(pdf.roles.get('H1')).toBe(1);
    expect(pdf.roles.get('TH')).toBeGreaterThan(40);
    for (const [index, page] of pdf.pages.entries()) {
      expect(page).toContain(`page ${index + 1} / ${pdf.pages.length}`);
      expect(page).toContain('Saisie en cours');
    }
    expect(pdf.text).toContain('Nombre d’heures facturées aux familles 53 000,00 h');
  });

  test('fetches nothing, runs nothing, reads no file, whatever stands in it', async () => {
    asked = [];
    const { port } = listening.address() as AddressInfo;
    const there = `http://127.0.0.1:${port}`;
    const html = `<!doctype html><html lang="fr"><title>Essai</title>
      <meta http-equiv="refresh" content="0;url=${there}/refresh"><base href="${there}/">
      <link rel="stylesheet" href="${there}/style.css"><style>@import url(${there}/import.css); p { background: url(${there}/background) }
      @font-face { font-family: x; src: url(${there}/font) }</style>
      <script>fetch('${there}/fetch'); document.write('a script ran')</script>
      <img src="${there}/img"><img src="file:///etc/passwd"><iframe src="${there}/frame"></iframe><iframe src="file:///etc/passwd"></iframe>
      <object data="${there}/object"></object><embed src="${there}/embed"><svg><use href="${there}/use#a"/></svg>
      <video src="${there}/video"></video><link rel="prefetch" href="${there}/prefetch"><form action="${there}/form"></form>
      <p style="font-family: x">Le texte</p>`;
    const { text } = await readPdf(await printer.print({ html, footer }));
    expect(asked).toEqual([]);
    expect(text).toContain('Le texte');
    expect(text).not.toMatch(/leaked|root:|a script ran/);
  });

  test('several at once wait for a tab and each gets its own', async () => {
    const words = Array.from({ length: 8 }, (_, index) => `document-${index}`);
    const printed = await Promise.all(
      words.map((word) => printer.print({ html: `<!doctype html><title>x</title><p>${word}</p>`, footer })),
    );
    for (const [index, pdf] of printed.entries()) expect((await readPdf(pdf)).text).toBe(words[index]);
  });

  test('one that waits knows by its ticket how many come before it, until it is made', async () => {
    const one = createPrinter({ executablePath: testVariable('CHROMIUM_PATH'), tabs: 1 });
    const tickets = ['first', 'second', 'third'];
    const places = () => tickets.map((ticket) => one.ahead(ticket));
    const [first, ...others] = tickets.map((ticket) => one.print(plainPage, ticket));
    expect(places()).toEqual([0, 1, 2]);
    expect(one.ahead('another')).toBeUndefined();
    await first;
    expect(places()).toEqual([undefined, 0, 1]);
    await Promise.all(others);
    expect(places()).toEqual([undefined, undefined, undefined]);
    await one.close();
  });

  test('beyond those that may wait, one is told at once how many come before', async () => {
    const busy = createPrinter({ executablePath: testVariable('CHROMIUM_PATH'), mostWaiting: 3 });
    const answers = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map(() => busy.print(plainPage)));
    await busy.close();
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 5 }, () => 'fulfilled'),
      ...['rejected', 'rejected'],
    ]);
    expect(answers.at(-1)).toMatchObject({ reason: { name: 'PrinterBusy', ahead: 5 } });
  });
});

describe('when the browser fails', () => {
  test('killed in the middle, a document is made on a new one', async () => {
    await printer.print(plainPage);
    const first = pids.at(-1)!;
    const printing = [1, 2, 3, 4].map(() => printer.print(plainPage));
    process.kill(-first, 'SIGKILL');
    for (const pdf of await Promise.all(printing)) expect((await readPdf(pdf)).text).toBe('Bonjour');
    expect(pids.at(-1)).not.toBe(first);
    await eventually('no process of the first browser', () => Promise.resolve(!lives(first)));
  });

  test('hung, it is stopped at the limit; after three tries nothing is given, and no process is left', async () => {
    const started: number[] = [];
    const hung = createPrinter({
      executablePath: testVariable('CHROMIUM_PATH'),
      limit: 1_500,
      onStart: (pid) => {
        started.push(pid);
        process.kill(-pid, 'SIGSTOP');
      },
    });
    await expect(hung.print(plainPage)).rejects.toThrow(PrinterDown);
    await hung.close();
    expect(started).toHaveLength(3);
    for (const pid of started) await eventually('no process left', () => Promise.resolve(!lives(pid)));
  }, 30_000);

  test('missing, it is said at once', async () => {
    await expect(createPrinter({ executablePath: undefined }).print(plainPage)).rejects.toThrow(PrinterDown);
    await expect(createPrinter({ executablePath: '/nowhere/chromium' }).print(plainPage)).rejects.toThrow(PrinterDown);
  });

  test('a closed printer leaves no process', async () => {
    const own: number[] = [];
    const one = createPrinter({ executablePath: testVariable('CHROMIUM_PATH'), onStart: (pid) => own.push(pid) });
    await one.print(plainPage);
    await one.close();
    await eventually('no process left', () => Promise.resolve(!lives(own[0]!)));
    await expect(one.print(plainPage)).rejects.toThrow(PrinterDown);
  });
});
