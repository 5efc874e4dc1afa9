import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Type, type Static, type TObject } from 'typebox';
import { port, readConfig, text, url } from '@portail/platform/boot/config.ts';
import type { RedisAddress } from './redis/client.ts';
import { clientAddress } from './security/client-address.ts';

const variables = {
  HOST: Type.String({ default: '127.0.0.1' }),
  LOG_LEVEL: Type.String({ default: 'info' }),
  PORTAL_PORT: port(),
  ADMIN_PORT: port(),
  PORTAL_ORIGIN: url(),
  ADMIN_ORIGIN: url(),
  REDIS_URL: url(),
  /** Sentinels of Redis, `host:port` with commas between; none when there is one server. */
  REDIS_SENTINELS: Type.String({ default: '', pattern: '^([^:,\\s]+:\\d+(,(?!$)|$))*$' }),
  REDIS_MASTER: Type.String({ default: 'portail' }),
  KEYCLOAK_URL: url(),
  KEYCLOAK_INTERNAL_URL: Type.Optional(url()),
  KEYCLOAK_REALM: Type.String({ default: 'portail' }),
  PORTAL_CLIENT_ID: Type.String({ default: 'portal' }),
  PORTAL_CLIENT_SECRET: text(),
  ADMIN_CLIENT_ID: Type.String({ default: 'admin' }),
  ADMIN_CLIENT_SECRET: text(),
  IDENTITY_URL: url(),
  EQUIPMENT_URL: url(),
  DECLARATION_WORKFLOW_URL: url(),
  CONTROLS_URL: url(),
  STATISTICS_URL: url(),
  DOCUMENTS_URL: url(),
  NOTIFICATIONS_URL: url(),
  PORTAL_STATIC: text(),
  ADMIN_STATIC: text(),
  SESSION_KEY: text(),
  /** Folder with `<service>/openapi.json` of each service. */
  API_DOCUMENTS: Type.String({ default: resolve(import.meta.dirname, '..', '..') }),
  SESSION_IDLE_SECONDS: Type.Integer({ minimum: 1, default: 1_800 }),
  SESSION_ABSOLUTE_SECONDS: Type.Integer({ minimum: 1, default: 36_000 }),
  ADMIN_SESSION_IDLE_SECONDS: Type.Integer({ minimum: 1, default: 1_800 }),
  ADMIN_SESSION_ABSOLUTE_SECONDS: Type.Integer({ minimum: 1, default: 36_000 }),
  INSECURE_COOKIES: Type.Boolean({ default: false }),
  /** Requests a minute. */
  RATE_LIMIT_SIGN_IN: Type.Integer({ minimum: 1, default: 120 }),
  RATE_LIMIT_PASSWORD_RESET: Type.Integer({ minimum: 1, default: 10 }),
  RATE_LIMIT_VERIFICATION: Type.Integer({ minimum: 1, default: 60 }),
  RATE_LIMIT_API: Type.Integer({ minimum: 1, default: 3_000 }),
  TRUSTED_PROXIES: Type.String({ default: '' }),
  UPSTREAM_TIMEOUT_SECONDS: Type.Integer({ minimum: 1, default: 10 }),
};

/** The environment of the gateway, typed; README.md says what each variable is for. */
export interface GatewayConfiguration extends Readonly<Static<TObject<typeof variables>>> {
  /** `SESSION_KEY`, decoded: 32 bytes each; the first closes, all open. */
  readonly sessionKeys: readonly Buffer[];
  readonly redis: RedisAddress;
  /** `TRUSTED_PROXIES`, separated. */
  readonly trustedProxies: readonly string[];
}

/** Where one site is served and how Keycloak knows it. */
export interface SiteConfiguration {
  readonly port: number;
  readonly origin: string;
  readonly clientId: string;
  /** The first that Keycloak accepts is the one. */
  readonly clientSecrets: readonly string[];
  readonly staticDirectory: string;
  /** Milliseconds without an act, and in all, after which a session ends. */
  readonly sessionLife: { readonly idle: number; readonly absolute: number };
}

/**
 * Reads and checks the configuration.
 * @throws Error that names each variable at fault
 */
