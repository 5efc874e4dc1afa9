import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { keycloakAccounts } from './accounts/keycloak-accounts.ts';
import { startAccountKeeper, startImportKeeper } from './accounts/account-keeper.ts';
import { createApp } from './app.ts';
import { assembleIdentity } from './assemble.ts';
import { readConfiguration } from './config.ts';
import { equipmentReactions } from './events/in/equipment.ts';
import { accountsChannel, importsChannel } from './store/user-store.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('identity', configuration, { channels: [accountsChannel, importsChannel] });
const accounts = keycloakAccounts({
  url: configuration.KEYCLOAK_URL,
  realm: configuration.KEYCLOAK_REALM,
  clientId: configuration.KEYCLOAK_ADMIN_CLIENT_ID,
  clientSecret: configuration.KEYCLOAK_ADMIN_CLIENT_SECRET,
});
const app = await createApp({
  database: connections.database,
  accounts,
  verify: keycloakVerifier({
    keycloakUrl: configuration.KEYCLOAK_URL,
    realm: configuration.KEYCLOAK_REALM,
    audience: configuration.TOKEN_AUDIENCE,
  }),
  now: () => new Date(),
  readiness: storeReadiness(connections),
  logLevel: configuration.LOG_LEVEL,
});
const acts = assembleIdentity(connections.database, accounts);
const beside = { listener: connections.listener, logger: app.log };
await runStoreService({
  app,
  connections,
  configuration,
  consumers: [{ stream: 'EVT_EQUIPMENT', durable: 'identity_equipment' }],
  reactions: equipmentReactions,
  workers: [startAccountKeeper(acts, beside), startImportKeeper(acts, () => new Date(), beside)],
});
