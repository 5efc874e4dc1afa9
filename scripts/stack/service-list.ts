import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

/** A process of ours that owns a database. */
export interface StoreService {
  readonly name: string;
  readonly database: string;
}

/** In the order in which they are listed to people; services made later follow. */
const known = ['identity', 'equipment', 'declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'];

/** Services with a database: those of `services/` that have migrations. */
export const storeServices: readonly StoreService[] = readdirSync(join(root, 'services'))
  .filter((name) => existsSync(join(root, 'services', name, 'src', 'migrate.ts')))
  .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
  .map((name) => ({ name, database: name.replaceAll('-', '_') }));

function rank(name: string): number {
  const index = known.indexOf(name);
  return index === -1 ? known.length : index;
}
