import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { Notices1700000001000 } from './1700000001000-notices.ts';

/** Every migration, oldest first. */
export const migrations = [Plumbing1700000000000, Notices1700000001000];
