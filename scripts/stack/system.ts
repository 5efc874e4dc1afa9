import { busCatalogue, ensureContracts } from './contracts.ts';
import { loadDemo } from './demo.ts';
import { buildFrontEnds } from './front-ends.ts';
import { startServers, type Servers } from './servers/all.ts';
import type { ServerContext } from './servers/server-context.ts';
import { migrateServices, startServices } from './services.ts';

/** Starts everything, demo data included; front ends are built while the servers start. */
export async function startSystem(context: ServerContext): Promise<Servers> {
  await ensureContracts(context.progress);
  const frontEnds = buildFrontEnds(context.progress);
  const [servers] = await settled(startServers(context, await busCatalogue()), frontEnds);
  await startApplication(context, servers);
  return servers;
}

/** Migrates and starts our services on servers that run, then loads the demo data the first time. */
export async function startApplication(context: ServerContext, servers: Servers): Promise<void> {
  await context.progress.step('databases migrated', () => migrateServices(context, servers));
  await startServices(context, servers);
  await loadDemo(context, servers);
}

/** Both results; when one fails the other is waited for, so that nothing starts after the failure was reported. */
async function settled<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}
