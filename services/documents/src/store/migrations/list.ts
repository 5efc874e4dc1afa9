import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { JournalAudit1700000000020 } from '@portail/platform/journal/audit-migration.ts';
import { JournalAsText1700000000021 } from '@portail/platform/journal/journal-text-migration.ts';
import { Summaries1700000001000 } from './1700000001000-summaries.ts';
import { Workbooks1700000002000 } from './1700000002000-workbooks.ts';
import { Receipts1700000003000 } from './1700000003000-receipts.ts';
import { ControlFiles1700000004000 } from './1700000004000-control-files.ts';
import { VerdictsReadWhole1700000005000 } from './1700000005000-verdicts-read-whole.ts';

/** Every migration, oldest first. */
export const migrations = [
  Plumbing1700000000000,
  JournalAudit1700000000020,
  JournalAsText1700000000021,
  Summaries1700000001000,
  Workbooks1700000002000,
  Receipts1700000003000,
  ControlFiles1700000004000,
  VerdictsReadWhole1700000005000,
];
