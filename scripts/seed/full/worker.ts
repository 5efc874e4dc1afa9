/**
 * Loads the declarations of a share of the nurseries: `node worker.ts <share> <shares>`, databases as load-full.ts, which sends
 * the name of the manifest when the nurseries are there.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { bulkControls } from '../../../services/controls/src/store/bulk-load.ts';
import { bulkWorkflow } from '../../../services/declaration-workflow/src/store/bulk-load.ts';
import { bulkEquipment } from '../../../services/equipment/src/store/bulk-load.ts';
import { bulkIdentity } from '../../../services/identity/src/store/bulk-load.ts';
import { bulkStatistics } from '../../../services/statistics/src/store/bulk-load.ts';
import { openServices } from './databases.ts';
import { declare, type Staffed } from './load.ts';
import { fullEquipments, type FullSize } from './recipe.ts';
import { connectServices } from './services.ts';

/** What the loader hands to its workers: nurseries by number, without what the recipe gives again. */
export interface Manifest {
  readonly size: FullSize;
  readonly staffed: readonly (Omit<Staffed, 'demo'> & { readonly number: number })[];
}

/** Nurseries between two sendings: some megabytes, which are forgotten before they are old. */
const batch = 20;

const [share, shares] = process.argv.slice(2);
const [file] = (await once(process, 'message')) as [string];
const { size, staffed } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
const nurseries = fullEquipments(size);
const mine = staffed.filter(({ number }) => number % Number(shares) === Number(share));

const databases = await openServices('full-worker');
const stores = {
  identity: bulkIdentity(databases.identity),
  equipment: bulkEquipment(databases.equipment),
  workflow: bulkWorkflow(databases.workflow),
  controls: bulkControls(databases.controls),
  statistics: bulkStatistics(databases.statistics),
};
const services = await connectServices(stores, { latestOnly: true });
const done = { made: 0, held: 0 };
for (const [index, { number, ...known }] of mine.entries()) {
  const demo = nurseries[number - 1];
  if (!demo) throw new Error(`no nursery ${number}`);
  const { made, held } = await declare(services, { ...known, demo });
  done.made += made;
  done.held += held;
  if ((index + 1) % batch === 0 || index + 1 === mine.length) {
    await Promise.all([stores.workflow.flush(), stores.controls.flush(), stores.statistics.flush()]);
    process.send?.({ nurseries: index + 1, of: mine.length, ...done });
  }
}
await Promise.all(Object.values(databases).map((database) => database.close()));
process.disconnect();
