import { readFileSync, readdirSync } from 'node:fs';
import { launch, type Page } from 'puppeteer-core';
import { summaryOf } from '../../services/documents/src/domain/summary.ts';
import { createPrinter, type Printable } from '../../services/documents/src/printing/printer.ts';
import { summaryPage } from '../../services/documents/src/template/summary-page.ts';
import { sampleReceipt } from '../../services/documents/src/testing/receipts.ts';
import { sampleEquipment, sampleVerdict, transmittedSheet } from '../../services/documents/src/testing/samples.ts';
import { consoleProgress } from '../stack/progress.ts';
import { chromiumPath } from '../stack/servers/chromium.ts';
import { at } from './measure.ts';
import { keepReport, type Row } from './report.ts';

// P8: our printer beside the barest program that prints in a tab it keeps, and beside a new Chromium for each document; then a
// thousand documents in a row, for what they leave in memory. The document is that of a transmitted réelle.
const rounds = 8;
const inARound = 10;
const many = 1_000;
const looks = 5;
/** The first look, once the browser is warm. */
const first = 10;

const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=fr-FR'];
const executablePath = await chromiumPath(consoleProgress(Date.now()));
const browsers: number[] = [];
const printer = createPrinter({ executablePath, onStart: (pid) => browsers.push(pid) });

/** A summary of its own for each number, so that nothing is printed twice. */
function documentOf(number: number): Printable {
  const equipment = sampleEquipment({ name: `La Moufletterie n° ${number}` });
  const material = { sheet: transmittedSheet(), equipment, verdict: sampleVerdict(), closed: null };
  return summaryPage(summaryOf(material, 'WHOLE', sampleReceipt()));
}

/** The same document by Chromium alone, with the same options. */
async function printBare(page: Page, { html, footer }: Printable): Promise<void> {
  await page.setContent(html, { waitUntil: 'load' });
  await page.pdf({
    ...{ format: 'A4', tagged: true, outline: true, printBackground: true, displayHeaderFooter: true },
    ...{ headerTemplate: '<span></span>', footerTemplate: footer, waitForFonts: false },
    margin: { top: '14mm', bottom: '18mm', left: '15mm', right: '15mm' },
  });
}

async function printFresh(document: Printable): Promise<void> {
  const browser = await launch({ executablePath, args: flags, pipe: true });
  try {
    await printBare(await browser.newPage(), document);
  } finally {
    await browser.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** MiB that a browser holds with every process of its group: what is theirs alone, and their share of the rest. */
function memoryOf(group: number): number {
  const kilobytes = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => {
      try {
        const fields = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
        if (Number(fields[2]) !== group) return 0;
        return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      } catch {
        // It ended while the folder was read.
        return 0;
      }
    });
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1_024);
}

const ownMemory = () => Math.round(process.memoryUsage().rss / 1_048_576);

function spread(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95) };
}

async function beside(): Promise<Row> {
  const kept = await launch({ executablePath, args: flags, pipe: true });
  const tab = await kept.newPage();
  const [ours, reused, fresh]: [number[], number[], number[]] = [[], [], []];
  const ratios: number[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      let [oursTime, reusedTime] = [0, 0];
      for (let index = 0; index < inARound; index += 1) {
        const document = documentOf(round * inARound + index);
        const one = await timed(() => printer.print(document));
        const other = await timed(() => printBare(tab, document));
        oursTime += one;
        reusedTime += other;
        // The first round warms both up.
        if (round > 0) {
          ours.push(one);
          reused.push(other);
        }
      }
      if (round > 0) {
        ratios.push(oursTime / reusedTime);
        fresh.push(await timed(() => printFresh(documentOf(round))));
      }
    }
  } finally {
    await kept.close();
  }
  const sorted = ratios.toSorted((a, b) => a - b);
  const [oursSpread, freshSpread] = [spread(ours), spread(fresh)];
  return {
    bench: 'P8 summary, one at a time',
    toReusedTab: { median: at(sorted, 0.5), least: at(sorted, 0), most: at(sorted, 1) },
    toFreshChromium: Math.round((oursSpread.p50 / freshSpread.p50) * 100) / 100,
    ...{ ours: oursSpread, reusedTab: spread(reused), freshChromium: freshSpread, unit: 'ms' },
  };
}

async function inARow(): Promise<Row> {
  const memory: { documents: number; service: number; browser: number }[] = [];
  let next = 0;
  const startedAt = performance.now();
  const line = async (): Promise<void> => {
    while (next < many) {
      next += 1;
      const number = next;
      await printer.print(documentOf(number));
      if (number === first || number % (many / looks) === 0) {
        memory.push({ documents: number, service: ownMemory(), browser: memoryOf(browsers.at(-1) ?? 0) });
      }
    }
  };
  await Promise.all([line(), line()]);
  const perSecond = Math.round((many / ((performance.now() - startedAt) / 1_000)) * 10) / 10;
  return { bench: `P8 ${many} summaries, two at a time`, perSecond, memory, unit: 'MiB', browsers: browsers.length };
}

try {
  keepReport('pdf', [await beside(), await inARow()], {});
} finally {
  await printer.close();
}
