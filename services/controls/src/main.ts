import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { createApp } from './app.ts';
import { assembleControls, loadStaticReference } from './assemble.ts';
import { readConfiguration } from './config.ts';
import { reactionsOf } from './events/in/reactions.ts';
import { startReevaluationWorker } from './events/in/reevaluation-worker.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('controls', configuration, { channels: ['reevaluation'] });
const { database, listener } = connections;
const controls = assembleControls(database, await loadStaticReference(database), () => new Date());
const app = await createApp({
  ports: controls.routePorts,
  database,
  now: () => new Date(),
  verify: keycloakVerifier({
    keycloakUrl: configuration.KEYCLOAK_URL,
    internalUrl: configuration.KEYCLOAK_INTERNAL_URL,
    realm: configuration.KEYCLOAK_REALM,
    audience: configuration.TOKEN_AUDIENCE,
  }),
  readiness: storeReadiness(connections),
  logLevel: configuration.LOG_LEVEL,
});
const worker = startReevaluationWorker({
  listener,
  reevaluateNext: controls.reevaluateNext,
  requestOverdue: controls.requestOverdue,
  logger: app.log,
});
app.addHook('onClose', () => worker.stop());
await runStoreService({
  app,
  connections,
  configuration,
  consumers: [
    { stream: 'EVT_DECLARATION', durable: 'controls_declaration' },
    { stream: 'EVT_EQUIPMENT', durable: 'controls_equipment' },
    { stream: 'EVT_IDENTITY', durable: 'controls_identity' },
  ],
  reactions: reactionsOf(controls.reactionPorts),
});
