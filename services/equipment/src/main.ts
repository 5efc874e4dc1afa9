import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { createApp } from './app.ts';
import { readConfiguration } from './config.ts';
import { identityReactions } from './events/in/identity.ts';
import { equipmentEntity, partnerEntity } from './store/entities.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('equipment', configuration, { entities: [partnerEntity, equipmentEntity] });
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
  consumers: [{ stream: 'EVT_IDENTITY', durable: 'equipment_identity' }],
  reactions: identityReactions,
});
