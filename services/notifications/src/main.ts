import { keycloakVerifier } from '@portail/platform/auth/bearer.ts';
import { connectStore, runStoreService, storeReadiness } from '@portail/platform/boot/store-service.ts';
import { startWorker } from '@portail/platform/boot/worker.ts';
import { createApp } from './app.ts';
import { assemble } from './assemble.ts';
import { readConfiguration } from './config.ts';
import { smtpSender } from './mail/smtp.ts';
import { observeMails } from './queries/telemetry.ts';
import { mailChannel } from './store/notice-store.ts';

const configuration = readConfiguration(process.env);
const connections = await connectStore('notifications', configuration, { channels: [mailChannel] });
const { database, listener } = connections;
const now = () => new Date();
const { acts, reactions, remind, sendMails } = assemble(database, now);
const smtp = smtpSender({
  url: configuration.SMTP_URL,
  from: configuration.MAIL_FROM,
  sites: { portal: configuration.PORTAL_ORIGIN, admin: configuration.ADMIN_ORIGIN },
});
const app = await createApp({
  database,
  acts,
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
observeMails(database, app.log);
await runStoreService({
  app,
  connections,
  configuration,
  consumers: [
    { stream: 'EVT_IDENTITY', durable: 'notifications_identity' },
    { stream: 'EVT_EQUIPMENT', durable: 'notifications_equipment' },
    { stream: 'EVT_DECLARATION', durable: 'notifications_declaration' },
  ],
  reactions,
  workers: [
    // Stopped in this order: a mail under way is handed in first.
    startWorker({
      name: 'mails',
      listener,
      channel: mailChannel,
      work: () => sendMails(smtp.send),
      logger: app.log,
    }),
    startReminders(),
    { name: 'smtp', stop: () => smtp.close() },
  ],
});

/** Looks every quarter of an hour: who looks twice tells nobody twice. */
function startReminders() {
  const every = 15 * 60_000;
  let running = Promise.resolve();
  const look = () => {
    running = remind().catch((error: unknown) =>
      app.log.warn({ err: error }, 'deadlines not recalled; tried again later'),
    );
  };
  const timer = setInterval(look, every);
  look();
  return {
    name: 'reminders',
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}
