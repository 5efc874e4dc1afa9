import type { Progress } from './progress.ts';
import {
  addressVariables,
  givenAddress,
  providedServers,
  type ProvidedServer,
  type Provider,
  type Providers,
} from './providers.ts';
import { dockerRefusal } from './servers/docker.ts';

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