export function readGatewayConfiguration(environment: NodeJS.ProcessEnv): GatewayConfiguration {
  const configuration = readConfig(variables, environment);
  const sessionKeys = listed(configuration.SESSION_KEY).map((key) => Buffer.from(key, 'base64url'));
  const trustedProxies = listed(configuration.TRUSTED_PROXIES);
  const faults: string[] = [];
  if (sessionKeys.length === 0 || sessionKeys.some(({ length }) => length !== 32))
    faults.push('SESSION_KEY: 32 random bytes in base64url are expected, or several such keys with commas between');
  for (const name of ['PORTAL_ORIGIN', 'ADMIN_ORIGIN'] as const) {
    faults.push(...originFaults(name, configuration[name], configuration.INSECURE_COOKIES));
  }
  if (configuration.PORTAL_ORIGIN === configuration.ADMIN_ORIGIN)
    faults.push('ADMIN_ORIGIN: must differ from PORTAL_ORIGIN');
  for (const name of ['PORTAL_STATIC', 'ADMIN_STATIC'] as const) {
    const index = join(configuration[name], 'index.html');
    if (!existsSync(index)) faults.push(`${name}: ${index} does not exist, build the front ends first`);
  }
  try {
    clientAddress(trustedProxies);
  } catch (error) {
    faults.push((error as Error).message);
  }
  if (faults.length > 0) throw new Error(`configuration refused — ${faults.join('; ')}`);
  return Object.freeze({ ...configuration, sessionKeys, redis: redisAddress(configuration), trustedProxies });
}

function redisAddress(variables: Readonly<Record<`REDIS_${'URL' | 'SENTINELS' | 'MASTER'}`, string>>): RedisAddress {
  const sentinels = listed(variables.REDIS_SENTINELS).map((sentinel) => {
    const [host = '', port] = sentinel.split(':');
    return { host, port: Number(port) };
  });
  return { url: variables.REDIS_URL, sentinels, masterName: variables.REDIS_MASTER };
}

/** What stands between commas: several secrets stand side by side while one is being changed. */
function listed(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function originFaults(name: string, value: string, insecureCookies: boolean): string[] {
  const address = URL.canParse(value) ? new URL(value) : undefined;
  if (address === undefined || address.origin !== value) {
    return [`${name}: an origin such as https://portail.example is expected, without path nor final slash`];
  }
  const browserTrusts = address.protocol === 'https:' || address.hostname === 'localhost';
  if (!browserTrusts && !insecureCookies) {
    return [
      `${name}: browsers keep Secure cookies on https and http://localhost only; for development elsewhere set INSECURE_COOKIES=true`,
    ];
  }
  if (address.protocol === 'https:' && insecureCookies) return [`INSECURE_COOKIES: makes no sense with ${value}`];
  return [];
}

/** The part of the configuration that concerns one site. */
export function siteConfiguration(configuration: GatewayConfiguration, name: 'portal' | 'admin'): SiteConfiguration {
  return name === 'portal'
    ? {
        port: configuration.PORTAL_PORT,
        origin: configuration.PORTAL_ORIGIN,
        clientId: configuration.PORTAL_CLIENT_ID,
        clientSecrets: listed(configuration.PORTAL_CLIENT_SECRET),
        staticDirectory: configuration.PORTAL_STATIC,
        sessionLife: life(configuration.SESSION_IDLE_SECONDS, configuration.SESSION_ABSOLUTE_SECONDS),
      }
    : {
        port: configuration.ADMIN_PORT,
        origin: configuration.ADMIN_ORIGIN,
        clientId: configuration.ADMIN_CLIENT_ID,
        clientSecrets: listed(configuration.ADMIN_CLIENT_SECRET),
        staticDirectory: configuration.ADMIN_STATIC,
        sessionLife: life(configuration.ADMIN_SESSION_IDLE_SECONDS, configuration.ADMIN_SESSION_ABSOLUTE_SECONDS),
      };
}

function life(idleSeconds: number, absoluteSeconds: number): SiteConfiguration['sessionLife'] {
  return { idle: idleSeconds * 1_000, absolute: absoluteSeconds * 1_000 };
}
