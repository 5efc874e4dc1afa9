import type { Database } from '@portail/platform/db/database.ts';
import { reactionsOf } from './events/in/reactions.ts';
import { findWorkbookFacts } from './queries/find-workbook-facts.ts';
import { keepEquipment, keepPerson, keepSheet, keepVerdict } from './store/projections.ts';
import { archiveChannel, summaryStore } from './store/summary-store.ts';
import { archiveNext } from './usecases/archive-next.ts';
import { filledWorkbookReader } from './usecases/read-filled-workbook.ts';
import { workbookReader } from './workbook/reading/workbook-reader.ts';
import { workbookMaker } from './usecases/make-workbook.ts';
import type { Print } from './usecases/ports.ts';
import { summaryReader } from './usecases/read-summary.ts';

/** Notification channels this service listens to, beside the outbox. */
export const channels = [archiveChannel] as const;

/** What this service does on a database. */
export function assemble(database: Database, print: Print, now: () => Date) {
  const summaries = summaryStore(database);
  const factsOf = (declarationId: string, version: number) => findWorkbookFacts(database, declarationId, version);
  return {
    readSummary: summaryReader(summaries, print),
    makeWorkbook: workbookMaker(factsOf),
    readFilledWorkbook: filledWorkbookReader(factsOf, workbookReader()),
    archiveNext: () => archiveNext(summaries, print, now),
    reactions: reactionsOf(
      { person: keepPerson, equipment: keepEquipment, sheet: keepSheet, verdict: keepVerdict },
      now,
    ),
  };
}
