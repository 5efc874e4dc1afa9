import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';
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
  const marker = join(context.folder.path, 'demo-loaded');
  if (existsSync(marker) || !existsSync(loader)) return;
  await context.progress.step('demo data loaded', () =>
    output(process.execPath, [loader], {
      cwd: root,
      env: demoEnvironment(context, servers),
      limitMs: loadLimitMs,
      what: 'the load of the demo data',
    }),
  );
  writeFileSync(marker, new Date().toISOString());
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
