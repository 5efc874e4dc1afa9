import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createClient } from 'redis';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { freePorts, openLine, type SwitchableLine } from '@portail/platform/testing/switchable-line.ts';
import { createTestRealm, type TestRealm } from './test-realm.ts';
import { startUpstream, writeApiDocuments, type TestUpstream } from './test-upstream.ts';

/** The real gateway as a process of its own, with real Redis and Keycloak behind lines that can be cut. */
export interface TestGateway {
  /** Folder of the portal’s built files. */
  readonly portalFiles: string;
  readonly portal: string;
  readonly admin: string;
  readonly realm: TestRealm;
  readonly upstream: TestUpstream;
  readonly upstreamLine: SwitchableLine;
  readonly redisLine: SwitchableLine;
  readonly keycloakLine: SwitchableLine;
  /** Everything it logged so far. */
  log(): string;
  /** Keys and values that it keeps in Redis. */
  kept(): Promise<Map<string, string>>;
  flushRedis(): Promise<void>;
  /** Asks it to stop; answers its exit code. */
  stop(): Promise<number | null>;
  /** Stops and removes all of it. */
  close(): Promise<void>;
}

const main = resolve(import.meta.dirname, '../main.ts');
const index = `<!doctype html><html lang="fr"><head><title>Portail</title><style nonce="CSP_NONCE">p{}</style></head>
<body><app-root ngCspNonce="CSP_NONCE"></app-root><script type="module" src="main-A1B2C3D4.js"></script></body></html>`;

/**
 * Starts everything.
 * @param redisDatabase number of a database of Redis that no other test file uses
 * @param environment adds to or replaces the variables of the process
 */
export async function startTestGateway(
  redisDatabase: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<TestGateway> {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const [portalPort = 0, adminPort = 0] = await freePorts(2);
  const origins = { portal: `http://localhost:${portalPort}`, admin: `http://localhost:${adminPort}` };
  const keycloak = new URL(testVariable('TEST_KEYCLOAK_URL'));
  const [realm, upstream, keycloakLine, redis] = await Promise.all([
    createTestRealm(origins),
    startUpstream(),
    openLine('127.0.0.1', Number(keycloak.port)),
    openTestRedis(redisDatabase),
  ]);
  writeApiDocuments(join(directory, 'services'));
  const upstreamLine = await openLine('127.0.0.1', Number(new URL(upstream.address).port));
  const service = `http://127.0.0.1:${upstreamLine.port}`;
  const variables: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    PORTAL_PORT: String(portalPort),
    ADMIN_PORT: String(adminPort),
    PORTAL_ORIGIN: origins.portal,
    ADMIN_ORIGIN: origins.admin,
    REDIS_URL: redis.url,
    KEYCLOAK_URL: keycloak.origin,
    KEYCLOAK_INTERNAL_URL: `http://127.0.0.1:${keycloakLine.port}`,
    KEYCLOAK_REALM: realm.name,
    PORTAL_CLIENT_SECRET: realm.portalSecret,
    ADMIN_CLIENT_SECRET: realm.adminSecret,
    IDENTITY_URL: service,
    EQUIPMENT_URL: service,
    DECLARATION_WORKFLOW_URL: service,
    CONTROLS_URL: service,
    STATISTICS_URL: service,
    NOTIFICATIONS_URL: service,
    DOCUMENTS_URL: service,
    PORTAL_STATIC: writeFrontEnd(directory, 'portal'),
    ADMIN_STATIC: writeFrontEnd(directory, 'admin'),
    SESSION_KEY: randomBytes(32).toString('base64url'),
    API_DOCUMENTS: join(directory, 'services'),
    UPSTREAM_TIMEOUT_SECONDS: '1',
    ...environment,
  };
  const running = run(variables);
  await eventually('the gateway', () => running.answers(origins.portal), 20_000);
  return {
    ...origins,
    portalFiles: join(directory, 'portal'),
    realm,
    upstream,
    upstreamLine,
    keycloakLine,
    redisLine: redis.line,
    log: running.log,
    kept: redis.kept,
    flushRedis: redis.flush,
    stop: running.stop,
    close: async () => {
      await running.stop();
      await Promise.all([realm.drop(), upstream.close(), upstreamLine.close(), keycloakLine.close(), redis.close()]);
      rmSync(directory, { recursive: true });
    },
  };
}

function writeFrontEnd(directory: string, name: string): string {
  const folder = join(directory, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), index.replace('<title>Portail', `<title>${name}`));
  writeFileSync(join(folder, 'main-A1B2C3D4.js'), `document.title = ${JSON.stringify(name)};`.repeat(200));
  writeFileSync(join(folder, 'chunk-A1B2C3D4.js'), 'export {};');
  writeFileSync(join(folder, 'favicon.ico'), 'icon');
  return folder;
}

/** Runs main.ts, as `npm start` and the image do. */
export function run(variables: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, [main], { env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise<number | null>((resolveEnd) => child.once('exit', resolveEnd));
  return {
    log: () => output,
    ended,
    answers: async (origin: string) => {
      if (child.exitCode !== null) throw new Error(`the gateway stopped: ${output}`);
      return (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A database of the real Redis, seen by the gateway with the rights it has in production. */
async function openTestRedis(database: number) {
  const address = new URL(testVariable('TEST_REDIS_URL'));
  const user = `gateway-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const line = await openLine(address.hostname, Number(address.port));
  const administrator = createClient({ url: address.href, database });
  administrator.on('error', (error: Error) => process.stderr.write(`redis of the test: ${error.message}\n`));
  await administrator.connect();
  await administrator.flushDb();
  const rules = ['reset', 'on', `>${password}`, '~gateway:*', '&gateway:*', '+@all', '-@admin', '-@dangerous'];
  await administrator.aclSetUser(user, rules);
  return {
    line,
    url: `redis://${user}:${password}@127.0.0.1:${line.port}/${database}`,
    flush: async () => void (await administrator.flushDb()),
    kept: async () => {
      const keys = await administrator.keys('*');
      const valueOf = async (key: string) =>
        (await administrator.type(key)) === 'set'
          ? (await administrator.sMembers(key)).join()
          : ((await administrator.get(key)) ?? '');
      return new Map(await Promise.all(keys.map(async (key) => [key, await valueOf(key)] as const)));
    },
    close: async () => {
      await line.close();
      await administrator.aclDelUser(user);
      await administrator.close();
    },
  };
}
