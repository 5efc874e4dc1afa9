import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { JournalAudit1700000000020 } from '@portail/platform/journal/audit-migration.ts';
import { JournalAsText1700000000021 } from '@portail/platform/journal/journal-text-migration.ts';
import { People1700000002000 } from './1700000002000-people.ts';
import { HabilitationHistory1700000002100 } from './1700000002100-habilitation-history.ts';
import { FoundPeople1700000002200 } from './1700000002200-found-people.ts';
import { EveryPassword1700000002700 } from './1700000002700-every-password.ts';
import { PasswordSeen1700000002400 } from './1700000002400-password-seen.ts';
import { PasswordResets1700000002600 } from './1700000002600-password-resets.ts';
import { SecondFactor1700000002800 } from './1700000002800-second-factor.ts';
import { TermsPublication1700000002300 } from './1700000002300-terms-publication.ts';

/** Migrations of this service, in order. */
export const migrations = [
  Plumbing1700000000000,
  JournalAudit1700000000020,
  JournalAsText1700000000021,
  People1700000002000,
  HabilitationHistory1700000002100,
  FoundPeople1700000002200,
  TermsPublication1700000002300,
  PasswordSeen1700000002400,
  PasswordResets1700000002600,
  EveryPassword1700000002700,
  SecondFactor1700000002800,
];
