import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { smtpAt } from '@portail/platform/mail/smtp.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { keycloakAccounts } from './accounts/keycloak-accounts.ts';
import { startAccountKeeper, startImportKeeper } from './accounts/account-keeper.ts';
import { resetMeans, startResetKeeper } from './accounts/reset-keeper.ts';
import { createApp } from './app.ts';
import { assembleIdentity } from './assemble.ts';
import { readConfiguration } from './config.ts';
import { equipmentReactions } from './events/in/equipment.ts';
import { passwordMail } from './mail/password-mail.ts';
import { passwordResetsChannel } from './store/password-reset-store.ts';
import { accountsChannel, importsChannel } from './store/user-store.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('identity', configuration, {
  channels: [accountsChannel, importsChannel, passwordResetsChannel],
});
const now = () => new Date();
const accounts = keycloakAccounts({
  url: configuration.KEYCLOAK_INTERNAL_URL ?? configuration.KEYCLOAK_URL,
  realm: configuration.KEYCLOAK_REALM,
  clientId: configuration.KEYCLOAK_ADMIN_CLIENT_ID,
  clientSecret: configuration.KEYCLOAK_ADMIN_CLIENT_SECRET,
});
const app = await createApp({
  database: connections.database,
  accounts,
  verify: keycloakVerifier({
    keycloakUrl: configuration.KEYCLOAK_URL,
    internalUrl: configuration.KEYCLOAK_INTERNAL_URL,
    realm: configuration.KEYCLOAK_REALM,
    audience: configuration.TOKEN_AUDIENCE,
  }),
  now,
  readiness: storeReadiness(connections),
  logLevel: configuration.LOG_LEVEL,
});
const smtp = smtpAt(configuration.SMTP_URL, configuration.MAIL_FROM);
const sites = { portal: configuration.PORTAL_ORIGIN, admin: configuration.ADMIN_ORIGIN };
const means = resetMeans(configuration.PASSWORD_RESET, passwordMail(smtp, sites), now);
const acts = assembleIdentity(connections.database, accounts);
const beside = { listener: connections.listener, logger: app.log };
await runStoreService({
  app,
  connections,
  configuration,
  consumers: [{ stream: 'EVT_EQUIPMENT', durable: 'identity_equipment' }],
  reactions: equipmentReactions,
  workers: [
    startAccountKeeper(acts, beside),
    startImportKeeper(acts, now, beside),
    startResetKeeper(acts, means, beside),
    { name: 'smtp', stop: () => smtp.close() },
  ],
});
