import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { startWorker } from '@portail/platform/boot/worker.ts';
import { createApp } from './app.ts';
import { assemble, channels } from './assemble.ts';
import { readConfiguration } from './config.ts';
import { createPrinter } from './printing/printer.ts';
import { observeDocuments } from './queries/telemetry.ts';
import { receiptKeys } from './receipt-keys.ts';
import { archiveChannel } from './store/summary-store.ts';
import { summaryPage } from './template/summary-page.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('documents', configuration, { channels });
const { database, listener } = connections;
const now = () => new Date();
const printer = createPrinter({ executablePath: configuration.CHROMIUM_PATH });
const keys = receiptKeys(
  configuration.RECEIPT_KEY,
  configuration.RECEIPT_PUBLIC_KEYS.split(',').filter((each) => each !== ''),
);
const { archiveNext, reactions, ...acts } = assemble(database, {
  print: (summary, ticket) => printer.print(summaryPage(summary), ticket),
  receiptKeys: keys,
  portal: configuration.PORTAL_ORIGIN,
  now,
});
const app = await createApp({
  database,
  ...acts,
  receiptKeys: keys,
  ahead: (ticket) => printer.ahead(ticket),
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
observeDocuments(database, printer, app.log);
await runStoreService({
  app,
  connections,
  configuration,
  consumers: [
    { stream: 'EVT_IDENTITY', durable: 'documents_identity' },
    { stream: 'EVT_EQUIPMENT', durable: 'documents_equipment' },
    { stream: 'EVT_CONTROLS', durable: 'documents_controls' },
    { stream: 'EVT_DECLARATION', durable: 'documents_declaration' },
    { stream: 'EVT_SHEET', durable: 'documents_sheet' },
  ],
  reactions,
  workers: [
    // Stopped last of the two: a document under way is finished first.
    startWorker({
      name: 'archive',
      listener,
      channel: archiveChannel,
      work: archiveNext,
      unhurried: true,
      logger: app.log,
    }),
    { name: 'printer', stop: () => printer.close() },
  ],
});
