import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { plainNames } from '../domain/french.ts';
import { refuse, refuseBusy } from '../domain/refusals.ts';
import type { AskedSummary, Reading } from '../domain/reading.ts';
import { isCurrent, keepingOf, summaryOf, type SummaryMaterial } from '../domain/summary.ts';
import type { ReceiptOf } from './issue-receipt.ts';
import { PrinterBusy, PrinterDown, type Print, type Summaries } from './ports.ts';

/** A document with the name of its file. */
export interface ServedSummary {
  readonly pdf: Buffer;
  readonly fileName: string;
}

/** Drafts kept in memory until something changes: some megabytes at most. */
const draftsKept = 50;

/**
 * The summary of a version. What was transmitted is rendered once, kept with its hash, and served as it was for ever; a draft
 * is rendered on demand, and again only when something changed.
 * @throws RefusalError NOT_FOUND, CONTROLS_PENDING, PRINTER_DOWN, PRINTER_BUSY
 */
export function summaryReader(summaries: Summaries, receiptOf: ReceiptOf, print: Print) {
  const drafts = new Map<string, Promise<Buffer>>();

  async function draft(key: string, render: () => Promise<Buffer>): Promise<Buffer> {
    const known = drafts.get(key);
    drafts.delete(key);
    const pdf = known ?? render();
    drafts.set(key, pdf);
    for (const oldest of drafts.keys()) {
      if (drafts.size <= draftsKept) break;
      drafts.delete(oldest);
    }
    try {
      return await pdf;
    } catch (error) {
      drafts.delete(key);
      throw error;
    }
  }

  return async (asked: AskedSummary, at: Date): Promise<ServedSummary> => {
    const { declarationId, version, reading, ticket } = asked;
    const material = await summaries.material(declarationId, version);
    if (material === null) throw new RefusalError(notFound());
    const fileName = fileNameOf(material);
    const render = async () => {
      const receipt = await receiptOf(material.sheet, at);
      return refusingAloud(() => print(summaryOf(material, reading, receipt), ticket));
    };
    const keeping = keepingOf(material);
    if (keeping === null) return { fileName, pdf: await draft(draftKey(material, reading), render) };
    const key = { declarationId, version, keeping, reading };
    const kept = await summaries.kept(key);
    if (kept !== null) return { fileName, pdf: kept.pdf };
    if (!isCurrent(material)) throw new RefusalError(refuse('CONTROLS_PENDING'));
    return { fileName, pdf: (await summaries.keep(key, await render(), at)).pdf };
  };
}

/** Everything a draft depends on. */
function draftKey({ sheet, equipment, verdict }: SummaryMaterial, reading: Reading): string {
  const { declarationId, version, revision } = sheet;
  return [declarationId, version, revision, equipment.revision, verdict?.evaluatedAt ?? '', reading].join('/');
}

async function refusingAloud<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PrinterBusy) throw new RefusalError(refuseBusy(error.ahead));
    if (error instanceof PrinterDown) throw new RefusalError(refuse('PRINTER_DOWN'));
    throw error;
  }
}

/** `synthese-reelle-2015-version-1.pdf`. */
function fileNameOf({ sheet }: SummaryMaterial): string {
  const { type, period } = plainNames(sheet);
  return `synthese-${type}-${sheet.exercise}${period}-version-${sheet.version}.pdf`;
}
