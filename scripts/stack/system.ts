import { busCatalogue, ensureContracts } from './contracts.ts';
import { loadDemo } from './demo.ts';
import { buildFrontEnds } from './front-ends.ts';
import { startServers, type Servers } from './servers/all.ts';
import { chromiumIfAny } from './servers/chromium.ts';
import type { ServerContext } from './servers/server-context.ts';
import { migrateServices, startServices } from './services.ts';

/** Starts everything, demo data included; front ends are built while the servers start. */
export async function startSystem(context: ServerContext): Promise<Servers> {
  await ensureContracts(context.progress);
  const bus = await busCatalogue();
  const [servers] = await Promise.all([startServers(context, bus), buildFrontEnds(context.progress)]);
  await startApplication(context, servers);
  return servers;
}

/** Migrates and starts our services on servers that run, then loads the demo data the first time. */
export async function startApplication(context: ServerContext, servers: Servers): Promise<void> {
  await context.progress.step('databases migrated', () => migrateServices(context, servers));
  await startServices(context, servers, { chromium: await chromiumIfAny(context.progress) });
  await loadDemo(context, servers);
}
