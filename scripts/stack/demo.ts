import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type RunFolder } from './paths.ts';
import type { Servers } from './servers/all.ts';
import type { ServerContext } from './servers/server-context.ts';
import { storeEnvironment } from './services.ts';
import { storeServices } from './service-list.ts';
import { output } from './tools.ts';

const loadLimitMs = 600_000;
const loader = join(root, 'scripts', 'seed', 'load-demo.ts');
const accountsFile = join(root, 'scripts', 'seed', 'accounts.ts');

/** An account that a visitor may use. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  /** Roles in French. */
  readonly roles: string;
  readonly password: string;
}

/** Loads the demo data through the services’ own commands, once per run folder. */
export async function loadDemo(context: ServerContext, servers: Servers): Promise<void> {
  if (existsSync(markerIn(context.folder)) || !existsSync(loader)) return;
  await context.progress.step('demo data loaded', () =>
    output(process.execPath, [loader], {
      cwd: root,
      env: demoEnvironment(context, servers),
      limitMs: loadLimitMs,
      what: 'the load of the demo data',
    }),
  );
  demoIsThere(context.folder);
}

const markerIn = ({ path }: RunFolder) => join(path, 'demo-loaded');

/** Says that the people and the nurseries of the demo are in the databases of this folder. */
export function demoIsThere(folder: RunFolder): void {
  writeFileSync(markerIn(folder), new Date().toISOString());
}

/** Where the loader finds each service’s database (`EQUIPMENT_DATABASE_URL`…) and Keycloak’s administration. */
export function demoEnvironment(context: ServerContext, servers: Servers): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const service of storeServices) {
    const {
      DATABASE_URL,
      PORT: _port,
      METRICS_PORT: _metrics,
      ...runtime
    } = storeEnvironment(context, servers, service).runtime;
    Object.assign(environment, runtime, { [`${service.database.toUpperCase()}_DATABASE_URL`]: DATABASE_URL });
  }
  return environment;
}

/** The accounts that the demo makes. */
export async function demoAccounts(): Promise<readonly DemoAccount[]> {
  if (!existsSync(accountsFile)) return [];
  const module = (await import(accountsFile)) as { demoAccounts: readonly DemoAccount[] };
  return module.demoAccounts;
}
