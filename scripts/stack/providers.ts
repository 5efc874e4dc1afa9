import { dockerRefusal } from './servers/docker.ts';
import type { Progress } from './progress.ts';

/** The servers that a provider gives; maildev is npm’s and always native. */
export const providedServers = ['postgres', 'nats', 'redis', 'keycloak', 'smtp'] as const;
export type ProvidedServer = (typeof providedServers)[number];

/** Who runs a server: somebody else, Docker, or a process of ours. */
export type Provider = 'environment' | 'docker' | 'native';
export type Providers = Readonly<Record<ProvidedServer, Provider>>;

/** The variable that gives the address of a server which already runs. */
export const addressVariables: Readonly<Record<ProvidedServer, string>> = {
  postgres: 'POSTGRES_URL',
  nats: 'NATS_URL',
  redis: 'REDIS_URL',
  keycloak: 'KEYCLOAK_URL',
  smtp: 'SMTP_URL',
};

/** The address given in the environment, if any. */
export function givenAddress(server: ProvidedServer): URL | undefined {
  const name = addressVariables[server];
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  if (!URL.canParse(text)) throw new Error(`${name} is not an address: “${text}”.`);
  return new URL(text);
}

/**
 * Chooses who runs each server: given addresses first, then Docker when its images can be had, else native processes.
 * `PORTAIL_SERVERS=docker` or `=native` decides between the last two.
 */
export async function chooseProviders(progress: Progress, pull = true): Promise<{ providers: Providers; why: string }> {
  const asked = process.env['PORTAIL_SERVERS'];
  if (asked !== undefined && asked !== 'docker' && asked !== 'native') {
    throw new Error(`PORTAIL_SERVERS must be docker or native, not “${asked}”.`);
  }
  const refusal = asked === 'native' ? 'PORTAIL_SERVERS=native' : await dockerRefusal(progress, pull);
  if (asked === 'docker' && refusal !== undefined) throw new Error(`PORTAIL_SERVERS=docker, but ${refusal}.`);
  const usual: Provider = refusal === undefined ? 'docker' : 'native';
  const entries = providedServers.map((server): [ProvidedServer, Provider] => [
    server,
    givenAddress(server) !== undefined ? 'environment' : server === 'smtp' ? 'native' : usual,
  ]);
  const given = entries
    .filter(([, provider]) => provider === 'environment')
    .map(([server]) => addressVariables[server]);
  const rest = refusal === undefined ? 'Docker containers' : `native processes (${refusal})`;
  return {
    providers: Object.fromEntries(entries) as Providers,
    why: given.length === 0 ? rest : `${given.join(', ')} as given; the others: ${rest}`,
  };
}
