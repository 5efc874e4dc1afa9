/**
 * Loads the declarations of a share of the nurseries: `node worker.ts <share>`, databases as load-full.ts, which sends the
 * name of the manifest when the nurseries are there.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { bulkStores, openServices } from './databases.ts';
import { declare, type Staffed } from './load.ts';
import { fullEquipments, type FullSize } from './recipe.ts';
import { connectServices } from './services.ts';

/**
 * What the loader hands to its workers: nurseries by number, without what the recipe gives again, those of a gestionnaire one
 * after the other.
 */
export interface Manifest {
  readonly size: FullSize;
  readonly shares: readonly (readonly (Omit<Staffed, 'demo'> & { readonly number: number })[])[];
}

/** Nurseries between two sendings: some megabytes. Their rows are bytes by then, so that objects are forgotten young. */
const batch = 20;

const share = Number(process.argv[2]);
const [file] = (await once(process, 'message')) as [string];
const { size, shares } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
const nurseries = fullEquipments(size);
const mine = shares[share] ?? [];

const databases = await openServices('full-worker');
const stores = bulkStores(databases);
const services = await connectServices(stores, { latestOnly: true });
const ofDeclarations = [stores.workflow, stores.controls, stores.statistics, stores.documents];
const done = { made: 0, held: 0 };
let untold = 0;
for (const [index, { number, ...known }] of mine.entries()) {
  const demo = nurseries[number - 1];
  if (!demo) throw new Error(`no nursery ${number}`);
  const { made, held } = await declare(services, { ...known, demo });
  done.made += made;
  done.held += held;
  const next = mine[index + 1];
  for (const store of ofDeclarations) await store.gather();
  if ((index + 1) % batch === 0 || !next) {
    await Promise.all(ofDeclarations.map((store) => store.flush()));
    process.send?.({ nurseries: index + 1, of: mine.length, ...done });
  }
  // People are told of all the nurseries of their gestionnaire in one mailbox.
  untold += 1;
  if (!next || (untold >= batch && next.partnerId !== known.partnerId)) {
    await stores.notifications.flush();
    untold = 0;
  }
}
await Promise.all(Object.values(databases).map((database) => database.close()));
process.disconnect();
