import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { createApp } from './app.ts';
import { readConfiguration } from './config.ts';
import { reactions } from './events/in/reactions.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('statistics', configuration);
const app = await createApp({
  database: connections.database,
  verify: keycloakVerifier({
    keycloakUrl: configuration.KEYCLOAK_URL,
    internalUrl: configuration.KEYCLOAK_INTERNAL_URL,
    realm: configuration.KEYCLOAK_REALM,
    audience: configuration.TOKEN_AUDIENCE,
  }),
  now: () => new Date(),
  readiness: storeReadiness(connections),
  logLevel: configuration.LOG_LEVEL,
});
await runStoreService({
  app,
  connections,
  configuration,
  consumers: [
    { stream: 'EVT_IDENTITY', durable: 'statistics_identity' },
    { stream: 'EVT_EQUIPMENT', durable: 'statistics_equipment' },
    { stream: 'EVT_DECLARATION', durable: 'statistics_declaration' },
    { stream: 'EVT_CONTROLS', durable: 'statistics_controls' },
  ],
  reactions,
});
