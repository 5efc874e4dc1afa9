import { existsSync, readFileSync } from 'node:fs';
import { busCatalogue, ensureContracts } from '../stack/contracts.ts';
import { fullBase, fullFolder, fullSetLoaded } from '../stack/full-set.ts';
import { basePort, portsOfService } from '../stack/ports.ts';
import { consoleProgress } from '../stack/progress.ts';
import { clientSecrets, keycloakAdministrator, realmName } from '../stack/realm.ts';
import { startServers, type Servers } from '../stack/servers/all.ts';
import { openSession, type Session } from '../stack/session.ts';
import { migrateServices, startServices, storeEnvironment } from '../stack/services.ts';
import { storeServices } from '../stack/service-list.ts';
import { demoPassword } from '../seed/accounts.ts';

/** The services of the benchmarks on the full data set. */
export interface BenchStack {
  readonly session: Session;
  readonly servers: Servers;
  /** Address of a service, which is asked without the gateway. */
  readonly addressOf: (service: string) => string;
  /** Database of a service, with its runtime role. */
  readonly databaseOf: (service: string) => string;
  /** Memory of a service now and at its highest, MiB. */
  readonly memoryOf: (service: string) => string;
  /** A token of the person, as the gateway gets one from Keycloak. */
  readonly tokenOf: (site: 'portal' | 'admin', email: string) => Promise<string>;
}

/** Starts the servers and the services that a benchmark needs, on the data of `npm run seed -- --full`. */
export async function openBench(services: readonly string[]): Promise<BenchStack> {
  if (!fullSetLoaded()) throw new Error('No full data set: npm run seed -- --full makes it, once.');
  const session = await openSession({
    folder: fullFolder,
    base: basePort(fullBase),
    reset: false,
    progress: consoleProgress(Date.now()),
    command: 'npm run bench',
  });
  const { context } = session;
  try {
    await ensureContracts(context.progress);
    const servers = await startServers(context, await busCatalogue());
    await migrateServices(context, servers);
    await startServices(context, servers, { only: services });
    await letDirectGrants(context.secrets.of('keycloak-administrator'), servers.keycloak);
    const secrets = clientSecrets(context.secrets);
    return {
      session,
      servers,
      addressOf: (name) => `http://127.0.0.1:${portsOfService(context.ports, name).http}`,
      databaseOf: (name) => {
        const service = storeServices.find((each) => each.name === name);
        if (!service) throw new Error(`no service ${name}`);
        return storeEnvironment(context, servers, service).runtime['DATABASE_URL'] ?? '';
      },
      memoryOf: (name) => memoryOf(context.supervisor.find(name)?.pid),
      tokenOf: (site, email) => tokenOf(servers.keycloak, site, secrets[site], email),
    };
  } catch (error) {
    await session.fail(error);
    throw error;
  }
}

/** The gateway’s clients do not take passwords; in this Keycloak, which only the benchmarks use, they do. */
async function letDirectGrants(password: string, keycloak: string): Promise<void> {
  const administrator = await grant(`${keycloak}/realms/master`, {
    ...{ client_id: 'admin-cli', username: keycloakAdministrator, password },
  });
  const headers = { authorization: `Bearer ${administrator}`, 'content-type': 'application/json' };
  const clients = `${keycloak}/admin/realms/${realmName}/clients`;
  for (const clientId of ['portal', 'admin']) {
    const found = await fetch(`${clients}?clientId=${clientId}`, { headers });
    const [client] = (await found.json()) as Record<string, unknown>[];
    const body = JSON.stringify({ ...client, directAccessGrantsEnabled: true });
    const changed = await fetch(`${clients}/${String(client?.['id'])}`, { method: 'PUT', headers, body });
    if (!changed.ok) throw new Error(`Keycloak answered ${changed.status} about the client ${clientId}`);
  }
}

function tokenOf(keycloak: string, client: string, secret: string, email: string): Promise<string> {
  const person = { username: email, password: demoPassword };
  return grant(`${keycloak}/realms/${realmName}`, { client_id: client, client_secret: secret, ...person });
}

async function grant(realm: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', scope: 'openid', ...fields });
  const answer = await fetch(`${realm}/protocol/openid-connect/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`Keycloak gave no token to ${fields['username']}: ${answer.status}`);
  return token;
}

function memoryOf(pid: number | undefined): string {
  if (pid === undefined || !existsSync(`/proc/${pid}/status`)) return 'unknown on this system';
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024);
  return `${mebibytes('VmRSS')} MiB, ${mebibytes('VmHWM')} MiB at its highest`;
}
