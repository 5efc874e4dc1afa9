/**
 * The statistics service over HTTP on a database, with everything it does in production but the bus. Environment: PORT,
 * DATABASE_URL, KEYCLOAK_URL.
 */
import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { openDatabase } from '@portail/platform/db/database.ts';
import { createApp } from '../../services/statistics/src/app.ts';

const environment = (name: string) => process.env[name] ?? '';
const app = await createApp({
  database: await openDatabase({ url: environment('DATABASE_URL'), applicationName: 'bench-statistics' }),
  verify: keycloakVerifier({ keycloakUrl: environment('KEYCLOAK_URL'), realm: 'bench', audience: 'portail-api' }),
  now: () => new Date(),
  logLevel: 'warn',
  readiness: {},
});
await app.listen({ host: '127.0.0.1', port: Number(environment('PORT')) });
process.send?.('ready');
