import { join } from 'node:path';
import { root } from '../stack/paths.ts';
import type { Ports } from '../stack/ports.ts';
import { clientSecrets, originsOf } from '../stack/realm.ts';
import type { Secrets } from '../stack/secrets.ts';
import { storeServices } from '../stack/service-list.ts';
import { output } from '../stack/tools.ts';
import { databaseUrl } from './files.ts';

const limitMs = 600_000;

/**
 * Loads the demonstration into the containers that run, through the port that `deploy/compose.demo.yaml` opens.
 * @param options what `scripts/seed/load-demo.ts` is told besides
 */
export async function loadDemoInto(ports: Ports, secrets: Secrets, ...options: readonly string[]): Promise<void> {
  const server = `127.0.0.1:${ports.postgres}`;
  const databases = storeServices.map(({ database }) => [
    `${database.toUpperCase()}_DATABASE_URL`,
    databaseUrl(secrets, database, 'app', server),
  ]);
  await output(process.execPath, [join(root, 'scripts', 'seed', 'load-demo.ts'), ...options], {
    cwd: root,
    env: {
      ...(Object.fromEntries(databases) as Record<string, string>),
      PATH: process.env['PATH'],
      TZ: 'UTC',
      KEYCLOAK_URL: originsOf(ports).keycloak,
      KEYCLOAK_ADMIN_CLIENT_ID: 'identity-admin',
      KEYCLOAK_ADMIN_CLIENT_SECRET: clientSecrets(secrets).identityAdmin,
    },
    limitMs,
    what: 'the load of the demo data',
  });
}
