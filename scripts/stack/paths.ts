import { join } from 'node:path';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..');

/** Downloads and built servers, keyed by version; may be shared by several checkouts through `PORTAIL_CACHE`. */
export const cacheFolder = process.env['PORTAIL_CACHE'] ?? join(root, '.cache');

/** Data, logs and secrets of one running system. */
export interface RunFolder {
  readonly path: string;
  readonly logs: string;
  readonly secretsFile: string;
  readonly processesFile: string;
}

/** The folder of a system: `.run` for `npm start`, another one for each test run. */
export function runFolderAt(path: string): RunFolder {
  return {
    path,
    logs: join(path, 'logs'),
    secretsFile: join(path, 'secrets.json'),
    processesFile: join(path, 'processes.json'),
  };
}
