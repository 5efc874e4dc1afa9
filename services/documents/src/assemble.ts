import type { Database } from '@portail/platform/db/database.ts';
import { reactionsOf } from './events/in/reactions.ts';
import { projections } from './store/projections.ts';
import { receiptStore } from './store/receipt-store.ts';
import { archiveChannel, summaryStore } from './store/summary-store.ts';
import { archiveNext } from './usecases/archive-next.ts';
import { workbookReader } from './workbook/reading/workbook-reader.ts';
import { contentsPage } from './template/contents-page.ts';
import { receiptIssuer, receiptReader } from './usecases/issue-receipt.ts';
import { controlFileMaker } from './usecases/make-control-file.ts';
import type { Print, ReceiptKeys } from './usecases/ports.ts';
import { summaryReader } from './usecases/read-summary.ts';

/** Notification channels this service listens to, beside the outbox. */
export const channels = [archiveChannel] as const;

/** With what {@link assemble} builds. */
export interface Edge {
  readonly print: Print;
  readonly receiptKeys: ReceiptKeys;
  /** Origin of the portal, printed with receipts. */
  readonly portal: string;
  readonly now: () => Date;
}

/** What this service does on a database. */
export function assemble(database: Database, { print, receiptKeys, portal, now }: Edge) {
  const summaries = summaryStore(database);
  const receiptOf = receiptIssuer(receiptStore(database), receiptKeys, portal);
  const readSummary = summaryReader(summaries, receiptOf, print);
  return {
    readSummary,
    makeControlFile: controlFileMaker({ summaries, readSummary, receiptOf, receiptKeys, contentsPage }),
    readReceipt: receiptReader(summaries, receiptOf),
    readWorkbook: workbookReader(),
    archiveNext: () => archiveNext(summaries, receiptOf, print, now),
    reactions: reactionsOf(projections, now),
  };
}
