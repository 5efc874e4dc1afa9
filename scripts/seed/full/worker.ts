/** Makes the declarations of the nurseries it is given, in a thread of its own: rows as bytes, which the loader writes. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Copy } from '@portail/platform/bulk/copy.ts';
import { bulkStores, openServices } from './databases.ts';
import { declare, type Staffed } from './load.ts';
import { fullEquipments, type FullSize } from './recipe.ts';
import { connectServices, type ServiceName } from './services.ts';

/** Some nurseries of some gestionnaires, by number, without what the recipe gives again. */
export interface Task {
  readonly nurseries: readonly (Omit<Staffed, 'demo'> & { readonly number: number })[];
  /** Whether these gestionnaires are through: people are told of all their nurseries in one mailbox. */
  readonly whole: boolean;
}

/** What a task gave. */
export interface Made {
  readonly made: number;
  readonly held: number;
  readonly copies: Readonly<Partial<Record<ServiceName, readonly Copy[]>>>;
}

const port = parentPort;
if (!port) throw new Error('a thread of load-full.ts');
const nurseries = fullEquipments(workerData as FullSize);
const databases = await openServices('full-worker');
const stores = bulkStores(databases);
const services = await connectServices(stores, { latestOnly: true });
const { workflow, controls, statistics, documents, notifications } = stores;

for (;;) {
  const [task] = (await once(port, 'message')) as [Task | undefined];
  if (task === undefined) break;
  const answer = await perform(task);
  const pieces = Object.values(answer.copies).flatMap((copies) => copies.flatMap((copy) => copy.pieces));
  port.postMessage(
    answer,
    pieces.map(({ buffer }) => buffer),
  );
}
await Promise.all(Object.values(databases).map((database) => database.close()));

async function perform(task: Task): Promise<Made> {
  const done = { made: 0, held: 0 };
  for (const { number, ...known } of task.nurseries) {
    const demo = nurseries[number - 1];
    if (!demo) throw new Error(`no nursery ${number}`);
    const { made, held } = await declare(services, { ...known, demo });
    done.made += made;
    done.held += held;
  }
  const copies = {
    workflow: await workflow.take(),
    controls: await controls.take(),
    statistics: await statistics.take(),
    documents: await documents.take(),
    ...(task.whole && { notifications: await notifications.take() }),
  };
  return { ...done, copies };
}
