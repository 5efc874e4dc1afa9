import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { JournalAudit1700000000020 } from '@portail/platform/journal/audit-migration.ts';
import { JournalAsText1700000000021 } from '@portail/platform/journal/journal-text-migration.ts';
import { Notices1700000001000 } from './1700000001000-notices.ts';

/** Every migration, oldest first. */
export const migrations = [
  Plumbing1700000000000,
  JournalAudit1700000000020,
  JournalAsText1700000000021,
  Notices1700000001000,
];
