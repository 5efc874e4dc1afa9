import { Plumbing1700000000000 } from '@portail/platform/db/plumbing-migration.ts';
import { ControlsPublication1700000003000 } from './publication-1700000003000.ts';
import { ControlsReference1700000002000 } from './reference-1700000002000.ts';
import { ControlsTables1700000001000 } from './tables-1700000001000.ts';

/** Every migration of the service, in order. */
export const migrations = [
  Plumbing1700000000000,
  ControlsTables1700000001000,
  ControlsReference1700000002000,
  ControlsPublication1700000003000,
] as const;
