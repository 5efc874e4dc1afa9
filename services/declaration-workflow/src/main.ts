import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { startWorker } from '@portail/platform/boot/worker.ts';
import { createApp } from './app.ts';
import { assemble, channels, liveSources } from './assemble.ts';
import { readConfiguration } from './config.ts';
import { observeDeclarations } from './queries/telemetry.ts';
import { campaignChannel } from './store/campaign-store.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('declaration-workflow', configuration, { channels });
const { database, listener } = connections;
const { acts, instruction, campaigns, changeSettings, changeTemplateDates, forms, fileMessages, reactions } = assemble(
  database,
  listener,
);

const app = await createApp({
  database,
  acts,
  instruction,
  campaigns,
  changeSettings,
  changeTemplateDates,
  forms,
  fileMessages,
  live: liveSources(database, listener),
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
observeDeclarations(database, app.log);

await runStoreService({
  app,
  connections,
  configuration,
  consumers: [
    { stream: 'EVT_IDENTITY', durable: 'declaration-workflow_identity' },
    { stream: 'EVT_EQUIPMENT', durable: 'declaration-workflow_equipment' },
    { stream: 'EVT_CONTROLS', durable: 'declaration-workflow_controls' },
    { stream: 'EVT_NOTIFICATION', durable: 'declaration-workflow_notification' },
  ],
  reactions,
  workers: [
    startWorker({
      name: 'campaigns',
      listener,
      channel: campaignChannel,
      work: () => campaigns.carryOn(new Date()),
      logger: app.log,
    }),
  ],
});
