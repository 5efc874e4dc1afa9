import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readGatewayConfiguration } from './config.ts';

let directory: string;
let good: NodeJS.ProcessEnv;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'gateway-configuration-'));
  writeFileSync(join(directory, 'index.html'), '');
  const service = 'http://127.0.0.1:4210';
  good = {
    PORTAL_PORT: '4200',
    ADMIN_PORT: '4201',
    PORTAL_ORIGIN: 'https://portail.example',
    ADMIN_ORIGIN: 'https://admin.example',
    REDIS_URL: 'redis://gateway:secret@127.0.0.1:4205',
    KEYCLOAK_URL: 'https://connexion.example',
    PORTAL_CLIENT_SECRET: 'a',
    ADMIN_CLIENT_SECRET: 'b',
    IDENTITY_URL: service,
    EQUIPMENT_URL: service,
    DECLARATION_WORKFLOW_URL: service,
    CONTROLS_URL: service,
    STATISTICS_URL: service,
    NOTIFICATIONS_URL: service,
    DOCUMENTS_URL: service,
    PORTAL_STATIC: directory,
    ADMIN_STATIC: directory,
    SESSION_KEY: Buffer.alloc(32, 1).toString('base64url'),
  };
});
afterAll(() => rmSync(directory, { recursive: true }));

test('reads types and defaults', () => {
  const configuration = readGatewayConfiguration({ ...good, TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1' });
  expect(configuration).toMatchObject({
    PORTAL_PORT: 4_200,
    PORTAL_CLIENT_ID: 'portal',
    SESSION_IDLE_SECONDS: 1_800,
    SESSION_ABSOLUTE_SECONDS: 36_000,
    ADMIN_SESSION_IDLE_SECONDS: 1_800,
    ADMIN_SESSION_ABSOLUTE_SECONDS: 36_000,
    INSECURE_COOKIES: false,
    trustedProxies: ['10.0.0.0/8', '192.0.2.1'],
  });
  expect(configuration.sessionKeys[0]).toEqual(Buffer.alloc(32, 1));
});

test('reads the sentinels of Redis, or none', () => {
  expect(readGatewayConfiguration(good).redis).toEqual({
    url: 'redis://gateway:secret@127.0.0.1:4205',
    sentinels: [],
    masterName: 'portail',
  });
  const watched = readGatewayConfiguration({ ...good, REDIS_SENTINELS: 'redis-0:26379,redis-1:26380' });
  expect(watched.redis.sentinels).toEqual([
    { host: 'redis-0', port: 26_379 },
    { host: 'redis-1', port: 26_380 },
  ]);
});

test.each<[NodeJS.ProcessEnv, string]>([
  [{ PORTAL_PORT: 'many' }, 'PORTAL_PORT'],
  [{ REDIS_URL: undefined }, 'REDIS_URL'],
  [{ REDIS_SENTINELS: 'redis-0' }, 'REDIS_SENTINELS'],
  [{ SESSION_KEY: 'short' }, 'SESSION_KEY'],
  [{ PORTAL_ORIGIN: 'https://portail.example/' }, 'PORTAL_ORIGIN'],
  [{ PORTAL_ORIGIN: 'http://portail.example' }, 'INSECURE_COOKIES=true'],
  [{ INSECURE_COOKIES: 'true' }, 'INSECURE_COOKIES'],
  [{ ADMIN_ORIGIN: 'https://portail.example' }, 'ADMIN_ORIGIN'],
  [{ ADMIN_STATIC: '/nowhere' }, 'ADMIN_STATIC'],
  [{ TRUSTED_PROXIES: 'everyone' }, 'TRUSTED_PROXIES'],
])('refuses %j and names %s', (change, name) => {
  expect(() => readGatewayConfiguration({ ...good, ...change })).toThrow(name);
});

test.each([
  { PORTAL_ORIGIN: 'http://localhost:4200', ADMIN_ORIGIN: 'http://localhost:4201' },
  { PORTAL_ORIGIN: 'http://poste.local:4200', ADMIN_ORIGIN: 'http://poste.local:4201', INSECURE_COOKIES: 'true' },
])('development on plain http is possible: %j', (change) => {
  expect(readGatewayConfiguration({ ...good, ...change })).toMatchObject({ PORTAL_ORIGIN: change.PORTAL_ORIGIN });
});
