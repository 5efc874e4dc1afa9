import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { summaryOf } from '../domain/summary.ts';
import { summaryPage } from '../template/summary-page.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { sampleReceipt } from '../testing/receipts.ts';
import { sampleEquipment, sampleVerdict, transmittedSheet } from '../testing/samples.ts';
import { PrinterDown } from '../usecases/ports.ts';
import { createPrinter } from './printer.ts';

const renders = 200;
const kills = 20;

/** True while a process of the browser’s group lives. */
function lives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

test(`Chromium killed ${kills} times during ${renders} renders: ${renders} good files, no process left`, async () => {
  const pids: number[] = [];
  const printer = createPrinter({
    executablePath: testVariable('CHROMIUM_PATH'),
    mostWaiting: renders,
    onStart: (pid) => pids.push(pid),
  });
  const pageFor = (number: number) => {
    const equipment = sampleEquipment({ name: `Crèche n° ${number}` });
    const material = { sheet: transmittedSheet(), equipment, verdict: sampleVerdict(), closed: null };
    return summaryPage(summaryOf(material, 'WHOLE', sampleReceipt()));
  };
  let done = 0;
  /** Who asks tries again when it is told that nothing could be made, as a person or the archive does. */
  async function made(number: number): Promise<Buffer> {
    for (;;) {
      try {
        const pdf = await printer.print(pageFor(number));
        done += 1;
        return pdf;
      } catch (error) {
        if (!(error instanceof PrinterDown)) throw error;
      }
    }
  }
  const files = Promise.all(Array.from({ length: renders }, (_, number) => made(number)));
  let killed = 0;
  while (killed < kills) {
    // Spread over the renders, each at another moment of one.
    await eventually('the next documents', async () => done >= killed * (renders / kills) || undefined, 60_000);
    await pause(Math.random() * 150);
    const pid = pids.at(-1);
    if (pid === undefined || !lives(pid)) continue;
    process.kill(-pid, 'SIGKILL');
    killed += 1;
  }
  for (const [number, pdf] of (await files).entries()) {
    expect(pdf.subarray(-8).toString('latin1')).toContain('%%EOF');
    if (number % 10 === 0) expect((await readPdf(pdf)).text).toContain(`Crèche n° ${number}`);
  }
  await printer.close();
  expect(new Set(pids).size).toBeGreaterThan(kills / 2);
  for (const pid of pids) await eventually('no process left', () => Promise.resolve(!lives(pid)));
}, 600_000);
