import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { JournalAudit1700000000020 } from '@portail/platform/journal/audit-migration.ts';
import { JournalAsText1700000000021 } from '@portail/platform/journal/journal-text-migration.ts';
import { Facts1700000001000 } from './1700000001000-facts.ts';
import { Publications1700000001001 } from './1700000001001-publications.ts';
import { PeerGroups1700000001002 } from './1700000001002-peer-groups.ts';
import { Territories1700000001003 } from './1700000001003-territories.ts';
import { ImportedMeans1700000001004 } from './1700000001004-imported-means.ts';
import { MeansOfGroups1700000001005 } from './1700000001005-means-of-groups.ts';
import { ZoneOfEquipments1700000001006 } from './1700000001006-zone-of-equipments.ts';

/** Every migration, oldest first. */
export const migrations = [
  Plumbing1700000000000,
  JournalAudit1700000000020,
  JournalAsText1700000000021,
  Facts1700000001000,
  Publications1700000001001,
  PeerGroups1700000001002,
  Territories1700000001003,
  ImportedMeans1700000001004,
  MeansOfGroups1700000001005,
  ZoneOfEquipments1700000001006,
];
