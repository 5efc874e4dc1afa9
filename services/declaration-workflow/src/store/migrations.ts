import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { JournalAudit1700000000020 } from '@portail/platform/journal/audit-migration.ts';
import { JournalAsText1700000000021 } from '@portail/platform/journal/journal-text-migration.ts';
import { Declarations1700000000001 } from './migrations/1700000000001-declarations.ts';
import { Projections1700000000002 } from './migrations/1700000000002-projections.ts';
import { FormLines1700000000003 } from './migrations/1700000000003-form-lines.ts';
import { Asked1700000000004 } from './migrations/1700000000004-asked.ts';
import { CorrectionRequests1700000000006 } from './migrations/1700000000006-correction-requests.ts';
import { Presence1700000000007 } from './migrations/1700000000007-presence.ts';
import { Remarks1700000000008 } from './migrations/1700000000008-remarks.ts';
import { Campaigns1700000000010 } from './migrations/1700000000010-campaigns.ts';
import { Instruction1700000000009 } from './migrations/1700000000009-instruction.ts';
import { CafSettings1700000000030 } from './migrations/1700000000030-caf-settings.ts';
import { CampaignTemplates1700000000031 } from './migrations/1700000000031-campaign-templates.ts';
import { SearchedEquipments1700000000032 } from './migrations/1700000000032-searched-equipments.ts';
import { DatedCampaignTemplates1700000000033 } from './migrations/1700000000033-dated-campaign-templates.ts';
import { SearchAtNationalSize1700000000035 } from './migrations/1700000000035-search-at-national-size.ts';
import { FormVersions1700000000036 } from './migrations/1700000000036-form-versions.ts';
import { TemplateVersions1700000000037 } from './migrations/1700000000037-template-versions.ts';
import { FormProposals1700000000038 } from './migrations/1700000000038-form-proposals.ts';
import { FileMessages1700000000039 } from './migrations/1700000000039-file-messages.ts';
import { DecidedVersions1700000000045 } from './migrations/1700000000045-decided-versions.ts';
import { KeptAsText1700000000046 } from './migrations/1700000000046-kept-as-text.ts';

/** Every migration of this service, in order. */
export const migrations = [
  Plumbing1700000000000,
  Declarations1700000000001,
  Projections1700000000002,
  FormLines1700000000003,
  Asked1700000000004,
  CorrectionRequests1700000000006,
  Presence1700000000007,
  Remarks1700000000008,
  Instruction1700000000009,
  Campaigns1700000000010,
  JournalAudit1700000000020,
  JournalAsText1700000000021,
  CafSettings1700000000030,
  CampaignTemplates1700000000031,
  SearchedEquipments1700000000032,
  DatedCampaignTemplates1700000000033,
  SearchAtNationalSize1700000000035,
  FormVersions1700000000036,
  TemplateVersions1700000000037,
  FormProposals1700000000038,
  FileMessages1700000000039,
  DecidedVersions1700000000045,
  KeptAsText1700000000046,
] as const;
