import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { JournalAudit1700000000020 } from '@portail/platform/journal/audit-migration.ts';
import { JournalAsText1700000000021 } from '@portail/platform/journal/journal-text-migration.ts';
import { PersonNames1700000004000 } from './person-names-1700000004000.ts';
import { ControlsPublication1700000003000 } from './publication-1700000003000.ts';
import { ControlsReference1700000002000 } from './reference-1700000002000.ts';
import { ControlsTables1700000001000 } from './tables-1700000001000.ts';

/** Every migration of the service, in order. */
export const migrations = [
  Plumbing1700000000000,
  JournalAudit1700000000020,
  JournalAsText1700000000021,
  ControlsTables1700000001000,
  ControlsReference1700000002000,
  ControlsPublication1700000003000,
  PersonNames1700000004000,
] as const;
