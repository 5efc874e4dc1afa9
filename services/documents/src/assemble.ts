import type { Database } from '@portail/platform/db/database.ts';
import { reactionsOf } from './events/in/reactions.ts';
import { keepDeclaration, keepEquipment, keepPerson, keepSheet, keepVerdict } from './store/projections.ts';
import { archiveChannel, summaryStore } from './store/summary-store.ts';
import { archiveNext } from './usecases/archive-next.ts';
import { workbookReader } from './workbook/reading/workbook-reader.ts';
import type { Print } from './usecases/ports.ts';
import { summaryReader } from './usecases/read-summary.ts';

/** Notification channels this service listens to, beside the outbox. */
export const channels = [archiveChannel] as const;

/** What this service does on a database. */
export function assemble(database: Database, print: Print, now: () => Date) {
  const summaries = summaryStore(database);
  return {
    readSummary: summaryReader(summaries, print),
    readWorkbook: workbookReader(),
    archiveNext: () => archiveNext(summaries, print, now),
    reactions: reactionsOf(
      { person: keepPerson, equipment: keepEquipment, opened: keepDeclaration, sheet: keepSheet, verdict: keepVerdict },
      now,
    ),
  };
}
