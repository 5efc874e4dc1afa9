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
