import type { Logger } from '@portail/platform/boot/logger.ts';
import { stopOnSignal } from '@portail/platform/boot/lifecycle.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { gauge } from '@portail/platform/telemetry/instruments.ts';
import { createSite } from './app.ts';
import { readGatewayConfiguration, siteConfiguration } from './config.ts';
import { readApiDocument } from './docs/api-documents.ts';
import { allowedOperations, services, type Service } from './proxy/allow-list.ts';
import { askIdentity } from './forgotten-password/ask-identity.ts';
import { challengeStore } from './forgotten-password/challenge-store.ts';
import { liveStreams } from './proxy/live-streams.ts';
import { openRedis } from './redis/connection.ts';
import { clientAddress } from './security/client-address.ts';
import { sealWith } from './session/sealed-text.ts';
import { sessionStore } from './session/session-store.ts';
import { tokenRefresh } from './session/token-refresh.ts';
import { keycloakClient } from './sign-in/keycloak.ts';
import { pendingSignIns } from './sign-in/pending-sign-ins.ts';
import { tellIdentity } from './sign-in/tell-identity.ts';
import { otherSite, sites, type Site } from './site.ts';
import { loadFrontEnd } from './static/front-end.ts';
import { askDocuments } from './verification/ask-documents.ts';

const liveStreamCheck = 5_000;

const configuration = readGatewayConfiguration(process.env);
const now = Date.now;
const seal = sealWith(...configuration.sessionKeys);
const identity = new URL(configuration.IDENTITY_URL).origin;
const addressOf = clientAddress(configuration.trustedProxies);
const upstreams: Readonly<Record<Service['prefix'], string>> = {
  identity: configuration.IDENTITY_URL,
  equipment: configuration.EQUIPMENT_URL,
  workflow: configuration.DECLARATION_WORKFLOW_URL,
  controls: configuration.CONTROLS_URL,
  statistics: configuration.STATISTICS_URL,
  documents: configuration.DOCUMENTS_URL,
  notifications: configuration.NOTIFICATIONS_URL,
};

// Redis is shared by both sites and logs through the first one; it connects once they are built.
const portalLog: { current?: Logger } = {};
const logger: Logger = {
  info: (fields, message) => portalLog.current?.info(fields, message),
  warn: (fields, message) => portalLog.current?.warn(fields, message),
  error: (fields, message) => portalLog.current?.error(fields, message),
};
const redis = openRedis(configuration.redis, logger);
const live = liveStreams({ redis, logger, now, every: liveStreamCheck });
gauge('portail_live_streams', () => [[live.count(), {}]], { logger });

async function startSite(site: Site) {
  const here = siteConfiguration(configuration, site.name);
  const keycloak = keycloakClient({
    url: configuration.KEYCLOAK_URL,
    internalUrl: configuration.KEYCLOAK_INTERNAL_URL,
    realm: configuration.KEYCLOAK_REALM,
    clientId: here.clientId,
    clientSecrets: here.clientSecrets,
    origin: here.origin,
    now,
  });
  const { idle, absolute } = here.sessionLife;
  const sessions = sessionStore({ redis, seal, site: site.name, idle, now, onEnd: (key) => live.endOf(key) });
  const refresh = tokenRefresh({ site, sessions, redis, keycloak, logger, now });
  const read = (service: Service) => readApiDocument(configuration.API_DOCUMENTS, service);
  const app = await createSite({
    site,
    origin: here.origin,
    otherOrigin: siteConfiguration(configuration, otherSite(site.name).name).origin,
    insecureCookies: configuration.INSECURE_COOKIES,
    logLevel: configuration.LOG_LEVEL,
    redis,
    keycloak,
    pending: pendingSignIns(redis, seal, site.name),
    sessions,
    refresh,
    live,
    tellSignIn: tellIdentity(identity),
    challenges: challengeStore(redis, seal, site.name),
    askReset: askIdentity(identity, () => keycloak.ownToken()),
    documents: askDocuments(new URL(configuration.DOCUMENTS_URL).origin),
    frontEnd: loadFrontEnd(here.staticDirectory),
    services: services.map((service) => ({
      upstream: new URL(upstreams[service.prefix]).origin,
      operations: allowedOperations(service, read(service), site.name),
    })),
    docs: { services, read },
    addressOf,
    perMinute: {
      signIn: configuration.RATE_LIMIT_SIGN_IN,
      passwordReset: configuration.RATE_LIMIT_PASSWORD_RESET,
      verification: configuration.RATE_LIMIT_VERIFICATION,
      api: configuration.RATE_LIMIT_API,
    },
    absoluteLife: absolute,
    serviceTimeLimit: configuration.UPSTREAM_TIMEOUT_SECONDS * 1_000,
    now,
  });
  return { app, refresh, port: here.port };
}

const [portal, admin] = [await startSite(sites.portal), await startSite(sites.admin)];
portalLog.current = portal.app.log;
redis.connect();
const listen = (app: HttpApp, port: number) => app.listen({ host: configuration.HOST, port });
await Promise.all([listen(portal.app, portal.port), listen(admin.app, admin.port)]);

stopOnSignal(portal.app.log, [
  { name: 'sites', stop: () => Promise.all([portal.app, admin.app].map((app) => app.drain().then(() => app.close()))) },
  { name: 'token refresh', stop: () => Promise.all([portal.refresh.settled(), admin.refresh.settled()]) },
  { name: 'redis', stop: () => redis.close() },
]);
