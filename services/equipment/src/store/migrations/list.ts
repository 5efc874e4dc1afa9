import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { JournalAudit1700000000020 } from '@portail/platform/journal/audit-migration.ts';
import { JournalAsText1700000000021 } from '@portail/platform/journal/journal-text-migration.ts';
import { Equipments1700000001000 } from './1700000001000-equipments.ts';
import { ClosingNoteSearch1700000001001 } from './1700000001001-closing-note-search.ts';

/** Every migration, oldest first. */
export const migrations = [
  Plumbing1700000000000,
  JournalAudit1700000000020,
  JournalAsText1700000000021,
  Equipments1700000001000,
  ClosingNoteSearch1700000001001,
];
